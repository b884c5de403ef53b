import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as encoding from 'lib0/encoding';
import { writeSyncStep1 } from 'y-protocols/sync';
import { emptyDocument } from '../core/about.ts';
import { ASK_ALL, dropEarly, earlySocketScript, takingEarly } from './early-socket.ts';
import { keyOf } from './local-copies.ts';
import { tellingSocket } from './pending.ts';

/** The browser's, as far as it is used. */
class Socket {
	static all: Socket[] = [];
	readonly sent: Uint8Array[] = [];
	closed = false;
	binaryType = 'blob';
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	readonly url: string;
	constructor(url: string) {
		this.url = url;
		Socket.all.push(this);
	}
	send(message: Uint8Array): void {
		this.sent.push(message);
	}
	close(): void {
		this.closed = true;
	}
}

const URL = 'wss://wayfelt.test/collab/journey/j1?schema=3';
const of = { document: 'journey/j1', schema: 3, userId: 'u1' };
const bytes = (...all: number[]): ArrayBuffer => new Uint8Array(all).buffer;
const kept = new Map<string, string>();

/** Runs the page's script. */
const runScript = (options = of): void => void new Function(earlySocketScript(options))();

/** Joins as the provider does, and notes what it hears. */
function join(url = URL, isEmpty = true) {
	const heard: unknown[] = [];
	const sent: unknown[] = [];
	const Taking = takingEarly(Socket as never, () => isEmpty);
	const socket = new (tellingSocket(Taking, (message) => sent.push(message)))(url) as unknown as Socket;
	socket.onopen = () => {
		heard.push('open');
		socket.send(new Uint8Array(ASK_ALL));
		socket.send(new Uint8Array([1]));
	};
	socket.onmessage = ({ data }) => heard.push([...new Uint8Array(data)]);
	socket.onclose = ({ code }) => heard.push(code);
	return { socket, heard, sent };
}

beforeEach(() => {
	Socket.all = [];
	kept.clear();
	vi.stubGlobal('WebSocket', Socket);
	vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null });
	vi.stubGlobal('location', { origin: 'https://wayfelt.test' });
	vi.stubGlobal(
		'CloseEvent',
		class extends Event {
			readonly code: number;
			constructor(type: string, { code }: { code: number }) {
				super(type);
				this.code = code;
			}
		}
	);
});
afterEach(() => {
	dropEarly();
	vi.unstubAllGlobals();
});

describe('the socket that the page opens before its code is there', () => {
	test('asks for all there is, as an empty document would', () => {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		writeSyncStep1(encoder, emptyDocument());
		expect([...encoding.toUint8Array(encoder)]).toEqual([...ASK_ALL]);

		runScript();
		expect(Socket.all.map(({ url }) => url)).toEqual([URL]);
		Socket.all[0]!.onopen!();
		expect(Socket.all[0]!.sent.map((one) => [...one])).toEqual([[...ASK_ALL]]);
	});

	test('is taken over with what it heard, in order, and asks only once', async () => {
		runScript();
		const early = Socket.all[0]!;
		early.onopen!();
		early.onmessage!({ data: bytes(100, 1) });
		early.onmessage!({ data: bytes(0, 1, 2) });
		const { socket, heard } = join();
		expect(socket).toBe(early);
		expect(heard).toEqual([]);
		await Promise.resolve();
		expect(heard).toEqual(['open', [100, 1], [0, 1, 2]]);
		// What the provider says beside its question goes out.
		expect(early.sent.map((one) => [...one])).toEqual([[...ASK_ALL], [1]]);
		early.onmessage!({ data: bytes(7) });
		expect(heard.at(-1)).toEqual([7]);
	});

	test('that is not open yet opens for whoever took it over, who asks', async () => {
		runScript();
		const { heard } = join();
		await Promise.resolve();
		expect(heard).toEqual([]);
		Socket.all[0]!.onopen!();
		expect(heard).toEqual(['open']);
		expect(Socket.all[0]!.sent.map((one) => [...one])).toEqual([[...ASK_ALL], [1]]);
	});

	test('that was refused says so, with its code', async () => {
		runScript();
		const early = Socket.all[0]!;
		early.onopen!();
		early.onclose!({ code: 4403, reason: '' });
		const { heard } = join();
		await Promise.resolve();
		expect(heard).toEqual(['open', 4403]);
	});

	test('every message that is sent is told of, those of a socket that was there before too', async () => {
		runScript();
		Socket.all[0]!.onopen!();
		const { socket, sent } = join();
		await Promise.resolve();
		socket.send(new Uint8Array([0, 2, 1]));
		expect(sent.map((one) => [...(one as Uint8Array)])).toEqual([[...ASK_ALL], [1], [0, 2, 1]]);
	});

	test('is taken once: who connects again has one of their own', () => {
		runScript();
		join();
		const { socket } = join();
		expect(Socket.all).toHaveLength(2);
		expect(socket).toBe(Socket.all[1]);
	});

	test.each([
		['another document', 'wss://wayfelt.test/collab/journey/j2?schema=3', true],
		['a known copy of it', `${URL}&epoch=2`, true],
		['one that has content of its own', URL, false]
	])('is closed where %s is joined', (_, url, isEmpty) => {
		runScript();
		const { socket } = join(url, isEmpty);
		expect(Socket.all[0]!.closed).toBe(true);
		expect(socket).toBe(Socket.all[1]);
	});

	test('is not opened where this browser keeps a copy, and is opened where storage is blocked', () => {
		kept.set(keyOf('u1', 'journey/j1'), '1');
		runScript();
		expect(Socket.all).toEqual([]);
		vi.stubGlobal('localStorage', undefined);
		runScript();
		expect(Socket.all).toHaveLength(1);
	});

	test('an address cannot end the script that it stands in', () => {
		expect(earlySocketScript({ ...of, document: 'journey/</script><script>' })).not.toContain('</script');
	});

	test('is closed when nobody joins', () => {
		runScript();
		dropEarly();
		expect(Socket.all[0]!.closed).toBe(true);
	});
});
