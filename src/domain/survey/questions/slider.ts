import * as v from 'valibot';
import { LARGEST, STEPS } from '../../metrics/index.ts';
import { fail, issue, ok, type Issue, type Result } from '../../shared/result.ts';
import { numberAnswer } from '../answers/number.ts';
import { plain } from '../../shared/numerals.ts';
import { readNumber } from './number.ts';
import { withoutUnit } from './number-unit.ts';
import type { QuestionBase, QuestionKind } from './question-kind.ts';

const MAX = LARGEST / STEPS;
const STEP_SIZES = [0.1, 0.5, 1, 5, 10, 50, 100] as const;

interface SliderFields {
	readonly min: number;
	readonly max: number;
	/** Values are so far apart, from the smallest on. */
	readonly step: (typeof STEP_SIZES)[number];
}

/** A handle on a line; without script a field for the number. */
export interface SliderRendering extends SliderFields {
	readonly control: 'slider';
}

type SliderQuestion = QuestionBase<'slider'> & SliderFields;

const End = v.pipe(
	v.number(),
	v.minValue(-MAX),
	v.maxValue(MAX),
	v.check((value) => Number(value.toFixed(2)) === value)
);

/** Is it so many steps from the smallest? Decimals are compared as they are counted: in hundredths. */
const isStep = (value: number, { min, step }: SliderFields): boolean =>
	(Math.round(value * STEPS) - Math.round(min * STEPS)) % Math.round(step * STEPS) === 0;

function read(raw: unknown, question: SliderQuestion): Result<number | undefined> {
	if (raw === undefined || raw === null) return ok(undefined);
	if (typeof raw !== 'number' && typeof raw !== 'string') return fail(issue('not_number'));
	if (typeof raw === 'string' && plain(raw.slice(0, 101)) === '') return ok(undefined);
	const found =
		typeof raw === 'number'
			? { value: raw === 0 ? 0 : raw, decimals: 0 }
			: readNumber(raw.length > 100 ? raw : withoutUnit(plain(raw), Object.values(question.labels.unit ?? {})));
	if (found === null || !Number.isFinite(found.value)) return fail(issue('not_number'));
	const { value, decimals } = found;
	if (value < question.min) return fail(issue('too_small', undefined, { min: question.min }));
	if (value > question.max) return fail(issue('too_large', undefined, { max: question.max }));
	if (decimals > 2 || Number(value.toFixed(2)) !== value || !isStep(value, question))
		return fail(issue('not_on_step', undefined, { step: question.step, min: question.min }));
	return ok(value);
}

function readEnd(text: string): Result<number | null> {
	const found = readNumber(text);
	if (found === null) return fail(issue('not_number'));
	const { value, decimals } = found;
	if (value < -MAX) return fail(issue('too_small', undefined, { min: -MAX }));
	if (value > MAX) return fail(issue('too_large', undefined, { max: MAX }));
	return decimals > 2 ? fail(issue('too_precise', undefined, { max: 2 })) : ok(value);
}

const issues = ({ min, max, step }: SliderFields): Issue[] =>
	min >= max
		? [issue('wrong_way_round', ['max'])]
		: isStep(max, { min, max, step })
			? []
			: [issue('off_step', ['step'])];

/** A number on a line between two ends. A slider that nobody touched is no answer. */
export const slider: QuestionKind<'slider', typeof numberAnswer, SliderRendering, SliderFields> & {
	readonly metric: null;
} = {
	kind: 'slider',
	title: null,
	defaultId: 'slider',
	answer: numberAnswer,
	metric: null,
	scale: null,
	labelNames: ['low', 'high', 'unit'],
	optionalLabels: ['low', 'high', 'unit'],
	own: { min: End, max: End, step: v.picklist(STEP_SIZES) },
	settings: [
		{ field: 'min', control: 'number', read: readEnd },
		{ field: 'max', control: 'number', read: readEnd },
		{ field: 'step', control: 'choice', options: STEP_SIZES }
	],
	issues,
	rendering: ({ min, max, step }) => ({ control: 'slider', min, max, step }),
	defaults: () => ({
		id: 'slider',
		kind: 'slider',
		text: { en: 'How long a wait is acceptable?', 'zh-CN': '排队多久，您觉得可以接受？' },
		labels: {
			low: { en: 'No wait', 'zh-CN': '不用等' },
			high: { en: 'A quarter of an hour', 'zh-CN': '一刻钟' },
			unit: { en: 'minutes', 'zh-CN': '分钟' }
		},
		required: false,
		min: 0,
		max: 15,
		step: 1
	}),
	read,
	counted: (value) => Math.round(value * STEPS),
	columns: () => [{ name: '', cell: String }]
};
