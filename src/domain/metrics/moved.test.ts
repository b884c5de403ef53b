import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample, truths } from '../../../tests/support/draws.ts';
import {
	change,
	changeTest,
	dense,
	discoveries,
	moved,
	newDefinition,
	type ComparedSeries,
	type MetricId,
	type SparseHistogram
} from './index.ts';

const series = (
	id: string,
	metric: MetricId,
	before: SparseHistogram,
	after: SparseHistogram,
	slices: ComparedSeries['slices'] = {}
): ComparedSeries => ({
	id,
	definition: newDefinition({ id, metric, wording: {} }),
	before: dense(before),
	after: dense(after),
	slices
});
const csat = (hits: number, n: number): SparseHistogram => ({ 5: hits, 1: n - hits });

describe('what moved', () => {
	it('has the change that is at least certain first, with its n, interval and cause', () => {
		const fell = series('fell', 'csat', csat(320, 450), csat(230, 450), {
			channel: [{ id: 'link', before: dense(csat(320, 450)), after: dense(csat(230, 450)) }],
			place: [
				{ id: 'north', before: dense(csat(110, 150)), after: dense(csat(30, 150)) },
				{ id: 'south', before: dense(csat(100, 150)), after: dense(csat(98, 150)) }
			]
		});
		const made = moved([
			series('still', 'nps', { 10: 60, 3: 40 }, { 10: 61, 3: 39 }),
			series('rose', 'nps', { 10: 600, 8: 200, 3: 400 }, { 10: 700, 8: 200, 3: 300 }),
			fell,
			series('easier', 'ces-effort5', { 3: 150, 4: 100 }, { 1: 150, 2: 100 })
		]);
		expect(made).toMatchObject({ looked: 4, found: 3, detectable: null });
		expect(made.moved.map(({ id, better }) => [id, better])).toEqual([
			['easier', true],
			['fell', false],
			['rose', true]
		]);
		expect(made.moved[1]).toMatchObject({
			difference: -20,
			nBefore: 450,
			nAfter: 450,
			cause: {
				dimension: 'place',
				kind: 'slice',
				id: 'north',
				nBefore: 150,
				nAfter: 150,
				significant: true,
				apart: true
			}
		});
		expect(made.moved[1]!.low).toBeLessThan(-20);
		expect(made.moved[1]!.high).toBeLessThan(0);
		expect(made.moved[2]!.cause).toBeNull();
	});

	it('prefers what is certain to what is merely large, and to what is certain and small', () => {
		const made = moved([
			series('tiny', 'nps', { 10: 50_000, 3: 50_000 }, { 10: 51_000, 3: 49_000 }),
			series('large', 'nps', { 10: 600, 3: 400 }, { 10: 400, 3: 600 }),
			series('unsure', 'nps', { 10: 22, 3: 10 }, { 10: 10, 3: 22 })
		]);
		expect(made.moved.map(({ id }) => id)).toEqual(['large', 'unsure', 'tiny']);
	});

	it('looks at nobody below 30, and says what would have been seen when nothing moved', () => {
		const made = moved([
			series('small', 'nps', { 10: 29 }, { 3: 400 }),
			series('some', 'nps', { 10: 60, 3: 40 }, { 10: 60, 3: 40 }),
			series('most', 'csat', csat(320, 400), csat(318, 400)),
			series('lopsided', 'csat', csat(32, 40), csat(3200, 4000))
		]);
		expect(made).toMatchObject({
			looked: 3,
			found: 0,
			moved: [],
			detectable: { id: 'most', nBefore: 400, nAfter: 400 }
		});
		expect(made.detectable!.difference).toBeGreaterThan(7);
		expect(made.detectable!.difference).toBeLessThan(9);
		expect(moved([])).toEqual({ looked: 0, found: 0, moved: [], detectable: null });
	});

	it('lists five at most and says how many there were', () => {
		const made = moved(
			Array.from({ length: 8 }, (_, at) => series(`s${at}`, 'csat', csat(90, 100), csat(40 - at, 100)))
		);
		expect(made.found).toBe(8);
		expect(made.moved.map(({ id }) => id)).toEqual(['s7', 's6', 's5', 's4', 's3']);
	});

	it('of several dimensions takes what explains most beyond its part; where all fell alike there is no cause', () => {
		const half = (hits: number, n: number) => ({ before: dense(csat(320, 400)), after: dense(csat(hits, n)) });
		const alike = {
			language: [
				{ id: 'en', ...half(220, 400) },
				{ id: 'zh', ...half(216, 400) }
			]
		};
		const whole = ['csat', csat(640, 800), csat(436, 800)] as const;
		expect(moved([series('s', ...whole, alike)]).moved[0]).toMatchObject({ id: 's', cause: null });
		const channel = [
			{ id: 'web', ...half(310, 400) },
			{ id: 'phone', ...half(126, 400) }
		];
		expect(moved([series('s', ...whole, { ...alike, channel })]).moved[0]!.cause).toMatchObject({
			dimension: 'channel',
			kind: 'slice',
			id: 'phone',
			nAfter: 400
		});
	});

	it('knows a change of the mix', () => {
		const channel = [
			{ id: 'link', before: dense(csat(448, 560)), after: dense(csat(264, 330)) },
			{ id: 'phone', before: dense(csat(56, 140)), after: dense(csat(156, 390)) }
		];
		const made = moved([series('s', 'csat', csat(504, 700), csat(420, 720), { channel })]);
		expect(made.moved[0]!.cause).toMatchObject({
			dimension: 'channel',
			kind: 'mix',
			share: expect.closeTo(1, 9),
			most: { nBefore: expect.any(Number) }
		});
	});

	it('refuses slices that hold more than the series', () => {
		const slices = { channel: [{ id: 'link', before: dense(csat(91, 100)), after: dense(csat(40, 100)) }] };
		expect(() => moved([series('s', 'csat', csat(90, 100), csat(40, 100), slices)])).toThrow(RangeError);
	});

	it('names nothing where nothing changed in nine of ten cases, and what did: 10 of 60 series 20 points', () => {
		const random = randomFrom(20261205);
		const MAPS = 40;
		const SERIES = 60;
		const on = truths['NPS +20'];
		const below = { scores: { 9: 0.35, 7: 0.3, 3: 0.35 } };
		let [any, found, wrong, top] = [0, 0, 0, 0];
		for (let map = 0; map < MAPS; map++) {
			const make = (changed: number) =>
				Array.from({ length: SERIES }, (_, at) => {
					const n = 30 + Math.floor(random() * 600);
					return series(`${at}`, 'nps', sample(on, n, random), sample(at < changed ? below : on, n, random));
				});
			if (moved(make(0)).found > 0) any++;
			const made = moved(make(10));
			found += made.found;
			top += made.moved.length;
			wrong += made.moved.filter(({ id }) => Number(id) >= 10).length;
		}
		printShares(
			`60 series, n = 30 to 630: something named where nothing changed ${any / MAPS}; of 10 that fell by 20 points ` +
				`${(found / MAPS).toFixed(1)} are found, and of those listed ${((100 * wrong) / top).toFixed(0)} % are wrong`
		);
		expect(any / MAPS).toBeLessThanOrEqual(0.24);
		expect(found / MAPS).toBeGreaterThan(4);
		expect(wrong / top).toBeLessThanOrEqual(0.12);
	});

	it('its order finds more of what truly moved most than the raw difference or the p value', () => {
		const random = randomFrom(20261206);
		const MAPS = 60;
		const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
		const orders = {
			listed: (one: Seen) => Math.min(Math.abs(one.low), Math.abs(one.high)),
			raw: (one: Seen) => Math.abs(one.difference),
			p: (one: Seen) => Math.abs(one.z)
		};
		const sums = { listed: [0, 0], raw: [0, 0], p: [0, 0] };
		for (let map = 0; map < MAPS; map++) {
			const seen = Array.from({ length: 60 }, (_, at): Seen => {
				const n = Math.round(30 * 100 ** random());
				const truth = Math.max(-80, Math.min(50, 15 * normal()));
				const scores = { 9: 0.45 + truth / 200, 7: 0.3, 3: 0.25 - truth / 200 };
				const one = series(`${at}`, 'nps', sample(truths['NPS +20'], n, random), sample({ scores }, n, random));
				const { difference, low, high, z } = change('nps', one.before, one.after)!;
				return { one, truth, difference, low: low!, high: high!, z: z! };
			});
			const made = moved(seen.map(({ one }) => one));
			const stand = discoveries(seen.map(({ one }) => changeTest('nps', one.before, one.after)));
			const family = seen.filter(({ low, high }, at) => stand[at] && (low > 0 || high < 0));
			expect(made.found).toBe(family.length);
			const best = new Set(topFive(seen, ({ truth }) => Math.abs(truth)));
			for (const [name, by] of Object.entries(orders)) {
				const top = topFive(family, by);
				if (name === 'listed') expect(made.moved.map(({ id }) => id)).toEqual(top.map(({ one }) => one.id));
				const sum = sums[name as keyof typeof sums];
				sum[0]! += top.filter((one) => best.has(one)).length / MAPS;
				const overstated = top.map(({ difference, truth }) => Math.abs(difference) - Math.sign(difference) * truth);
				sum[1]! += overstated.reduce((all, one) => all + one, 0) / top.length / MAPS;
			}
		}
		for (const [name, [hits, overstated]] of Object.entries(sums))
			printShares(
				`order by ${name}: ${hits!.toFixed(2)} of the true five, overstated by ${overstated!.toFixed(1)} points`
			);
		expect(sums.listed[0]!).toBeGreaterThan(sums.p[0]! + 0.5);
		expect(sums.listed[0]!).toBeGreaterThanOrEqual(sums.raw[0]!);
		expect(sums.listed[1]!).toBeLessThan(sums.raw[1]! / 2 + 1);
	});
});

interface Seen {
	readonly one: ComparedSeries;
	readonly truth: number;
	readonly difference: number;
	readonly low: number;
	readonly high: number;
	readonly z: number;
}
const topFive = <T>(all: readonly T[], by: (one: T) => number): T[] =>
	[...all].sort((a, b) => by(b) - by(a)).slice(0, 5);
