import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { hasVisible } from '../../shared/visible.ts';
import { textAnswer } from '../answers/text.ts';
import type { QuestionKind } from './question-kind.ts';

const MAX_LENGTH = 4000;

// eslint-disable-next-line no-control-regex -- what is taken out: invisible, and Postgres cannot store NUL at all
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** A field of several lines. */
export interface TextRendering {
	readonly control: 'text';
	readonly maxLength: number;
	readonly rows: number;
}

/** A comment as it is kept; undefined when there is none. */
export function readComment(raw: unknown): Result<string | undefined> {
	if (raw === undefined || raw === null) return ok(undefined);
	if (typeof raw !== 'string') return fail(issue('not_text'));
	// Browsers send CRLF; half of a surrogate pair is no text and breaks JSON in Postgres.
	const text = raw.replace(/\r\n?/g, '\n').replace(CONTROL, '').toWellFormed().trim();
	if (!hasVisible(text)) return ok(undefined);
	if (text.length > MAX_LENGTH) return fail(issue('too_long', undefined, { max: MAX_LENGTH, length: text.length }));
	return ok(text);
}

/** A long text in the person's own words; never needed. */
export const comment: QuestionKind<'comment', typeof textAnswer, TextRendering> & { readonly metric: null } = {
	kind: 'comment',
	title: null,
	defaultId: 'comment',
	answer: textAnswer,
	metric: null,
	scale: null,
	labelNames: ['placeholder'],
	own: {},
	rendering: () => ({ control: 'text', maxLength: MAX_LENGTH, rows: 4 }),
	defaults: () => ({
		id: 'comment',
		kind: 'comment',
		text: { en: 'What is the main reason?', 'zh-CN': '主要原因是什么？' },
		labels: { placeholder: { en: 'What went well, what was hard', 'zh-CN': '哪里做得好，哪里让您费劲' } },
		required: false
	}),
	read: readComment,
	counted: () => null,
	columns: () => [{ name: '', cell: (value) => value }]
};
