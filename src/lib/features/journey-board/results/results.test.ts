import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDays } from './period.ts';
import type { JourneyScores } from '#domain/metrics/index.ts';
import { noResults, Results, type ResultsOptions } from './results.svelte.ts';
import { aScore } from '#lib/charts/score.fixture.ts';

function results(
	initial: JourneyScores,
	next: () => Promise<JourneyScores> = async () => initial,
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
				a: [aScore({ metric: 'rating', n: 3 }), aScore({ definition: 'd2', metric: 'csat', n: 90 })],
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
		expect(state.answers).toBe(1);
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
		const waiting: ((data: JourneyScores) => void)[] = [];
		const empty: JourneyScores = { touchpoints: {}, scenes: {}, journey: [] };
		const { state } = results(empty, () => new Promise((done) => waiting.push(done)));
		const first = state.refresh();
		const second = state.refresh();
		waiting[1]!({ ...empty, touchpoints: { a: [aScore({ n: 2 })] } });
		waiting[0]!({ ...empty, touchpoints: { a: [aScore({ n: 1 })] } });
		await Promise.all([first, second]);
		expect(state.shown('a')?.n).toBe(2);
	});

	it('never shows an older number over a newer one that came while a fetch was on its way', async () => {
		const waiting: ((data: JourneyScores) => void)[] = [];
		const fetched = (a: number, b: number): JourneyScores => ({
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
		expect([asked.length, state.answers]).toEqual([0, 0]);
		hidden = false;
		state.visibilityChanged();
		state.visibilityChanged();
		expect([asked.length, state.answers]).toEqual([1, 1]);
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
