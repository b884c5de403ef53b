import type { KnownRow } from '#contract/imports.ts';
import { describe, expect, it } from 'vitest';
import type { PlannedRow } from '#domain/imports/index.ts';
import { KnownRows, sortOut, type CheckCall } from './known-rows.svelte.ts';

const rowOf = (row: number, more: Partial<PlannedRow> = {}): PlannedRow => ({
	row,
	touchpointId: 't',
	score: 5,
	key: `row:1:${row}`,
	look: `look${row}.1`,
	...more
});
const rowsOf = (count: number): PlannedRow[] => Array.from({ length: count }, (_, at) => rowOf(at + 1));

describe('what is there already', () => {
	it('is asked part by part, and a later question makes an earlier one void', async () => {
		const asked: number[] = [];
		const waiting: (() => void)[] = [];
		const call: CheckCall = async (_, rows) => {
			asked.push(rows.length);
			await new Promise<void>((done) => waiting.push(done));
			return {
				results: rows.map(({ row }): KnownRow => ({ row, status: 'there', run: 'r' })),
				runs: [{ id: 'r', fileName: 'a', createdAt: '', answers: 9 }]
			};
		};
		const known = new KnownRows(call);
		const first = known.look('csat', rowsOf(5));
		const second = known.look('csat', rowsOf(1500));
		waiting.splice(0).forEach((done) => done());
		await first;
		expect([known.status, known.byRow.size]).toEqual(['looking', 0]);
		await expect.poll(() => waiting.length).toBe(1);
		waiting.splice(0).forEach((done) => done());
		await second;
		expect(known).toMatchObject({ status: 'done', looked: 1500 });
		expect(asked).toEqual([5, 1000, 500]);
	});

	it('that cannot be asked hinders nobody', async () => {
		const known = new KnownRows(() => Promise.reject(new Error('lost')));
		await known.look('csat', rowsOf(3));
		expect(known.status).toBe('failed');
		expect(sortOut(rowsOf(3), known).fresh).toHaveLength(3);
	});

	const said = (statuses: KnownRow['status'][], answers: number) => ({
		byRow: new Map(
			statuses.map((status, at) => [
				at + 1,
				{ row: at + 1, status, ...(status === 'new' ? {} : { run: 'r' }) } as const
			])
		),
		runs: new Map([['r', { id: 'r', fileName: 'a.csv', createdAt: '', answers }]])
	});

	it('rows alike are the same where a time says so, or where the file holds another one whole', () => {
		const timed = rowsOf(3).map((row) => ({ ...row, submittedAt: '2026-03-01T10:00:00Z' }));
		expect(sortOut(timed, said(['alike', 'new', 'new'], 9)).likely).toBe('same');
		expect(sortOut(rowsOf(3), said(['alike', 'new', 'alike'], 3)).likely).toBe('other');
		expect(sortOut(rowsOf(4), said(['alike', 'alike', 'new', 'new'], 2)).likely).toBe('same');
		// Bare scores are anybody's.
		const bare = ['5.1', '4.1', '5.2', '3.1', '5.3'].map((look, at) => rowOf(at + 1, { look }));
		expect(sortOut(bare, said(['alike', 'alike', 'new', 'new', 'new'], 2)).likely).toBe('other');
	});

	it('what is there without a number of its own could be another answer', () => {
		const rows = [rowOf(1), rowOf(2, { key: 'id:A' }), rowOf(3, { key: 'nr:3@t' })];
		expect(sortOut(rows, said(['there', 'there', 'there'], 3))).toMatchObject({ weak: 1 });
	});
});
