import { describe, expect, it } from 'vitest';
import { ontoCollected, tooDeepToDelete } from '../../../tests/support/poison.ts';
import * as Y from 'yjs';
import { zstdDecompressSync } from 'node:zlib';
import { merge } from './merge.ts';
import { decodeKnown } from '../bytes/metadata.ts';
import { pack, unpack, type AuthoredUpdate } from '../../documents/pack.ts';
import type { JournalRow } from '../../documents/store.ts';

let seq = 0;
const row = (...updates: AuthoredUpdate[]): JournalRow => ({ node: 1, seq: ++seq, ...pack(updates) });
const by = (author: string) => (update: Uint8Array) => ({ update, author });

/** A person who writes numbers into a list; one update for each. */
function writes(author: string, client: number, numbers: readonly number[], onto?: Uint8Array): AuthoredUpdate[] {
	const doc = new Y.Doc();
	doc.clientID = client;
	if (onto) Y.applyUpdate(doc, onto);
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	for (const number of numbers) doc.getArray('list').push([number]);
	return made.map(by(author));
}

const listOf = (snapshot: Uint8Array): unknown[] => {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, zstdDecompressSync(snapshot));
	return doc.getArray('list').toArray();
};

describe('merging with what Yjs refuses', () => {
	const poison = tooDeepToDelete(66, { depth: 5_000 }).map(by('bob'));

	it('it is set aside, and everything else stays', () => {
		const ann = writes('ann', 5, [1, 2, 3, 4]);
		const rows = [row(ann[0]!, poison[0]!), row(ann[1]!, poison[1]!, ann[2]!), row(ann[3]!)];
		const merged = merge({ snapshot: null, meta: null, rows });
		expect(listOf(merged.snapshot)).toEqual([1, 2, 3, 4]);
		expect(merged.setAside).toMatchObject([{ node: 1, seq: rows[1]!.seq, authors: ['bob'], updates: 1 }]);
		expect(unpack(merged.setAside[0]!)).toEqual([poison[1]]);
		// What is not in it is not known of either: its author may not go on after it.
		expect(decodeKnown(merged.meta).clocks).toEqual(
			new Map([
				[5, 4],
				[66, 5_000]
			])
		);
	});

	it('what hangs on it goes along, and what only came before its ground in the rows does not', () => {
		const [first, second] = writes('ann', 5, [1, 2]);
		const gap = writes('cleo', 6, [1, 2])[1]!;
		const merged = merge({ snapshot: null, meta: null, rows: [row(second!), row(gap), row(...poison), row(first!)] });
		expect(listOf(merged.snapshot)).toEqual([1, 2]);
		expect(merged.setAside.map(({ authors, reason }) => [authors, reason])).toEqual([
			[['cleo'], 'it hangs on what is not there'],
			[['bob'], expect.any(String)]
		]);
	});

	it('what Yjs trips over only when it comes in pieces is taken as a whole', () => {
		const rows = [...writes('ann', 5, [1]), ...ontoCollected(66).map(by('bob'))].map((edit) => row(edit));
		const merged = merge({ snapshot: null, meta: null, rows });
		expect(merged.setAside).toEqual([]);
		expect(decodeKnown(merged.meta).clocks.get(66)).toBe(10);
	});

	it('bytes that are no update are set aside too', () => {
		const ann = writes('ann', 5, [1, 2]);
		const merged = merge({
			snapshot: null,
			meta: null,
			rows: [row(ann[0]!, by('bob')(Uint8Array.of(9))), row(ann[1]!)]
		});
		expect(listOf(merged.snapshot)).toEqual([1, 2]);
		expect(merged.setAside).toHaveLength(1);
	});

	it('after many of them nothing more is taken from their author, and from nobody else less', () => {
		const rows = Array.from({ length: 12 }, (_, i) =>
			row(...tooDeepToDelete(100 + i, { depth: 4_000 }).map(by('bob')))
		);
		const ann = writes('ann', 5, [1, 2]);
		const merged = merge({ snapshot: null, meta: null, rows: [row(ann[0]!), ...rows, row(ann[1]!)] });
		expect(listOf(merged.snapshot)).toEqual([1, 2]);
		expect(new Set(merged.setAside.flatMap(({ authors }) => authors))).toEqual(new Set(['bob']));
	});

	it('a snapshot that cannot be read is no reason to set edits aside', () => {
		const snapshot = Buffer.from('no snapshot');
		expect(() => merge({ snapshot, meta: null, rows: [row(...writes('ann', 5, [1]))] })).toThrow();
	});
});
