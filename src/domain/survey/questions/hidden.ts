import * as v from 'valibot';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { hiddenAnswer } from '../answers/hidden.ts';
import { isOurParameter, PARAMETER_LENGTH, PARAMETER_NAME } from '../parameters.ts';
import type { QuestionKind } from './question-kind.ts';

interface HiddenFields {
	/** As in the address: `order` of `?order=A-17`. */
	readonly parameter: string;
}

/** Nothing that is seen. */
export interface HiddenRendering {
	readonly control: 'hidden';
	readonly parameter: string;
}

function readName(text: string): Result<string> {
	const name = text.trim();
	if (!PARAMETER_NAME.test(name)) return fail(issue('not_a_name'));
	return isOurParameter(name) ? fail(issue('reserved')) : ok(name);
}

/**
 * What the address of the survey says, kept as an answer, so that logic and texts can go by it. What a way to ask declares
 * (`parameters.ts`) is kept beside the answers instead, and is that way's own.
 */
export const hidden: QuestionKind<'hidden', typeof hiddenAnswer, HiddenRendering, HiddenFields> & {
	readonly metric: null;
} = {
	kind: 'hidden',
	title: null,
	defaultId: 'hidden',
	answer: hiddenAnswer,
	asks: false,
	metric: null,
	scale: null,
	labelNames: [],
	own: { parameter: v.pipe(v.string(), v.regex(PARAMETER_NAME)) },
	settings: [{ field: 'parameter', control: 'name', read: readName }],
	issues: ({ parameter }) => (isOurParameter(parameter) ? [issue('reserved', ['parameter'])] : []),
	rendering: ({ parameter }) => ({ control: 'hidden', parameter }),
	defaults: () => ({
		id: 'hidden',
		kind: 'hidden',
		text: { en: 'Order number', 'zh-CN': '订单号' },
		labels: {},
		required: false,
		parameter: 'order'
	}),
	read(raw) {
		if (raw === undefined || raw === null || raw === '') return ok(undefined);
		const text = typeof raw === 'number' ? String(raw) : raw;
		if (typeof text !== 'string' || /\p{Cc}/u.test(text)) return fail(issue('not_text'));
		const value = text.toWellFormed().trim();
		if (value.length > PARAMETER_LENGTH)
			return fail(issue('too_long', undefined, { max: PARAMETER_LENGTH, length: value.length }));
		return ok(value === '' ? undefined : value);
	},
	counted: () => null,
	columns: () => [{ name: '', cell: (value) => value }]
};
