import { describe, expect, it } from 'vitest';
import { aScore } from '#lib/charts/score.fixture.ts';
import { noResults, type BoardResults } from './board-results.ts';
import { filterIn } from './filter-in.ts';
import { choose, filterOf, follow, leavesNothing, showAll } from './filtering.ts';
import { Results } from './results.svelte.ts';

const shop = { id: '00000000-0000-7000-8000-000000000001', name: 'Shop', parentId: null };

function resultsAt(search: string, data: BoardResults = noResults) {
	const asked: object[] = [];
	const said: object[] = [];
	const parts: object[] = [];
	const results = new Results({
		journeyId: 'j',
		timeZone: 'UTC',
		initial: data,
		...filterIn(new URLSearchParams(search)),
		departments: [shop],
		fetchResults: async (_, what) => {
			asked.push(what);
			return data;
		},
		say: (_, what) => said.push(what),
		now: () => Date.parse('2026-05-03T18:00:00Z')
	});
	results.onfilter = (some) => parts.push(some);
	return { results, asked, said, parts };
}

describe('the filter of a map', () => {
	it('is what the address says, and nothing is fetched for it', () => {
		const { results, asked } = resultsAt('metric=nps&period=7&channel=qr&place=Till&compare=year');
		expect(filterOf(results)).toMatchObject({
			metric: 'nps',
			period: '7',
			channel: 'qr',
			place: 'Till',
			compare: 'year'
		});
		expect(asked).toEqual([]);
		expect(results.isNarrowed).toBe(true);
		expect(resultsAt('metric=none').results.on).toBe(false);
	});

	it('is fetched once, followed, and said to the address, however much of it is chosen at once', async () => {
		const { results, asked, said, parts } = resultsAt('');
		results.heard('following', { changedAt: 0, numbers: true });
		choose(results, { channel: 'qr', place: 'Till', compare: 'year', department: shop.id });
		const which = { period: '30', channel: 'qr', place: 'Till', compare: 'year' };
		expect(asked).toEqual([{ ...which, departments: shop.id }]);
		expect(said.at(-1)).toEqual({ ask: 2, filter: { ...which, departments: [shop.id] } });
		expect(parts).toEqual([
			{
				metric: null,
				from: null,
				to: null,
				period: null,
				channel: 'qr',
				language: null,
				department: shop.id,
				place: 'Till',
				compare: 'year'
			}
		]);
		expect(results.which).toEqual({ channel: 'qr', place: 'Till' });
		results.close();
	});

	it('fetches nothing where only the metric is another', () => {
		const { results, asked } = resultsAt('channel=qr');
		choose(results, { metric: 'nps' });
		expect(results.metric).toBe('nps');
		expect(asked).toEqual([]);
	});

	it('goes the way back as the address says it, without saying it again', () => {
		const { results, asked, parts } = resultsAt('channel=qr');
		follow(results, new URLSearchParams('metric=none&language=en'));
		expect(asked).toEqual([{ period: '30', language: 'en' }]);
		expect(results.on).toBe(false);
		expect(parts).toEqual([]);
	});

	it('is taken away as a whole, but the days stay', () => {
		const { results, asked } = resultsAt(`period=90&channel=qr&place=Till&department=${shop.id}`);
		showAll(results);
		expect(asked).toEqual([{ period: '90' }]);
		expect(results.isNarrowed).toBe(false);
	});

	it('says what of the address could not be used until something else is chosen', () => {
		const { results } = resultsAt('language=en&channel=qr');
		expect(results.problem).toBe('together');
		choose(results, {});
		expect(results.problem).toBeNull();
		results.problem = 'days';
		results.setPeriod('7');
		expect(results.problem).toBeNull();
	});

	it('knows that it leaves no number that may be shown, and only then', () => {
		const few = { ...noResults, touchpoints: { t: [aScore({ n: 3, value: null, judgement: 'few' })] } };
		expect(leavesNothing(resultsAt('channel=qr', few).results)).toBe(true);
		expect(leavesNothing(resultsAt('', few).results)).toBe(false);
		expect(leavesNothing(resultsAt('channel=qr&metric=none', few).results)).toBe(false);
		const sum = { ...few, journey: [aScore({ n: 6 })] };
		expect(leavesNothing(resultsAt('channel=qr', sum).results)).toBe(false);
		expect(leavesNothing(resultsAt('channel=qr&metric=csat', sum).results)).toBe(true);
	});

	it('leaves out what an old server tells of all answers', () => {
		const { results } = resultsAt('channel=qr', { ...noResults, touchpoints: { t: [aScore({ n: 7 })] } });
		results.answered({ touchpointId: 't', definitionId: 'd1', correction: false, scores: [aScore({ n: 90 })] });
		expect(results.shown('t')?.n).toBe(7);
		results.close();
	});
});

describe('a touchpoint with few of the answers', () => {
	it('is told from those with a tenth of the most or more; one without a value says so anyway', () => {
		const touchpoints = {
			most: [aScore({ n: 200 })],
			tenth: [aScore({ n: 20 })],
			less: [aScore({ n: 19 })],
			few: [aScore({ n: 2, value: null, judgement: 'few' })]
		};
		const { results } = resultsAt('', { ...noResults, touchpoints });
		expect(['most', 'tenth', 'less', 'few', 'unknown'].map((id) => results.thinAt(id))).toEqual([
			null,
			null,
			0.095,
			null,
			null
		]);
	});
});
