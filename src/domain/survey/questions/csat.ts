import * as v from 'valibot';
import { issue } from '../../shared/result.ts';
import type { scoreAnswer } from '../answers/score.ts';
import type { QuestionKind } from './question-kind.ts';
import { readPoint, scaleKind, type FacesRendering, type ScaleRendering, type StarsRendering } from './scale.ts';

const POINTS = [2, 3, 5, 7, 10] as const;
const LOOKS = ['numbers', 'faces', 'stars'] as const;

interface CsatFields {
	/** Points of the scale; another number of them is another series. Two are bad (0) and good (1). */
	readonly points: (typeof POINTS)[number];
	readonly look: (typeof LOOKS)[number];
}

/** More faces than five say nothing that people tell apart, and two points are words rather than numbers. */
const FACES: readonly number[] = [2, 3, 5];

const scaleOf = ({ points }: CsatFields): readonly [number, number] => (points === 2 ? [0, 1] : [1, points]);

const plain = scaleKind({
	kind: 'csat',
	title: 'CSAT',
	defaultId: 'csat',
	metric: 'csat',
	scale: [1, 5],
	text: { en: 'How satisfied are you with this experience?', 'zh-CN': '您对这次体验满意吗？' },
	low: { en: 'Very dissatisfied', 'zh-CN': '非常不满意' },
	high: { en: 'Very satisfied', 'zh-CN': '非常满意' }
});

/**
 * Customer satisfaction; counted as the share of the top answers (metrics/definitions/csat.ts). Contents of before scales
 * could be chosen are 1–5 in numbers.
 */
export const csat: QuestionKind<
	'csat',
	typeof scoreAnswer,
	ScaleRendering | FacesRendering | StarsRendering,
	CsatFields
> & { readonly metric: 'csat' } = {
	...plain,
	metric: 'csat',
	own: { points: v.optional(v.picklist(POINTS), 5), look: v.optional(v.picklist(LOOKS), 'numbers') },
	scaleOf,
	settings: [
		{ field: 'points', control: 'choice', options: POINTS },
		{ field: 'look', control: 'choice', options: LOOKS }
	],
	issues: ({ points, look }) =>
		(look === 'faces' ? FACES.includes(points) : points !== 2) ? [] : [issue('no_such_look', ['look'])],
	rendering(question) {
		const [min, max] = scaleOf(question);
		if (question.look === 'faces') return { control: 'faces', min, max };
		return question.look === 'stars' ? { control: 'stars', min, max, sign: 'stars' } : { control: 'scale', min, max };
	},
	defaults: () => ({ ...plain.defaults(), points: 5, look: 'numbers' }),
	read: (raw, question) => readPoint(raw, scaleOf(question))
};
