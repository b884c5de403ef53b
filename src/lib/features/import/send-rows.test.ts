import type { ImportedRow } from '#contract/imports.ts';
import { describe, expect, it } from 'vitest';
import type { PlannedRow } from '#domain/imports/index.ts';
import { Sending, type ImportCalls } from './send-rows.svelte.ts';

const rowsOf = (count: number): PlannedRow[] =>
	Array.from({ length: count }, (_, at) => ({ row: at + 1, touchpointId: 't', score: 5, key: String(at) }));
const lost = Object.assign(new Error('lost'), { status: 0 });

/** A server that stores by key, and can lose the answer of the n-th call, or the first answers to one part. */
function server({ fail = [] as number[], refuse = -1, lose = { key: '', times: 0 } } = {}) {
	const stored = new Set<string>();
	/** What was answered under a key, which is answered again. */
	const answered = new Map<string, ImportedRow[]>();
	const log: string[] = [];
	let call = 0;
	const calls: ImportCalls = {
		start: async () => 'run',
		rows: async (_, rows, key) => {
			call++;
			log.push(key);
			if (call === refuse) throw Object.assign(new Error('refused'), { status: 403 });
			const results =
				answered.get(key) ??
				rows.map((row): ImportedRow => {
					const status = row.row === 7 ? 'invalid' : stored.has(row.key) ? 'duplicate' : 'created';
					stored.add(row.key);
					return { row: row.row, status };
				});
			answered.set(key, results);
			const asked = log.filter((one) => one === key).length;
			if (fail.includes(call) || (key === lose.key && asked <= lose.times)) throw lost;
			return results;
		},
		finish: async () => {
			log.push('finish');
		}
	};
	return { calls, stored, log };
}

describe('sending rows', () => {
	it('sends all, part by part, and counts', async () => {
		const { calls, log } = server();
		const sending = new Sending(calls, rowsOf(1200));
		await sending.go();
		expect(log).toEqual(['run-0', 'run-500', 'run-1000', 'finish']);
		expect(sending).toMatchObject({ status: 'done', done: 1200, created: 1199, duplicate: 0 });
		expect(sending.failed).toEqual([{ row: 7, status: 'invalid' }]);
	});

	it('repeats a part whose answer was lost, under the same key', async () => {
		const { calls, log } = server({ fail: [2, 3] });
		const sending = new Sending(calls, rowsOf(600), async () => {});
		await sending.go();
		expect(log).toEqual(['run-0', 'run-500', 'run-500', 'run-500', 'finish']);
		expect(sending).toMatchObject({ status: 'done', done: 600 });
	});

	it('stops when the network stays away, and goes on from there', async () => {
		const { calls, log } = server({ lose: { key: 'run-500', times: 4 } });
		const sending = new Sending(calls, rowsOf(1700), async () => {});
		await sending.go();
		// The third part was on its way beside the second: it has arrived, and is not counted before that one.
		expect(log).toEqual(['run-0', 'run-500', 'run-1000', 'run-500', 'run-500', 'run-500']);
		expect(sending).toMatchObject({ status: 'stopped', done: 500, created: 499, problem: 'lost' });
		await sending.go();
		expect(log.slice(6)).toEqual(['run-500', 'run-1000', 'run-1500', 'finish']);
		expect(sending).toMatchObject({ status: 'done', done: 1700, created: 1699, duplicate: 0, problem: null });
	});

	it('does not insist when it is refused', async () => {
		const { calls, log } = server({ refuse: 1 });
		const sending = new Sending(calls, rowsOf(10));
		await sending.go();
		expect(log).toEqual(['run-0']);
		expect(sending).toMatchObject({ status: 'stopped', done: 0, problem: { refusal: 'refused' } });
	});

	it('ends after the part on its way when a person stops it', async () => {
		const { calls, log } = server();
		const sending: Sending = new Sending(
			{ ...calls, rows: (...given) => (sending.stop(), calls.rows(...given)) },
			rowsOf(1200)
		);
		await sending.go();
		expect(log).toEqual(['run-0']);
		expect(sending).toMatchObject({ status: 'stopped', done: 500, problem: null });
	});

	it('does not wait out a pause when a person stops it', async () => {
		const { calls, log } = server({ fail: [1] });
		const sending: Sending = new Sending(calls, rowsOf(10), () => {
			sending.stop();
			expect(sending.stopping).toBe(true);
			return new Promise(() => {});
		});
		await sending.go();
		expect(log).toEqual(['run-0']);
		expect(sending).toMatchObject({ status: 'stopped', stopping: false, done: 0, problem: 'lost' });
		await sending.go();
		expect(sending).toMatchObject({ status: 'done', created: 9, duplicate: 0 });
	});
});
