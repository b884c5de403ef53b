import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinesView } from '#contract/results.ts';
import { aScore } from '#lib/charts/score.fixture.ts';
import { Lines } from './lines.svelte.ts';

const score = aScore();

function linesOf(answer: (ids: readonly string[]) => Promise<LinesView['lines']>) {
	const happened = new Map<string, number>();
	const results = {
		window: { from: '2026-01-01', to: '2026-03-31' },
		which: {} as { channel?: 'qr' },
		happenedAt: (id: string) => happened.get(id) ?? 0
	};
	const asked: unknown[] = [];
	const idle: (() => void)[] = [];
	const lines = new Lines({
		results,
		fetch: async (ids, days, which) => {
			asked.push([ids, days, which]);
			return { window: { ...days, timeZone: 'UTC' }, step: 'week', lines: await answer(ids) };
		},
		idle: (work) => void idle.push(work)
	});
	const rest = () => idle.splice(0).forEach((work) => work());
	return { lines, results, happened, asked, rest };
}

describe('small lines of a map', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());
	const all = async (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, { d1: [0, 50] }]));

	it('are fetched together, of what is seen only, and drawn when the browser has time', async () => {
		const { lines, asked, rest } = linesOf(all);
		expect([lines.pathOf('a', score), lines.pathOf('b', score), lines.pathOf('a', score)]).toEqual([null, null, null]);
		await vi.advanceTimersByTimeAsync(300);
		expect(asked).toEqual([[['a', 'b'], { from: '2026-01-01', to: '2026-03-31' }, {}]]);
		expect(lines.pathOf('a', score)).toBeNull();
		rest();
		expect(lines.pathOf('a', score)).toMatch(/^M0 /);
		expect(lines.pathOf('a', aScore({ definition: 'other' }))).toBeNull();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(asked).toHaveLength(1);
		lines.close();
	});

	it('stand while answers come in, and are fetched anew of where they came, a while later', async () => {
		const { lines, happened, asked, rest } = linesOf(all);
		for (const id of ['a', 'b']) lines.pathOf(id, score);
		await vi.advanceTimersByTimeAsync(300);
		rest();
		happened.set('a', 1);
		expect(lines.pathOf('a', score)).not.toBeNull();
		await vi.advanceTimersByTimeAsync(290_000);
		expect(asked).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(11_000);
		expect(asked.at(-1)).toEqual([['a'], expect.anything(), {}]);
		lines.close();
	});

	it('of other answers are none until they are here', async () => {
		const { lines, results, rest } = linesOf(all);
		lines.pathOf('a', score);
		await vi.advanceTimersByTimeAsync(300);
		rest();
		expect(lines.pathOf('a', score)).not.toBeNull();
		const other = linesOf(all);
		other.results.which = { channel: 'qr' };
		other.lines.pathOf('a', score);
		await vi.advanceTimersByTimeAsync(300);
		expect(other.asked).toEqual([[['a'], expect.anything(), { channel: 'qr' }]]);
		expect(results.which).toEqual({});
		lines.close();
		other.lines.close();
	});

	it('come in parts where many are seen, and again after a request that failed', async () => {
		let works = false;
		const { lines, asked, rest } = linesOf((ids) => (works ? all(ids) : Promise.reject(new Error('away'))));
		const ids = Array.from({ length: 70 }, (_, at) => `t${at}`);
		for (const id of ids) lines.pathOf(id, score);
		await vi.advanceTimersByTimeAsync(300);
		expect(asked).toHaveLength(1);
		works = true;
		await vi.advanceTimersByTimeAsync(11_000);
		rest();
		await vi.advanceTimersByTimeAsync(1_000);
		rest();
		expect(ids.every((id) => lines.pathOf(id, score) !== null)).toBe(true);
		expect(asked).toHaveLength(3);
		lines.close();
	});
});
