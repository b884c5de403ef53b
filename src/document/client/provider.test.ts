import { afterEach, describe, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { messageSync, type WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentKind } from '../core/kind.ts';
import { nextTask } from './next-task.ts';
import { keepWhole, openProvider } from './provider.ts';

const kind = { name: 'note', schema: { current: 'note/v1' } } as unknown as DocumentKind;
const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});

/** A document that joins; what is kept of it as it came, and whose updates are told. */
function joining() {
	const doc = new Y.Doc();
	const provider = openProvider(
		{ url: 'ws://wayfelt.test', kind, id: 'n1', doc, WebSocket: class {} as never },
		() => undefined
	);
	stops.push(() => {
		provider.destroy();
		provider.awareness.destroy();
	});
	const kept: Uint8Array[] = [];
	const told: unknown[] = [];
	keepWhole(provider, doc, (update) => kept.push(update));
	doc.on('update', (_update: Uint8Array, origin: unknown) => told.push(origin));
	return { doc, provider, kept, told };
}

function hear(provider: WebsocketProvider, say: (encoder: encoding.Encoder) => void): void {
	const encoder = encoding.createEncoder();
	say(encoder);
	const decoder = decoding.createDecoder(encoding.toUint8Array(encoder));
	provider.messageHandlers[messageSync]!(encoding.createEncoder(), decoder, provider, true, messageSync);
}

function server(...words: string[]): Y.Doc {
	const doc = new Y.Doc();
	for (const word of words) doc.getMap('m').set(word, word);
	return doc;
}

describe('what the server answers', () => {
	test('to an empty document is kept as it came, and told to nobody', () => {
		const { doc, provider, kept, told } = joining();
		const there = server('a', 'b');
		hear(provider, (encoder) => writeSyncStep2(encoder, there));
		expect(doc.getMap('m').toJSON()).toEqual({ a: 'a', b: 'b' });
		expect(provider.synced).toBe(true);
		expect(kept.map((one) => [...one])).toEqual([[...Y.encodeStateAsUpdate(there)]]);
		expect(told).toEqual([]);
	});

	test('to one that has something is told as ever, and so is what comes later', () => {
		const { doc, provider, kept, told } = joining();
		const there = server('a');
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(there), 'copy');
		there.getMap('m').set('b', 'b');
		hear(provider, (encoder) => writeSyncStep2(encoder, there));
		hear(provider, (encoder) => writeUpdate(encoder, Y.encodeStateAsUpdate(server('c'))));
		expect(doc.getMap('m').toJSON()).toEqual({ a: 'a', b: 'b', c: 'c' });
		expect(told).toEqual(['copy', provider, provider]);
		expect(kept).toEqual([]);
	});

	test('keeps nobody from hearing what is written because of it', () => {
		const { doc, provider, told } = joining();
		doc.on('afterTransaction', ({ origin }: Y.Transaction) => {
			if (origin === provider) doc.transact(() => doc.getMap('m').set('mine', 1), 'me');
		});
		hear(provider, (encoder) => writeSyncStep2(encoder, server('a')));
		expect(told).toEqual(['me']);
	});

	test('in pieces is read piece by piece, and kept once all of it is there', async () => {
		const { doc, provider, kept, told } = joining();
		const there = new Y.Doc();
		const updates: Uint8Array[] = [];
		there.on('update', (update: Uint8Array) => updates.push(update));
		for (const name of ['a', 'b', 'c']) there.getMap('m').set(name, name.repeat(20_000));
		const after = Y.encodeStateVector(there);
		for (const update of updates) hear(provider, (encoder) => writeUpdate(encoder, update));
		hear(provider, (encoder) => writeSyncStep2(encoder, there, after));
		expect([...doc.getMap('m').keys()]).toEqual(['a']);
		expect(provider.synced).toBe(false);
		await expect.poll(() => provider.synced).toBe(true);
		expect(doc.getMap('m').toJSON()).toEqual(there.getMap('m').toJSON());
		expect(kept.slice(0, 3)).toEqual(updates);
		expect(kept).toHaveLength(4);
		expect(told).toEqual([]);
	});

	test('is not half kept when the connection ends within it, and comes whole with the next one', async () => {
		const { doc, provider, kept, told } = joining();
		const there = server('a'.repeat(20_000), 'b'.repeat(20_000));
		const half = new Y.Doc();
		half.getMap('m').set('x', 'x'.repeat(20_000));
		hear(provider, (encoder) => writeUpdate(encoder, Y.encodeStateAsUpdate(half)));
		hear(provider, (encoder) => writeSyncStep2(encoder, there));
		provider.emit('connection-close', [null, provider]);
		await nextTask();
		await nextTask();
		expect([...doc.getMap('m').keys()]).toEqual(['x']);
		expect(provider.synced).toBe(false);
		expect(kept).toEqual([]);
		Y.applyUpdate(there, Y.encodeStateAsUpdate(half));
		hear(provider, (encoder) => writeSyncStep2(encoder, there));
		await expect.poll(() => provider.synced).toBe(true);
		const copy = new Y.Doc();
		for (const update of kept) Y.applyUpdate(copy, update);
		expect(copy.getMap('m').toJSON()).toEqual(there.getMap('m').toJSON());
		expect(told).toEqual([]);
	});
});
