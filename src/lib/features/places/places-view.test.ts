import { describe, expect, it } from 'vitest';
import type { PlacesView, PlaceView } from '#contract/places.ts';
import { headlineOf, rankedOf, rowScale, sideOf, standing, whyUnanswered } from './places-view.ts';

const place = (name: string, over: Partial<PlaceView> = {}): PlaceView => ({
	name,
	n: 40,
	value: 50,
	low: 40,
	high: 60,
	estimate: { value: 48, low: 40, high: 56 },
	rank: { at: 1, from: 1, to: 2 },
	limits: { inner: { low: 40, high: 60 }, outer: { low: 30, high: 70 } },
	owners: [],
	trend: [],
	...over
});
const view = (places: PlaceView[], over: Partial<PlacesView> = {}) =>
	({ places, rankN: 30, rawOrder: { kind: 'same', first: null, second: null, of: 0, few: 0 }, ...over }) as PlacesView;

describe('what places stand for', () => {
	it('is better or worse only when the whole interval lies on that side, whichever way good lies', () => {
		const [one] = rankedOf(view([place('a')]));
		expect(standing(one!, 39, 'high')).toBe('good');
		expect(standing(one!, 39, 'low')).toBe('bad');
		expect(standing(one!, 57, 'high')).toBe('bad');
		expect(standing(one!, 50, 'high')).toBeNull();
		expect(sideOf({ low: 30, high: 70 }, 71, 'high')).toBe('good');
		expect(sideOf({ low: 30, high: 70 }, 71, 'low')).toBe('bad');
		expect(sideOf({ low: 30, high: 70 }, 70, 'low')).toBeNull();
	});

	it('names a first only where no other could be it', () => {
		const second = place('b', { rank: { at: 2, from: 1, to: 2 } });
		expect(headlineOf(view([place('a'), second]))).toBe('leads');
		expect(headlineOf(view([place('a', { rank: { at: 1, from: 1, to: 1 } }), second]))).toBe('first');
		const chance = { kind: 'chance' as const, first: null, second: null, of: 0, few: 0 };
		expect(headlineOf(view([place('a'), second], { rawOrder: chance }))).toBe('chance');
		expect(headlineOf(view([place('a')]))).toBe('one');
		expect(headlineOf(view([place('a', { n: 10, rank: null })]))).toBe('none');
		expect(headlineOf(view([place('a', { rank: null, estimate: null })]))).toBe('alike');
	});

	it('is drawn on one scale', () => {
		const scale = rowScale(rankedOf(view([place('a'), place('b', { value: 20 })])), 45);
		expect([scale(20), scale(56), scale(38)]).toEqual([0, 1, 0.5]);
		expect(rowScale([], 3)(3)).toBe(0.5);
	});
});

it('says why no place has a number by what may be changed', () => {
	const none: Parameters<typeof whyUnanswered>[1] = {
		period: '30',
		metric: null,
		channel: null,
		language: null,
		department: null,
		days: { from: '', to: '' }
	};
	const asked: Parameters<typeof whyUnanswered>[0] = { metrics: ['nps'] };
	expect(whyUnanswered({ metrics: [] }, { ...none, metric: 'csat', channel: 'qr' })).toBe('unasked');
	expect(whyUnanswered(asked, { ...none, metric: 'csat', channel: 'qr' })).toBe('metric');
	expect(whyUnanswered(asked, { ...none, channel: 'qr' })).toBe('filters');
	expect(whyUnanswered(asked, { ...none, language: 'en' })).toBe('filters');
	expect(whyUnanswered(asked, none)).toBe('days');
});
