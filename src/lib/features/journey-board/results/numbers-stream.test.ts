import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aScore } from '#lib/charts/score.fixture.ts';
import type { BoardResults, ResultsOptions } from './board-results.ts';
import { Results } from './results.svelte.ts';

const window = { from: '2026-04-05', to: '2026-05-04', timeZone: 'Asia/Shanghai' };
/** Numbers of a map with one answered touchpoint. */
const numbers = (n: number, version: string): BoardResults => ({
	window,
	touchpoints: { a: [aScore({ n })], b: [aScore({ n: 9 })] },
	scenes: { s: [aScore({ n: n + 9 })] },
	journey: [aScore({ n: n + 9 })],
	numbers: {},
	outside: {},
	version
});
const change = (n: number) => ({
	touchpoints: { a: [aScore({ n })] },
	scenes: { s: [aScore({ n: n + 9 })] },
	journey: [aScore({ n: n + 9 })]
});
const answer = { touchpointId: 'a', answered: ['d1'], at: '2026-05-04T00:00:00Z' };

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-03T18:00:00Z') }));
afterEach(() => void vi.useRealTimers());

/** A board that shows five answers in version 5, and what it says and fetches. */
function open(more: Partial<ResultsOptions> = {}) {
	const said: { ask: number; filter: object }[] = [];
	const asked: unknown[] = [];
	const fetches: ((data: BoardResults) => void)[] = [];
	const results = new Results({
		journeyId: 'j',
		timeZone: 'Asia/Shanghai',
		initial: numbers(5, 'v5'),
		fetchResults: (_, of) => {
			asked.push(of);
			return new Promise((resolve) => fetches.push(resolve));
		},
		now: Date.now,
		say: (_name, data) => said.push(data as (typeof said)[number]),
		random: () => 0.5,
		...more
	});
	const connect = () => results.heard('following', { changedAt: 0, numbers: true });
	const followed = (version: string, seq = 0, view = 'w') =>
		results.heard('numbers.followed', { ask: said.at(-1)!.ask, view, seq, version });
	const changed = (seq: number, n: number, of: object = {}) =>
		results.heard('numbers.changed', {
			view: 'w',
			seq,
			version: `v${n}`,
			window,
			change: change(n),
			touched: [answer],
			...of
		});
	const shown = () => [
		results.shown('a')?.n,
		results.shownForScene('s')?.n,
		results.data.journey[0]?.n,
		results.shown('b')?.n
	];
	const arrive = async (data: BoardResults) => {
		fetches.shift()!(data);
		await vi.advanceTimersByTimeAsync(0);
	};
	return { results, said, asked, connect, followed, changed, shown, arrive };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a board that is told of the numbers it shows', () => {
	it('shows each answer with its scene and journey, marks it, and fetches nothing', async () => {
		const board = open();
		board.connect();
		expect(board.said).toEqual([{ ask: 1, filter: { period: '30' } }]);
		board.followed('v5');
		for (let n = 6; n <= 30; n++) board.changed(n - 5, n);
		await pass(10_000);
		expect(board.shown()).toEqual([30, 39, 39, 9]);
		expect(board.results.happenedAt('a')).toBe(25);
		expect(board.results.happenedAt('b')).toBe(0);
		board.changed(26, 29, { touched: [{ ...answer, answered: null }] });
		expect(board.shown()[0]).toBe(29);
		// A correction is no answer: nothing pulses any more, and there is still nothing to fetch.
		expect([board.results.pulses.size, board.asked]).toEqual([0, []]);
		board.results.close();
	});

	it('what it does not know may be taken away', () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.changed(1, 0, { change: { touchpoints: { a: [] }, numbers: { a: [] } } });
		expect(board.shown()[0]).toBeUndefined();
		expect(Object.keys(board.results.data.touchpoints)).toEqual(['b']);
		board.results.close();
	});

	it('fetches once, at once, when something happened between the page and its socket', async () => {
		const board = open();
		board.connect();
		board.followed('v6');
		expect(board.asked).toHaveLength(1);
		await board.arrive(numbers(6, 'v6'));
		board.changed(1, 7);
		await pass(20_000);
		expect([board.shown()[0], board.asked.length]).toEqual([7, 1]);
		board.results.close();
	});

	it('comes back after a lost connection without a fetch when nothing happened, else with one, not all boards at once', async () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.changed(1, 6);
		board.connect();
		expect(board.said.at(-1)).toEqual({ ask: 2, filter: { period: '30' } });
		// Another process, which begins to count anew.
		board.followed('v6', 0, 'other');
		await pass(10_000);
		expect(board.asked).toEqual([]);
		board.connect();
		board.followed('v8', 0, 'third');
		expect(board.asked).toEqual([]);
		await pass(1_000);
		expect(board.asked).toEqual([{ period: '30' }]);
		board.results.close();
	});

	it('notices a change that it missed, asks again, and fetches once', async () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.changed(2, 7);
		// What was told is true all the same.
		expect([board.shown()[0], board.said.length]).toEqual([7, 2]);
		// Until it is answered, it is not known what belongs together.
		board.changed(3, 8);
		expect(board.shown()[0]).toBe(7);
		board.followed('v8', 3);
		await pass(2_000);
		expect(board.asked).toHaveLength(1);
		await board.arrive(numbers(8, 'v8'));
		board.changed(4, 9);
		await pass(20_000);
		expect([board.shown(), board.asked.length]).toEqual([[9, 18, 18, 9], 1]);
		board.results.close();
	});

	it('asks again when its server could not tell it everything, and takes no word of another view', async () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.results.heard('missed', {});
		expect(board.said).toHaveLength(2);
		board.results.heard('numbers.followed', { ask: 1, view: 'old', seq: 4, version: 'v4' });
		board.changed(1, 9, { view: 'old' });
		expect(board.shown()[0]).toBe(5);
		board.followed('v5');
		board.changed(1, 9, { view: 'old' });
		expect([board.shown()[0], board.asked]).toEqual([5, []]);
		board.results.close();
	});

	it('lays what is told while a fetch is under way over what it brings, of the same days', async () => {
		const board = open();
		board.connect();
		board.followed('v6');
		board.changed(1, 7);
		await board.arrive(numbers(6, 'v6'));
		expect(board.shown()).toEqual([7, 16, 16, 9]);
		board.connect();
		board.followed('v7');
		await pass(20_000);
		expect(board.asked).toHaveLength(1);
		board.results.close();
	});

	it('shows other days at once, and is told of them from then on', async () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.results.setPeriod('7');
		expect(board.said.at(-1)).toEqual({ ask: 2, filter: { period: '7' } });
		expect(board.asked).toEqual([{ period: '7' }]);
		// Numbers of the days before do not come in between.
		board.changed(1, 99);
		board.followed('w3', 0, 'w');
		const week = { ...window, from: '2026-04-28' };
		await board.arrive({ ...numbers(3, 'w3'), window: week });
		expect(board.results.window).toEqual({ from: '2026-04-28', to: '2026-05-04' });
		board.changed(1, 4, { window: week });
		await pass(20_000);
		expect([board.shown()[0], board.asked.length]).toEqual([4, 1]);
		board.results.setDepartment(null);
		expect(board.said.at(-1)).toEqual({ ask: 3, filter: { period: '7' } });
		board.results.close();
	});

	it('fetches once more when an answer fell between a fetch and the beginning of being told', async () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.results.setPeriod('7');
		board.followed('w4', 0, 'w');
		await board.arrive(numbers(3, 'w3'));
		await pass(2_000);
		expect(board.asked).toHaveLength(2);
		await board.arrive(numbers(4, 'w4'));
		await pass(20_000);
		expect(board.asked).toHaveLength(2);
		board.results.close();
	});

	it('a day that is over is noticed with the answer after it or by the clock, and fetched once, each board in its own time', async () => {
		const board = open();
		board.connect();
		board.followed('v5');
		board.changed(1, 6, { change: null, window: { ...window, to: '2026-05-05' } });
		expect([board.shown()[0], board.asked]).toEqual([5, []]);
		await pass(5_000);
		expect(board.asked).toHaveLength(1);
		const tomorrow = { ...window, from: '2026-04-06', to: '2026-05-05' };
		await board.arrive({ ...numbers(6, 'v6'), window: tomorrow });
		board.changed(2, 7, { window: tomorrow });
		expect(board.shown()[0]).toBe(7);
		// 22 hours until midnight in Shanghai.
		await pass(21.9 * 3_600_000);
		expect(board.asked).toHaveLength(1);
		await pass(0.2 * 3_600_000);
		expect(board.asked).toHaveLength(2);
		await board.arrive(numbers(7, 'v8'));
		await pass(3_600_000);
		expect(board.asked).toHaveLength(2);
		board.results.setPeriod('custom', { from: '2026-01-01', to: '2026-01-31' });
		await board.arrive(numbers(1, 'c1'));
		await pass(48 * 3_600_000);
		expect(board.asked).toHaveLength(3);
		board.results.close();
	});

	it('nobody sees it: shows what it is told, fetches nothing, and catches up once when there was a gap', async () => {
		let hidden = true;
		const board = open({ isHidden: () => hidden });
		board.connect();
		board.followed('v5');
		board.changed(1, 6);
		expect([board.shown()[0], board.results.pulses.size, board.results.happenedAt('a')]).toEqual([6, 0, 0]);
		hidden = false;
		board.results.visibilityChanged();
		expect([board.results.happenedAt('a'), board.asked.length]).toEqual([1, 0]);
		hidden = true;
		board.connect();
		board.followed('v9', 0, 'other');
		await pass(60_000);
		expect(board.asked).toHaveLength(0);
		hidden = false;
		board.results.visibilityChanged();
		board.results.visibilityChanged();
		expect(board.asked).toHaveLength(1);
		board.results.close();
	});
});

describe('a server that does not tell', () => {
	it('because it is older: fetches the sums soon after each answer, as before', async () => {
		const board = open({ initialAt: 1000 });
		board.results.heard('following', { changedAt: 900 });
		expect(board.said).toEqual([]);
		board.results.heard('score', {
			touchpointId: 'a',
			definitionId: 'd1',
			correction: false,
			scores: [aScore({ n: 6 })]
		});
		expect(board.shown()[0]).toBe(6);
		await pass(1_500);
		expect(board.asked).toHaveLength(1);
		board.results.close();
	});

	it('because it keeps too many already: the same; asked again with the next connection', async () => {
		const board = open();
		board.connect();
		board.results.heard('numbers.refused', { ask: 1 });
		board.results.heard('score', {
			touchpointId: 'a',
			definitionId: 'd1',
			correction: false,
			scores: [aScore({ n: 6 })]
		});
		await pass(1_500);
		expect(board.asked).toHaveLength(1);
		await board.arrive(numbers(6, 'v6'));
		board.results.heard('missed', {});
		expect(board.asked).toHaveLength(2);
		board.connect();
		expect(board.said).toHaveLength(2);
		board.results.close();
	});

	it('yet: an answer before it has taken the board in is shown, and not fetched for when it has', async () => {
		const board = open();
		board.connect();
		board.results.heard('score', {
			touchpointId: 'a',
			definitionId: 'd1',
			correction: false,
			scores: [aScore({ n: 6 })]
		});
		board.followed('v6');
		// The sums are missing: one fetch, not two.
		await pass(20_000);
		expect(board.asked).toHaveLength(1);
		board.results.close();
	});
});
