import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { unheard } from './unheard.ts';

const COPY = { the: 'copy' };

function aDocument() {
	const doc = new Y.Doc();
	const heard: unknown[] = [];
	doc.on('update', (_update, origin) => heard.push(origin));
	const write = (key: string, origin: unknown): void => doc.transact(() => void doc.getMap('m').set(key, key), origin);
	return { doc, heard, write };
}

describe('updates that nobody hears', () => {
	test('are those of one origin; what they bring is there', () => {
		const { doc, heard, write } = aDocument();
		const stop = unheard(doc, COPY);
		write('a', COPY);
		write('b', 'somebody');
		write('c', COPY);
		expect(heard).toEqual(['somebody']);
		expect(doc.getMap('m').toJSON()).toEqual({ a: 'a', b: 'b', c: 'c' });
		stop();
		write('d', COPY);
		expect(heard).toEqual(['somebody', COPY]);
	});

	test('take no others with them: what an observer writes meanwhile is heard', () => {
		const { doc, heard, write } = aDocument();
		const stop = unheard(doc, COPY);
		doc.on('afterTransaction', (transaction: Y.Transaction) => {
			if (transaction.origin === COPY) write('answer', 'observer');
		});
		write('a', COPY);
		expect(heard).toEqual(['observer']);
		stop();
	});

	test('are heard by whoever began to listen meanwhile, and by all before, in their order', () => {
		const { doc, heard, write } = aDocument();
		const stop = unheard(doc, COPY);
		const late: unknown[] = [];
		doc.once('afterTransactionCleanup', () => doc.on('update', (_update, origin) => late.push(origin)));
		write('a', COPY);
		write('b', 'somebody');
		expect([heard, late]).toEqual([['somebody'], [COPY, 'somebody']]);
		stop();
	});

	test('make no difference to a document without listeners', () => {
		const doc = new Y.Doc();
		const stop = unheard(doc, COPY);
		doc.transact(() => doc.getMap('m').set('a', 1), COPY);
		stop();
		expect(doc.getMap('m').get('a')).toBe(1);
	});
});
