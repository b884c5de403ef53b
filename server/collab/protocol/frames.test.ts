import * as decoding from 'lib0/decoding';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { askFrame, awarenessFrame, durableFrame, STEP2, syncFrame, syncFrameHead } from './frames.ts';
import { Confirmations } from '../socket/confirmations.ts';
import { readMessage } from './messages.ts';

it('a real WebSocket client understands the frames, of every size', async () => {
	const sizes = [0, 1, 100, 121, 122, 125, 126, 127, 65_530, 65_536, 70_000];
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
	const parts = Uint8Array.from({ length: 70_001 }, (_, i) => i % 251);
	server.on('connection', (_ws, request) => {
		for (const size of sizes) request.socket.write(syncFrame(STEP2, parts.subarray(0, size)));
		request.socket.write(syncFrameHead(STEP2, parts.length));
		request.socket.write(parts);
		request.socket.write(durableFrame(300));
	});
	await new Promise<void>((resolve) => server.once('listening', resolve));
	const { port } = server.address() as { port: number };
	const client = new WebSocket(`ws://127.0.0.1:${port}`);
	const got: Buffer[] = [];
	await new Promise<void>((resolve) => {
		client.on('message', (data: Buffer) => {
			got.push(data);
			if (got.length === sizes.length + 2) resolve();
		});
	});
	client.terminate();
	await new Promise((resolve) => server.close(resolve));
	expect(got.slice(0, -2).map((data) => readMessage(data, 0))).toEqual(
		sizes.map((size) => ({ type: 'update', update: parts.slice(0, size), whole: true }))
	);
	expect(readMessage(got.at(-2)!, 0)).toEqual({ type: 'update', update: parts, whole: true });
	const decoder = decoding.createDecoder(got.at(-1)!);
	expect([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]).toEqual([100, 300]);
});

it('questions and presence are read back', () => {
	const clocks = new Map([
		[1, 2],
		[300, 70_000]
	]);
	expect(readMessage(askFrame(clocks).subarray(2), 0)).toEqual({ type: 'ask', clocks });
	const entries = [{ client: 5, clock: 1, json: new TextEncoder().encode('{}') }];
	expect(readMessage(awarenessFrame(entries).subarray(2), 1)).toEqual({ type: 'presence', entries });
	expect(() => readMessage(awarenessFrame(entries).subarray(2), 0)).toThrow('too many');
});

it('nothing is confirmed after a gap until everything was sent again', () => {
	const counts = new Confirmations();
	const first = counts.receive(false);
	expect(counts.commit(first)).toBe(true);
	counts.tell();
	expect(counts.commit(first)).toBe(false);
	counts.receive(false);
	counts.missing();
	expect(counts.commit(counts.receive(false))).toBe(false);
	expect(counts.commit(counts.receive(true))).toBe(true);
});
