import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { BrowserContext } from 'playwright';
import { WebSocket } from 'ws';
import { messageTypes } from '#document/core/close-codes.ts';
import { withChange } from '#domain/metrics/index.ts';
import type { BoardResults } from '#lib/features/journey-board/results/board-results.ts';
import { NumbersStream } from '#lib/features/journey-board/results/numbers-stream.ts';
import { apiOf, type SessionHeaders } from '../../process/support/visitors.ts';
import { percentile } from '../answers/load.ts';
import { median } from './page.ts';

/** One person may have 50 sockets; one of them is a browser's. */
const SOCKETS_EACH = 49;
/** Answers that each touchpoint has before: enough for a value. */
const EACH = 6;
/** Until nothing is fetched any more for what was answered, ms: longer than any board waits. */
const QUIET = 3_000;

export interface LiveFigures {
	/** Answer sent → its sums on the last of the light boards, ms. */
	readonly fresh: number;
	readonly longest: number;
	readonly fresh95: number;
	/** The same to the scene's head in the browser. */
	readonly painted: number;
	readonly painted95: number;
	/** Requests of all boards, the browser's among them, an answer. */
	readonly requests: number;
	/** Bytes that one board is told, an answer. */
	readonly told: number;
	/** A burst of answers, as many a second as the API takes: messages a second to each board. */
	readonly burst: number;
}

/**
 * Fifty boards of one journey for each of some people, all but one of them without a screen but with the real client's own
 * rules: answers come one by one, then as many as fit into two seconds.
 * @param people the first of them asks, and has the browser
 */
export async function liveOnBoards(
	url: string,
	people: readonly [SessionHeaders, ...SessionHeaders[]],
	journeyId: string,
	context: BrowserContext,
	answers = 20
): Promise<LiveFigures> {
	const api = apiOf(url, people[0]);
	const codes = await askEverywhere(api, journeyId);
	const answer = (at: number, nps: number) =>
		api('POST', '/responses', { collectorCode: codes[at % codes.length]!, answers: { nps } });

	const boards: Awaited<ReturnType<typeof lightBoard>>[] = [];
	for (const [at, headers] of people.entries())
		for (let n = 0; n < (at === 0 ? SOCKETS_EACH : SOCKETS_EACH + 1); n++)
			boards.push(await lightBoard(url, headers, journeyId));
	const page = await context.newPage();
	let ofPage = 0;
	page.on('request', (request) => {
		if (request.url().includes('/api/')) ofPage++;
	});
	await page.goto(`${url}/journeys/${journeyId}`);
	await page.locator('[data-scene-id] .score').first().waitFor();
	await page.evaluate(() => {
		const head = document.querySelector('[data-scene-id]')!;
		const seen = window as unknown as { headAt: number[] };
		seen.headAt = [];
		new MutationObserver(() => seen.headAt.push(Date.now())).observe(head, {
			subtree: true,
			childList: true,
			characterData: true
		});
	});
	await pause(QUIET);

	const count = () => ofPage + boards.reduce((sum, board) => sum + board.fetches(), 0);
	const before = count();
	const bytes = boards[0]!.bytes();
	const times: number[] = [];
	const painted: number[] = [];
	const expected = boards[0]!.n();
	for (let n = 1; n <= answers; n++) {
		await pause(400 + Math.random() * 400);
		const sent = Date.now();
		// The first touchpoint is in the first scene, which every screen shows.
		await answer(0, n % 11);
		while (!boards.every((board) => board.n() >= expected + n)) await pause(2);
		times.push(Date.now() - sent);
		const handle = await page.waitForFunction(
			(from) => (window as unknown as { headAt: number[] }).headAt.find((at) => at >= from),
			sent,
			{ polling: 10 }
		);
		painted.push((await handle.jsonValue())! - sent);
	}
	await pause(QUIET);
	const requests = (count() - before) / answers;
	const told = (boards[0]!.bytes() - bytes) / answers;

	const messages = boards[0]!.messages();
	const from = Date.now();
	let at = 0;
	await Promise.all(
		Array.from({ length: 16 }, async () => {
			while (Date.now() - from < 2_000) await answer(at++, at % 11);
		})
	);
	const took = (Date.now() - from) / 1_000;
	await pause(QUIET);
	const burst = (boards[0]!.messages() - messages) / took;
	for (const board of boards) board.close();
	await page.close();
	return {
		fresh: median(times),
		longest: Math.max(...times),
		fresh95: percentile(times, 95),
		painted: median(painted),
		painted95: percentile(painted, 95),
		requests,
		told,
		burst
	};
}

const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));

/** NPS at every touchpoint, each with some answers of these days. @returns codes, in the order of the map */
async function askEverywhere(api: ReturnType<typeof apiOf>, journeyId: string): Promise<string[]> {
	const { touchpoints } = await api<{ touchpoints: { id: string; sceneId: string }[] }>(
		'GET',
		`/journeys/${journeyId}`
	);
	const { scenes } = await api<{ scenes: { id: string }[] }>('GET', `/journeys/${journeyId}`);
	const place = new Map(scenes.map(({ id }, at) => [id, at]));
	touchpoints.sort((a, b) => place.get(a.sceneId)! - place.get(b.sceneId)!);
	const { id: surveyId } = await api<{ id: string }>('POST', '/surveys', { title: 'Bench', kind: 'nps' });
	await api('POST', `/surveys/${surveyId}/publish`);
	const codes: string[] = [];
	for (const { id: touchpointId } of touchpoints) {
		const made = await api<{ code: string }>('POST', '/collectors', { surveyId, touchpointId, channel: 'link' });
		codes.push(made.code);
	}
	const all = codes.flatMap((collectorCode, at) =>
		Array.from({ length: EACH }, (_, n) => ({ collectorCode, answers: { nps: (at + n * 3) % 11 } }))
	);
	for (let start = 0; start < all.length; start += 1_000)
		await api('POST', '/responses/batch', { responses: all.slice(start, start + 1_000) });
	return codes;
}

/** A board without a screen: its socket, the client's own rules for numbers, and its fetches. */
async function lightBoard(url: string, headers: SessionHeaders, journeyId: string) {
	const api = apiOf(url, headers);
	const fetched = () => api<BoardResults>('GET', `/journeys/${journeyId}/results?period=30`);
	let shown = await fetched();
	let [fetches, bytes, messages] = [0, 0, 0];
	const ready = Promise.withResolvers<void>();
	const failed = (error: unknown): void => ready.reject(error as Error);
	const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/collab/journey/${journeyId}`, { headers });
	const stream = new NumbersStream(
		{
			say(name, data) {
				const encoder = encoding.createEncoder();
				encoding.writeVarUint(encoder, messageTypes.said);
				encoding.writeVarString(encoder, name);
				encoding.writeVarString(encoder, JSON.stringify(data));
				ws.send(encoding.toUint8Array(encoder));
			},
			filter: () => ({ period: '30' }),
			window: () => shown.window,
			onchange: (change) => (shown = withChange(shown, change)),
			onfetch(spread) {
				setTimeout(async () => {
					stream.fetching();
					fetches++;
					shown = stream.fetched(await fetched());
				}, spread * Math.random());
			}
		},
		shown.version ?? null
	);
	ws.on('error', failed);
	ws.on('close', (code) => failed(new Error(`the board's socket was closed: ${code}`)));
	ws.on('message', (message: Buffer) => {
		const decoder = decoding.createDecoder(message);
		if (decoding.readVarUint(decoder) !== messageTypes.event) return;
		const [name, json] = [decoding.readVarString(decoder), decoding.readVarString(decoder)];
		const data = JSON.parse(json) as { numbers?: boolean };
		if (name === 'following') stream.connected(data.numbers === true);
		if (name === 'numbers.followed') ready.resolve();
		if (name === 'numbers.changed') [bytes, messages] = [bytes + message.length, messages + 1];
		stream.heard(name, data);
	});
	await ready.promise;
	return {
		n: () => shown.journey[0]?.n ?? 0,
		fetches: () => fetches,
		bytes: () => bytes,
		messages: () => messages,
		close: () => ws.terminate()
	};
}
