import type { Scene } from '#domain/journey/index.ts';
import type { ScoreView } from '#domain/metrics/index.ts';
import { feltOf } from '../canvas/curve.ts';

/** Where what was measured is not what the team expected. */
export interface Gap {
	readonly scene: Scene;
	readonly expected: number;
	readonly felt: number;
	/** Measured − expected, on the curve's scale from −2 to +2. */
	readonly gap: number;
	/** The whole interval lies on one side of what was expected. */
	readonly clear: boolean;
	readonly score: ScoreView;
}

/** A smaller gap is none: the team chooses among five steps. */
const LEAST = 0.5;

/** The largest gaps, in either direction. Scenes without an expectation, or without enough answers, have none. */
export function gapsOf(scenes: readonly Scene[], shown: (sceneId: string) => ScoreView | undefined, most = 5): Gap[] {
	return scenes
		.flatMap((scene): Gap[] => {
			const score = shown(scene.id);
			const felt = feltOf(score);
			const expected = scene.expectedEmotion;
			if (score === undefined || felt === null || expected === null) return [];
			const clear = felt.high < expected || felt.low > expected;
			return [{ scene, expected, felt: felt.value, gap: felt.value - expected, clear, score }];
		})
		.filter(({ gap }) => Math.abs(gap) >= LEAST)
		.sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap))
		.slice(0, most);
}
