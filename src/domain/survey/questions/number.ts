import * as v from 'valibot';
import { LARGEST, STEPS } from '../../metrics/index.ts';
import { plain } from '../../shared/numerals.ts';
import { fail, issue, ok, type Issue, type Result } from '../../shared/result.ts';
import { numberAnswer } from '../answers/number.ts';
import { withoutUnit } from './number-unit.ts';
import type { QuestionBase, QuestionKind } from './question-kind.ts';

/** Most decimals, and largest value: what can be counted exactly. */
const DECIMALS = [0, 1, 2];
const MAX = LARGEST / STEPS;

interface NumberFields {
	/** Decimals that an answer may have. */
	readonly decimals: number;
	/** Smallest and largest answer; null: open. */
	readonly min: number | null;
	readonly max: number | null;
}

/** A field of one line for a number. */
export interface NumberRendering extends NumberFields {
	readonly control: 'number';
}

type NumberQuestion = QuestionBase<'number'> & NumberFields;

const hasDecimals = (value: number, decimals: number): boolean => Number(value.toFixed(decimals)) === value;
const Limit = v.nullable(
	v.pipe(
		v.number(),
		v.minValue(-MAX),
		v.maxValue(MAX),
		v.check((value) => hasDecimals(value, 2))
	)
);

/** One sign between groups of three figures, and none twice: 1 234 567, 1.234.567, 12,345 */
const GROUPED = /^\d{1,3}(?:([ '’.,])\d{3})(?:\1\d{3})*(?=$|[.,])/;
const DECIMAL = /^(\d*)(?:[.,](\d*))?$/;

/**
 * A number as people write it, with a decimal point or a decimal comma, in figures of any script. `1,234` is a thousand, as
 * in both languages of the program; `1.234` has three decimals, so that a question which takes fewer asks again instead of
 * taking it for either.
 * @returns null when it is none; the decimals that it was written with
 */
export function readNumber(text: string): { readonly value: number; readonly decimals: number } | null {
	const written = plain(text).replaceAll('。', '.');
	const [, sign = '', unsigned = ''] = /^([+-]?) ?(.*)$/.exec(written)!;
	const groups = GROUPED.exec(unsigned);
	const isGrouped =
		groups !== null &&
		// A single sign before three figures: a comma groups them, a point and what begins with 0 does not.
		!(groups[0] === unsigned && groups[0].length <= 7 && (groups[1] === '.' || unsigned.startsWith('0'))) &&
		unsigned[groups[0].length] !== groups[1];
	const figures = isGrouped ? groups[0].replace(/\D/g, '') + unsigned.slice(groups[0].length) : unsigned;
	const [, whole, fraction = ''] = DECIMAL.exec(figures) ?? [];
	if (whole === undefined || whole + fraction === '') return null;
	const value = Number(`${sign === '-' ? '-' : ''}${whole || '0'}.${fraction || '0'}`);
	// Exactly three could have been meant as thousands: none of them is dropped.
	const decimals = fraction.length === 3 ? 3 : fraction.replace(/0+$/, '').length;
	return { value: value === 0 ? 0 : value, decimals };
}

function read(raw: unknown, question: NumberQuestion): Result<number | undefined> {
	if (raw === undefined || raw === null) return ok(undefined);
	if (typeof raw !== 'number' && typeof raw !== 'string') return fail(issue('not_number'));
	// What is longer than any number is none, and is not looked at.
	const text = typeof raw === 'number' ? '' : plain(raw.slice(0, 101));
	if (typeof raw === 'string' && text === '') return ok(undefined);
	const found =
		typeof raw === 'number'
			? { value: raw === 0 ? 0 : raw, decimals: 0 }
			: readNumber(text.length > 100 ? text : withoutUnit(text, Object.values(question.labels.unit ?? {})));
	if (found === null || !Number.isFinite(found.value)) return fail(issue('not_number'));
	const { value } = found;
	const [min, max] = [question.min ?? -MAX, question.max ?? MAX];
	if (value < min) return fail(issue('too_small', undefined, { min }));
	if (value > max) return fail(issue('too_large', undefined, { max }));
	if (found.decimals > question.decimals || !hasDecimals(value, question.decimals))
		return fail(issue('too_precise', undefined, { max: question.decimals }));
	return ok(value);
}

/** An end as the editor's field has it: nothing is none. */
function readLimit(text: string): Result<number | null> {
	if (plain(text) === '') return ok(null);
	const found = readNumber(text);
	if (found === null) return fail(issue('not_number'));
	const { value, decimals } = found;
	if (value < -MAX) return fail(issue('too_small', undefined, { min: -MAX }));
	if (value > MAX) return fail(issue('too_large', undefined, { max: MAX }));
	if (decimals > 2 || !hasDecimals(value, 2)) return fail(issue('too_precise', undefined, { max: 2 }));
	return ok(value);
}

function issues({ min, max, decimals }: NumberQuestion): Issue[] {
	return [
		...(min !== null && max !== null && min >= max ? [issue('wrong_way_round', ['max'])] : []),
		...(['min', 'max'] as const).flatMap((end) => {
			const value = end === 'min' ? min : max;
			return value === null || hasDecimals(value, decimals) ? [] : [issue('too_precise', [end], { max: decimals })];
		})
	];
}

/** A number that the person types: minutes of waiting, money spent, how many times. */
export const number: QuestionKind<'number', typeof numberAnswer, NumberRendering, NumberFields> & {
	readonly metric: null;
} = {
	kind: 'number',
	title: null,
	defaultId: 'number',
	answer: numberAnswer,
	metric: null,
	scale: null,
	labelNames: ['unit'],
	optionalLabels: ['unit'],
	own: { decimals: v.picklist(DECIMALS), min: Limit, max: Limit },
	settings: [
		{ field: 'decimals', control: 'choice', options: DECIMALS },
		{ field: 'min', control: 'number', read: readLimit },
		{ field: 'max', control: 'number', read: readLimit }
	],
	issues,
	rendering: ({ decimals, min, max }) => ({ control: 'number', decimals, min, max }),
	defaults: () => ({
		id: 'number',
		kind: 'number',
		text: { en: 'How long did you wait?', 'zh-CN': '您等了多久？' },
		labels: { unit: { en: 'minutes', 'zh-CN': '分钟' } },
		required: false,
		decimals: 0,
		min: 0,
		max: null
	}),
	read,
	counted: (value) => Math.round(value * STEPS),
	columns: () => [{ name: '', cell: String }]
};
