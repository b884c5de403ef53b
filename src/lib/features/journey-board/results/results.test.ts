import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDays } from '#lib/numbers/period.ts';
import { noResults, type BoardResults, type ResultsOptions } from './board-results.ts';
import { Results } from './results.svelte.ts';
import type { NumberView } from '#domain/metrics/index.ts';
import { aScore } from '#lib/charts/score.fixture.ts';

function results(
	initial: BoardResults,
	next: () => Promise<BoardResults> = async () => initial,
	more: Partial<ResultsOptions> = {}
) {
	const asked: unknown[] = [];
	const state = new Results({
		journeyId: 'j',
		timeZone: 'Asia/Shanghai',
		initial,
		fetchResults: (_, window) => {
			asked.push(window);
			return next();
		},
		now: () => Date.parse('2026-05-03T18:00:00Z'),
		...more
	});
	return { state, asked };
}

afterEach(() => vi.useRealTimers());

describe('Results', () => {
	it('shows each touchpoint its own metric, or one metric everywhere', () => {
		const { state } = results({
			touchpoints: {
				// As the server orders them: first the metric with most answers.
				a: [aScore({ definition: 'd2', metric: 'csat', n: 90 }), aScore({ metric: 'rating', n: 3 })],
				b: [aScore({ metric: 'rating', n: 7 })]
			},
			scenes: {},
			journey: []
		});
		expect(state.metrics).toEqual(['csat', 'rating']);
		expect([state.shown('a')?.metric, state.shown('b')?.metric]).toEqual(['csat', 'rating']);
		state.metric = 'csat';
		expect([state.shown('a')?.metric, state.shown('b')?.metric]).toEqual(['csat', undefined]);
		state.metric = 'none';
		expect(state.shown('a')).toBeUndefined();
	});

	it('shows typed numbers as they come, and no fetch that was under way puts older ones over them', async () => {
		const number = (n: number) => ({ definition: 'x', n }) as NumberView;
		let arrive: (data: BoardResults) => void = () => {};
		const { state } = results(noResults, () => new Promise((resolve) => (arrive = resolve)));
		const fetched = state.refresh();
		state.answered({ touchpointId: 'a', definitionId: '', correction: false, scores: [], numbers: [number(6)] });
		expect(state.data.numbers).toEqual({ a: [number(6)] });
		arrive({ ...noResults, numbers: { a: [number(5)], b: [number(9)] } });
		await fetched;
		expect(state.data.numbers).toEqual({ a: [number(6)], b: [number(9)] });
		state.close();
	});

	it('shows an answer at once, marks the touchpoint, and fetches the sums soon after', async () => {
		vi.useFakeTimers();
		const { state, asked } = results({
			touchpoints: { a: [aScore({}), aScore({ definition: 'd2', metric: 'csat' })] },
			scenes: {},
			journey: []
		});
		state.answered({
			touchpointId: 'a',
			definitionId: 'd1',
			correction: false,
			scores: [aScore({ n: 111, value: 12 })]
		});
		state.answered({
			touchpointId: 'a',
			definitionId: 'd1',
			correction: false,
			scores: [aScore({ n: 112, value: 13 })]
		});
		expect(state.shown('a')?.value).toBe(13);
		expect(state.data.touchpoints['a']).toHaveLength(2);
		expect(state.pulses.get('a')).toBe(2);
		await vi.advanceTimersByTimeAsync(1500);
		expect(asked).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(4000);
		expect(state.pulses.has('a')).toBe(false);
	});

	it('shows a correction at once too, and marks nothing: nobody has answered', () => {
		const { state } = results({ touchpoints: { a: [aScore({ n: 9 })] }, scenes: {}, journey: [] });
		state.answered({ touchpointId: 'a', definitionId: 'd1', correction: true, scores: [aScore({ n: 8 })] });
		expect(state.shown('a')?.n).toBe(8);
		expect(state.pulses.has('a')).toBe(false);
		// Comments that are open fetch afresh.
		expect([state.happenedAt('a'), state.happenedAt('b')]).toEqual([1, 0]);
		state.close();
	});

	it('keeps what it shows when a fetch fails, and says so', async () => {
		const { state } = results({ touchpoints: { a: [aScore({})] }, scenes: {}, journey: [] }, () =>
			Promise.reject(new Error('offline'))
		);
		await state.refresh();
		expect(state.state).toBe('failed');
		expect(state.shown('a')?.n).toBe(100);
	});

	it('takes only the newest of two fetches', async () => {
		const waiting: ((data: BoardResults) => void)[] = [];
		const empty: BoardResults = { touchpoints: {}, scenes: {}, journey: [] };
		const { state } = results(empty, () => new Promise((done) => waiting.push(done)));
		const first = state.refresh();
		const second = state.refresh();
		waiting[1]!({ ...empty, touchpoints: { a: [aScore({ n: 2 })] } });
		waiting[0]!({ ...empty, touchpoints: { a: [aScore({ n: 1 })] } });
		await Promise.all([first, second]);
		expect(state.shown('a')?.n).toBe(2);
	});

	it('never shows an older number over a newer one that came while a fetch was on its way', async () => {
		const waiting: ((data: BoardResults) => void)[] = [];
		const fetched = (a: number, b: number): BoardResults => ({
			touchpoints: { a: [aScore({ n: a })], b: [aScore({ n: b })] },
			scenes: { s: [aScore({ n: a + b })] },
			journey: []
		});
		const { state } = results(fetched(3, 3), () => new Promise((done) => waiting.push(done)));
		const fetching = state.refresh();
		state.answered({ touchpointId: 'a', definitionId: 'd1', correction: false, scores: [aScore({ n: 4 })] });
		waiting[0]!(fetched(3, 9));
		await fetching;
		expect([state.shown('a')?.n, state.shown('b')?.n, state.shownForScene('s')?.n]).toEqual([4, 9, 12]);
		// Begun later, it knows of the answer.
		const again = state.refresh();
		waiting[1]!(fetched(5, 9));
		await again;
		expect(state.shown('a')?.n).toBe(5);
	});
});

describe('a wording that took the place of another', () => {
	const now = aScore({ definition: 'new', n: 3, since: '2026-05-01', judgement: 'few', value: null });
	const before = aScore({ definition: 'old', n: 10, current: false, since: '2026-01-01', until: '2026-05-01' });
	const map = (scores: readonly (typeof now)[]): BoardResults => ({
		touchpoints: { a: scores },
		scenes: { s: scores },
		journey: scores
	});

	it('is what the map shows, and says since when', () => {
		const { state } = results(map([now, before]));
		expect([state.shown('a')?.definition, state.shownForScene('s')?.definition]).toEqual(['new', 'new']);
		expect([state.wordedSince('a'), state.sceneWordedSince('s')]).toEqual(['2026-05-01', '2026-05-01']);
	});

	it('is none where another survey is asked beside it, or an old wording came back', () => {
		const beside = { ...before, current: true, until: null };
		const between = { ...before, since: '2026-05-02', until: '2026-05-03' };
		for (const other of [beside, between]) expect(results(map([now, other])).state.wordedSince('a')).toBeNull();
	});

	it('pulses for its own answers, not for late ones to the old wording', () => {
		const { state } = results(map([now, before]));
		const event = { touchpointId: 'a', definitionId: 'new', correction: false, scores: [now, before] };
		state.answered({ ...event, answered: ['old'] });
		expect(state.pulses.has('a')).toBe(false);
		state.answered({ ...event, answered: ['old', 'new'] });
		expect(state.pulses.get('a')).toBe(1);
		state.close();
	});
});

describe('today', () => {
	it('is the day of the workspace, not of this machine', () => {
		const at = (timeZone: string) =>
			new Results({
				journeyId: 'j',
				timeZone,
				initial: null,
				fetchResults: () => Promise.reject(new Error('not asked')),
				now: () => Date.parse('2026-11-27T22:00:00Z')
			}).today;
		expect([at('Asia/Shanghai'), at('UTC'), at('America/Los_Angeles')]).toEqual([
			'2026-11-28',
			'2026-11-27',
			'2026-11-27'
		]);
	});
});

describe('days without answers', () => {
	const empty: BoardResults = {
		touchpoints: {},
		scenes: {},
		journey: [],
		answered: { from: '2015-02-01', to: '2015-03-31' },
		metrics: ['csat', 'rating'],
		outside: {
			a: [
				{ metric: 'csat', before: 9273, after: 0 },
				{ metric: 'rating', before: 40, after: 2 }
			],
			b: [{ metric: 'rating', before: 0, after: 5 }]
		}
	};

	it('offer the metrics that exist, and say how many answers lie elsewhere', () => {
		const { state } = results(empty);
		expect(state.metrics).toEqual(['csat', 'rating']);
		expect(state.allElsewhere).toEqual({ before: 9273, after: 7 });
		state.metric = 'csat';
		expect([state.elsewhere('a'), state.elsewhere('b')]).toEqual([{ before: 9273, after: 0 }, null]);
		expect(state.allElsewhere).toEqual({ before: 9273, after: 0 });
		expect(results({ ...empty, touchpoints: { a: [aScore()] } }).state.allElsewhere).toBeNull();
	});

	it('open what there is, and tell the address', () => {
		const { state, asked } = results(empty);
		const chosen: unknown[] = [];
		state.onperiod = (period) => chosen.push(period);
		state.showAnswered();
		state.setPeriod('all');
		expect(asked).toEqual([{ from: '2015-02-01', to: '2015-03-31' }, { period: 'all' }]);
		expect(chosen).toMatchObject([
			{ period: 'custom', days: { from: '2015-02-01', to: '2015-03-31' } },
			{ period: 'all' }
		]);
		expect(state.window).toEqual({ from: '2015-02-01', to: '2026-05-04' });
	});
});

describe('the days that the numbers are of', () => {
	it('are days and nothing more, whatever the server says of its window; so are the days that begin with them', () => {
		const window = { from: '2026-04-05', to: '2026-05-04', timeZone: 'Asia/Shanghai' };
		const { state, asked } = results({ ...noResults, window });
		expect(state.window).toEqual({ from: '2026-04-05', to: '2026-05-04' });
		state.setPeriod('custom');
		expect(asked).toEqual([{ from: '2026-04-05', to: '2026-05-04' }]);
	});
});

describe('lastDays', () => {
	it('counts days of the zone, both ends included', () => {
		const now = Date.parse('2026-05-03T18:00:00Z');
		expect(lastDays(7, now, 'Asia/Shanghai')).toEqual({ from: '2026-04-28', to: '2026-05-04' });
		expect(lastDays(7, now, 'America/New_York')).toEqual({ from: '2026-04-27', to: '2026-05-03' });
	});
});

it('the last days are days of the calendar in every engine', () => {
	// As WebKitGTK writes it: the menu of the period threw on "01/01/1970T00:00:00Z".
	const { prototype } = Intl.DateTimeFormat as unknown as { prototype: { format: unknown } };
	const format = vi.spyOn(prototype, 'format', 'get').mockReturnValue(() => '05/04/2026');
	expect(lastDays(7, Date.parse('2026-05-03T18:00:00Z'), 'Asia/Shanghai')).toEqual({
		from: '2026-04-28',
		to: '2026-05-04'
	});
	format.mockRestore();
});

describe('what the server tells on the board’s socket', () => {
	const answer = { touchpointId: 'a', definitionId: 'd1', correction: false, scores: [aScore({ n: 5 })] };

	it('is fetched afresh when something happened between the page and its socket, and after every gap', () => {
		const { state, asked } = results(noResults, undefined, { initialAt: 1000 });
		state.heard('following', { changedAt: 900 });
		expect(asked).toHaveLength(0);
		state.heard('following', { changedAt: 900 });
		expect(asked).toHaveLength(1);
		state.heard('missed', {});
		expect(asked).toHaveLength(2);
		const late = results(noResults, undefined, { initialAt: 1000 });
		late.state.heard('following', { changedAt: 1001 });
		expect(late.asked).toHaveLength(1);
	});

	it('a page that nobody sees shows it, fetches nothing, and catches up once when it is seen', async () => {
		vi.useFakeTimers();
		let hidden = true;
		const { state, asked } = results(noResults, undefined, { isHidden: () => hidden });
		for (let n = 0; n < 5; n++) state.heard('score', answer);
		state.heard('missed', {});
		await vi.advanceTimersByTimeAsync(10_000);
		expect(state.shown('a')?.n).toBe(5);
		expect(state.pulses.size).toBe(0);
		expect([asked.length, state.happenedAt('a')]).toEqual([0, 0]);
		hidden = false;
		state.visibilityChanged();
		state.visibilityChanged();
		// Once for what happened there, once for what may have been missed.
		expect([asked.length, state.happenedAt('a'), state.happenedAt('b')]).toEqual([1, 2, 1]);
	});

	it('hidden before the sums were fetched, it fetches them when it is seen', async () => {
		vi.useFakeTimers();
		let hidden = false;
		const { state, asked } = results(noResults, undefined, { isHidden: () => hidden });
		state.heard('score', answer);
		hidden = true;
		await vi.advanceTimersByTimeAsync(10_000);
		expect(asked).toHaveLength(0);
		hidden = false;
		state.visibilityChanged();
		expect(asked).toHaveLength(1);
	});

	it('skips what it does not know', () => {
		const { state, asked } = results(noResults);
		state.heard('weather', null);
		expect(asked).toHaveLength(0);
	});
});
