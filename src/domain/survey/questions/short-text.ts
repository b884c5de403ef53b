import * as v from 'valibot';
import { isEmail } from '../../shared/email.ts';
import { plain } from '../../shared/numerals.ts';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { textAnswer } from '../answers/text.ts';
import { readComment } from './comment.ts';
import type { QuestionKind } from './question-kind.ts';

export const LINE_LENGTH = 400;
const FORMATS = ['text', 'email', 'phone'] as const;
export type LineFormat = (typeof FORMATS)[number];

interface ShortTextFields {
	/** What has to be written. */
	readonly format: LineFormat;
}

/** A field of one line. */
export interface LineRendering {
	readonly control: 'line';
	readonly maxLength: number;
	readonly format: LineFormat;
}

/**
 * One line as it is kept; undefined when there is none. Addresses are looked at only so far that a slip is found: whether one
 * is somebody's only writing to it can tell.
 */
export function readLine(raw: unknown, format: LineFormat): Result<string | undefined> {
	const read = readComment(raw);
	if (!read.ok || read.value === undefined) return read;
	const line = read.value.replace(/\s*\n\s*/g, ' ');
	const text = format === 'text' ? line : plain(line);
	if (text.length > LINE_LENGTH) return fail(issue('too_long', undefined, { max: LINE_LENGTH, length: text.length }));
	if (format === 'email' && !isEmail(text)) return fail(issue('not_email'));
	if (format === 'phone' && (!/^\+?[\d\s().-]+$/.test(text) || text.replace(/\D/g, '').length < 5 || text.length > 30))
		return fail(issue('not_phone'));
	return ok(text);
}

/** A few words in one line: a name, a place, an address of mail. */
export const shortText: QuestionKind<'short-text', typeof textAnswer, LineRendering, ShortTextFields> & {
	readonly metric: null;
} = {
	kind: 'short-text',
	title: null,
	defaultId: 'text',
	answer: textAnswer,
	metric: null,
	scale: null,
	labelNames: ['placeholder'],
	optionalLabels: ['placeholder'],
	own: { format: v.picklist(FORMATS) },
	settings: [{ field: 'format', control: 'choice', options: FORMATS }],
	rendering: ({ format }) => ({ control: 'line', maxLength: LINE_LENGTH, format }),
	defaults: () => ({
		id: 'text',
		kind: 'short-text',
		text: { en: 'Which branch did you visit?', 'zh-CN': '您去的是哪家门店？' },
		labels: { placeholder: { en: 'In a few words', 'zh-CN': '简单写几个字' } },
		required: false,
		format: 'text'
	}),
	read: (raw, { format }) => readLine(raw, format),
	counted: () => null,
	columns: () => [{ name: '', cell: (value) => value }]
};
