import * as v from 'valibot';
import { scoreAnswer } from '../answers/score.ts';
import type { QuestionKind } from './question-kind.ts';
import { readPoint, type ScaleRendering, type StarsRendering } from './scale.ts';

const POINTS = [3, 4, 5, 6, 7, 8, 9, 10] as const;
const SIGNS = ['stars', 'hearts', 'numbers'] as const;

interface RatingFields {
	readonly points: (typeof POINTS)[number];
	readonly sign: (typeof SIGNS)[number];
}

/** A plain rating of something, from 1 up; counted as its mean. It never becomes CSAT or NPS. */
export const rating: QuestionKind<'rating', typeof scoreAnswer, ScaleRendering | StarsRendering, RatingFields> & {
	readonly metric: 'rating';
	readonly title: null;
} = {
	kind: 'rating',
	title: null,
	defaultId: 'rating',
	answer: scoreAnswer,
	metric: 'rating',
	scale: [1, 5],
	scaleOf: ({ points }) => [1, points],
	labelNames: ['low', 'high'],
	optionalLabels: ['low', 'high'],
	own: { points: v.picklist(POINTS), sign: v.picklist(SIGNS) },
	settings: [
		{ field: 'points', control: 'choice', options: POINTS },
		{ field: 'sign', control: 'choice', options: SIGNS }
	],
	rendering: ({ points, sign }) =>
		sign === 'numbers' ? { control: 'scale', min: 1, max: points } : { control: 'stars', min: 1, max: points, sign },
	defaults: () => ({
		id: 'rating',
		kind: 'rating',
		text: { en: 'How do you rate our product?', 'zh-CN': '您给我们的产品打几分？' },
		labels: { low: { en: 'Poor', 'zh-CN': '很差' }, high: { en: 'Excellent', 'zh-CN': '很好' } },
		required: false,
		points: 5,
		sign: 'stars'
	}),
	read: (raw, { points }) => readPoint(raw, [1, points]),
	counted: (value) => value,
	columns: () => [{ name: '', cell: String }]
};
