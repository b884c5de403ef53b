/*
 * A workshop: fifty people in one journey of the built program, each moving a pointer twenty times a second, some of them
 * typing. Clients are bare sockets, so that what is measured is the server's: who is thrown off, processor time of the program
 * and of its database, messages a second to each person, and how soon an edit is at everybody else.
 *
 *     npm run build && npm run bench:workshop [-- --people=50 --typing=5 --seconds=60]
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { messageTypes } from '#document/core/close-codes.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { embeddedBinaries } from '#server/db/embedded/binaries.ts';
import { layOut } from '#server/db/embedded/cluster.ts';
import { postmasterPid } from '#server/db/embedded/pid-file.ts';
import { databaseUser } from '#server/db/embedded/user.ts';
import { apiOf, signIn, type SessionHeaders } from '../../process/support/visitors.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { percentile } from '../answers/load.ts';
import { cpuTime } from './cpu-time.ts';

const { values } = parseArgs({
	options: {
		people: { type: 'string', default: '50' },
		typing: { type: 'string', default: '5' },
		seconds: { type: 'string', default: '60' }
	}
});
const [people, typing, seconds] = [values.people, values.typing, values.seconds].map(Number) as [
	number,
	number,
	number
];
/** A pointer moves this often, and somebody who types presses a key this often, ms. */
const MOVES = 50;
const KEYS = 150;

const SYNC = 0;
const AWARENESS = 1;

const app = await startBuiltApp();
try {
	const headers = await signIn(app.url);
	const { id } = await apiOf(app.url, headers)<{ id: string }>('POST', '/journeys', {
		title: 'Workshop',
		template: 'retail'
	});
	const everybody: Participant[] = [];
	// Those who type, and one who reads along, have the document.
	for (let at = 0; at < people; at++) everybody.push(await Participant(app.url, headers, id, at <= typing));
	const [reader, ...others] = everybody as [Participant, ...Participant[]];
	const typists = others.slice(0, typing);
	const database = postmasterPid(layOut(app.dataDir, embeddedBinaries(), databaseUser([app.dataDir])));
	if (database === null) throw new Error('the database has no process');

	/** When each text was typed, until the reader has it. */
	const typed = new Map<string, number>();
	const latencies: number[] = [];
	const cards = journeyKind.read(reader.doc!).cards.slice(0, typing);
	reader.doc!.on('update', () => {
		for (const { title } of journeyKind.read(reader.doc!).cards) {
			const at = typed.get(title);
			if (at === undefined) continue;
			latencies.push(performance.now() - at);
			// What was typed before it came in the same message, and was typed over.
			const by = title.slice(0, title.indexOf(':'));
			for (const [earlier, then] of typed) if (then <= at && earlier.startsWith(by)) typed.delete(earlier);
		}
	});
	// What is compiled and loaded on the way is not part of it.
	const timers = [
		...everybody.map((one) => startAt(randomInt(MOVES), MOVES, () => one.move())),
		...typists.map((one, at) => {
			let n = 0;
			return startAt(randomInt(KEYS), KEYS, () => {
				const title = `Typed by ${at}: ${++n}`;
				typed.set(title, performance.now());
				one.type({ ...cards[at]!, title });
			});
		})
	];
	await pause(5_000);
	latencies.length = 0;
	for (const one of everybody) one.received.length = 0;
	const before = { at: performance.now(), app: cpuTime(app.pid), database: cpuTime(database) };
	await pause(seconds * 1_000);
	const took = performance.now() - before.at;
	const cores = {
		app: (cpuTime(app.pid) - before.app) / took,
		database: (cpuTime(database) - before.database) / took
	};
	for (const stop of timers) stop();
	const lost = everybody.filter(({ code }) => code() !== null).length;
	await pause(500);

	const rates = (which: (one: Received) => boolean) =>
		everybody.map(({ received }) => busiest(received.filter(which).map(({ at }) => at)));
	const line = (name: string, value: string, mark = '', met = true): void =>
		console.log(name.padEnd(58), value.padStart(9), mark.padStart(7), met ? '' : 'missed');
	const fromOthers = Math.max(...rates(({ type }) => type !== messageTypes.durable));
	console.log(`${people} people, ${typing} of them typing, ${seconds} s`);
	line('thrown off', String(lost), '0', lost === 0);
	line('cores: program', cores.app.toFixed(3));
	line('cores: database', cores.database.toFixed(3));
	line('cores: both', (cores.app + cores.database).toFixed(3), '< 0.5', cores.app + cores.database < 0.5);
	line('messages in the busiest second of anybody, of others', String(fromOthers), '≤ 20', fromOthers <= 20);
	line('… of presence', String(Math.max(...rates(({ type }) => type === AWARENESS))));
	line('… of edits', String(Math.max(...rates(({ type }) => type === SYNC))));
	line('… with the confirmations of their own edits', String(Math.max(...rates(() => true))));
	line('kB a second to each', (sum(reader.received.map(({ bytes }) => bytes)) / took).toFixed(1));
	line(`an edit to another person, ms: p50 (${latencies.length} edits)`, percentile(latencies, 50).toFixed(1));
	line('… p95', percentile(latencies, 95).toFixed(1));
	line('… longest', Math.max(...latencies).toFixed(1));
	line('edits that did not arrive', String(typed.size), '0', typed.size === 0);
	for (const one of everybody) one.leave();
} finally {
	await app.stop();
	app.cleanup();
}

function pause(ms: number): Promise<void> {
	return new Promise((next) => setTimeout(next, ms));
}

function sum(all: readonly number[]): number {
	return all.reduce((a, b) => a + b, 0);
}

/** @returns stop */
function startAt(after: number, every: number, work: () => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	const begin = setTimeout(() => (timer = setInterval(work, every)), after);
	return () => {
		clearTimeout(begin);
		clearInterval(timer);
	};
}

/** Most messages within any one second. @param times in order, ms */
function busiest(times: readonly number[]): number {
	let [most, from] = [0, 0];
	for (let to = 0; to < times.length; to++) {
		while (times[to]! - times[from]! > 1_000) from++;
		most = Math.max(most, to - from + 1);
	}
	return most;
}

interface Received {
	readonly at: number;
	readonly type: number;
	readonly bytes: number;
}

interface Participant {
	readonly doc: Y.Doc | null;
	readonly received: Received[];
	/** Why it was thrown off; null while it is in. */
	code(): number | null;
	move(): void;
	type(record: object): void;
	leave(): void;
}

/** @param reads has the document; the others only listen */
async function Participant(url: string, headers: SessionHeaders, id: string, reads: boolean): Promise<Participant> {
	const doc = reads ? new Y.Doc() : null;
	const client = doc?.clientID ?? randomInt(2 ** 32 - 1);
	const received: Received[] = [];
	let code: number | null = null;
	let clock = 0;
	const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/collab/journey/${id}`, { headers });
	const ready = Promise.withResolvers<void>();
	ws.on('message', (data: Buffer) => {
		const type = data[0]!;
		received.push({ at: performance.now(), type, bytes: data.length });
		if (type !== SYNC || doc === null) return;
		const decoder = decoding.createDecoder(data);
		decoding.readVarUint(decoder);
		const answer = encoding.createEncoder();
		encoding.writeVarUint(answer, SYNC);
		const kind = readSyncMessage(decoder, answer, doc, 'server');
		if (encoding.length(answer) > 1) ws.send(encoding.toUint8Array(answer));
		if (kind === 1) ready.resolve();
	});
	ws.on('close', (reason) => (code ??= reason));
	ws.on('error', (error) => ready.reject(error));
	ws.on('open', () => {
		// Whoever has asked for the document is sent edits, read or not.
		const ask = encoding.createEncoder();
		encoding.writeVarUint(ask, SYNC);
		writeSyncStep1(ask, doc ?? new Y.Doc());
		ws.send(encoding.toUint8Array(ask));
		if (doc === null) ready.resolve();
	});
	doc?.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin === 'server') return;
		const message = encoding.createEncoder();
		encoding.writeVarUint(message, SYNC);
		writeUpdate(message, update);
		ws.send(encoding.toUint8Array(message));
	});
	await ready.promise;
	return {
		doc,
		received,
		code: () => code,
		move() {
			clock++;
			const state = { cursor: { x: 400 + ((clock * 7) % 300), y: 200 + ((clock * 3) % 200) }, selection: [] };
			const inner = encoding.createEncoder();
			encoding.writeVarUint(inner, 1);
			encoding.writeVarUint(inner, client);
			encoding.writeVarUint(inner, clock);
			encoding.writeVarString(inner, JSON.stringify(state));
			const outer = encoding.createEncoder();
			encoding.writeVarUint(outer, AWARENESS);
			encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
			ws.send(encoding.toUint8Array(outer));
		},
		type: (record) =>
			Y.transact(doc!, () =>
				journeyKind.apply(doc!, [{ op: 'put', record } as never], personOrigin(`typist ${client}`))
			),
		leave() {
			code ??= 0;
			ws.terminate();
			doc?.destroy();
		}
	};
}
