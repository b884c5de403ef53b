import { describe, expect, it } from 'vitest';
import { createScene, type Emotion } from '#domain/journey/index.ts';
import { aScore } from '#lib/charts/score.fixture.ts';
import { gapsOf } from './gaps.ts';

const scene = (id: string, expectedEmotion: Emotion | null) => ({
	...createScene({ id, order: id, title: id }),
	expectedEmotion
});

describe('gaps between what is expected and measured', () => {
	// NPS −100 … +100 is −2 … +2.
	const scores = {
		short: aScore({ value: -50, low: -60, high: -40 }),
		over: aScore({ value: 100, low: 90, high: 100 }),
		unsure: aScore({ value: 0, low: -60, high: 60 }),
		near: aScore({ value: 50, low: 40, high: 60 }),
		few: aScore({ value: null, judgement: 'few', n: 2 })
	};
	const shown = (id: string) => scores[id as keyof typeof scores];

	it('are the largest first, in either direction, and say whether chance could be all of it', () => {
		const scenes = [scene('unsure', 1), scene('near', 1), scene('short', 1), scene('over', 0)];
		expect(gapsOf(scenes, shown).map(({ scene, gap, clear }) => [scene.id, gap, clear])).toEqual([
			['short', -2, true],
			['over', 2, true],
			['unsure', -1, false]
		]);
		expect(gapsOf(scenes, shown, 1)).toHaveLength(1);
	});

	it('are none without an expectation or enough answers', () => {
		expect(gapsOf([scene('short', null), scene('few', 2), scene('unknown', 2)], shown)).toEqual([]);
	});
});
