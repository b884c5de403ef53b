import { afterEach, describe, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { messageSync, type WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentKind } from '../core/kind.ts';
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
});
