import { describe, expect, it } from 'vitest';
import type { DriversView, DriverView } from '#contract/drivers.ts';
import { headlineOf, measureOf, pictureOf } from './drivers-view.ts';

const WORDING = { en: 'How was it?', 'zh-CN': '怎么样？' } as DriverView['wording'];
const span = (value: number, half = 0.05) => ({ value, low: value - half, high: value + half });

const driver = (touchpoint: string, of: Partial<DriverView> = {}): DriverView => ({
	touchpointId: touchpoint,
	touchpoint,
	definition: 'd',
	metric: 'csat',
	wording: WORDING,
	scene: 'Scene',
	n: 200,
	value: 80,
	performance: span(70, 2),
	pairs: 100,
	missing: 0,
	state: 'shown',
	own: span(0.4),
	beside: 'in',
	with: null,
	coefficient: span(0.3),
	share: span(0.3),
	...of
});
const few = (touchpoint: string, pairs: number): DriverView =>
	driver(touchpoint, {
		pairs,
		missing: 50 - pairs,
		state: 'few',
		own: null,
		beside: null,
		coefficient: null,
		share: null
	});

const view = (drivers: readonly DriverView[], compared: number | null = drivers.length): DriversView => ({
	window: { from: '2026-11-01', to: '2026-11-30', timeZone: 'UTC' },
	minPairs: 50,
	pairDays: 30,
	outcomes: [],
	outcome: {
		touchpointId: 'out',
		touchpoint: 'Outcome',
		definition: 'o',
		metric: 'nps',
		wording: WORDING,
		n: 300,
		value: 20,
		people: 200,
		newest: null
	},
	drivers: [...drivers],
	together: compared === null ? null : { n: 80, measures: compared, r2: span(0.5), adjusted: 0.45 }
});
const drawn = (of: DriversView, by: Parameters<typeof pictureOf>[1] = null) => pictureOf(of, by, (metric) => metric);

describe('by what importance is measured', () => {
	it('is beside one another, unless that compares hardly any of those that could be shown', () => {
		const three = [driver('A'), driver('B'), driver('C')];
		expect(measureOf(view(three), null)).toBe('beside');
		expect(measureOf(view(three, 2), null)).toBe('own');
		expect(measureOf(view(three.slice(1), 2), null)).toBe('beside');
	});

	it('is what was chosen, where there is a choice', () => {
		const three = [driver('A'), driver('B'), driver('C')];
		expect(measureOf(view(three), 'own')).toBe('own');
		expect(measureOf(view(three, 2), 'beside')).toBe('beside');
		expect(measureOf(view(three, null), 'beside')).toBe('own');
		expect(drawn(view(three, null)).hasBoth).toBe(false);
	});
});

describe('the picture', () => {
	const weak = driver('Queue', { share: span(0.8), performance: span(30, 2) });
	const strong = driver('Shop', { share: span(0.1), performance: span(90, 2) });
	const unsure = driver('Line', { share: span(0.3, 0.4), performance: span(60, 2) });

	it('puts the most important first, those by themselves after, and what nothing is shown of last, the nearest first', () => {
		const alone = driver('Alone', { own: span(-0.6), beside: 'few', share: null, coefficient: null });
		const { rows } = drawn(view([few('Rare', 3), few('Near', 49), strong, alone, weak]), 'beside');
		expect(rows.map(({ title }) => title)).toEqual(['Queue', 'Shop', 'Alone', 'Near', 'Rare']);
	});

	it('divides by the means of what is drawn, and places only what is past both lines', () => {
		const { rows, lines } = drawn(view([weak, strong, unsure]));
		expect(lines).toEqual({ importance: expect.closeTo(0.4), performance: 60 });
		expect(Object.fromEntries(rows.map(({ title, place }) => [title, place]))).toEqual({
			Queue: 'fix',
			Shop: 'enough',
			Line: 'unclear'
		});
	});

	it('has no lines for one alone: it lies on them', () => {
		const { rows, lines } = drawn(view([weak, few('Rare', 3)]));
		expect(lines).toBeNull();
		expect(rows.every(({ place }) => place === null)).toBe(true);
	});

	it('names the metric where a touchpoint is asked two things, or is the outcome itself', () => {
		const two = [driver('A'), driver('A', { definition: 'e', metric: 'ces-ease7' }), driver('B')];
		const same = driver('Outcome', { touchpointId: 'out' });
		expect(drawn(view([...two, same])).rows.map(({ title }) => title)).toEqual([
			'A · csat',
			'A · ces-ease7',
			'B',
			'Outcome · csat'
		]);
	});
});

describe('the headline', () => {
	const weak = driver('Queue', { share: span(0.8), performance: span(30, 2) });
	const strong = driver('Shop', { share: span(0.1), performance: span(90, 2) });
	const head = (of: DriversView, hasOutcome = true, by: Parameters<typeof pictureOf>[1] = null) =>
		headlineOf(drawn(of, by), hasOutcome);

	it('names what is important and weak', () => {
		expect(head(view([strong, weak]))).toMatchObject({ kind: 'fix', row: { title: 'Queue' } });
	});

	it('names the first where nothing is surely weak, if it goes with the outcome at all', () => {
		const fine = driver('Queue', { share: span(0.8), performance: span(89, 2) });
		expect(head(view([strong, fine]))).toMatchObject({ kind: 'first', row: { title: 'Queue' } });
		const chance = { own: span(0.02, 0.1), performance: span(80, 2) };
		expect(head(view([driver('A', chance), driver('B', chance)]))).toEqual({ kind: 'nothing' });
	});

	it('claims no first among one that is compared with none', () => {
		expect(head(view([driver('A')]), true, 'beside')).toEqual({ kind: 'nothing' });
		expect(head(view([driver('A')], null))).toMatchObject({ kind: 'first' });
	});

	it('says that too few answered, or nobody', () => {
		expect(head(view([few('A', 20)]))).toEqual({ kind: 'few' });
		expect(head(view([]), false)).toEqual({ kind: 'unanswered' });
	});
});
