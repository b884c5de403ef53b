import * as v from 'valibot';
import { fail, issue, ok } from '#domain/shared/result.ts';
import { LocalTextSchema } from '#domain/survey/local-text.ts';
import type { AnswerType } from '#domain/survey/answers/answer-type.ts';
import type { QuestionKind } from '#domain/survey/questions/question-kind.ts';
import type { LocalText } from '#domain/shared/locale.ts';

/*
 * A kind of question that the program does not have, with an answer of another type, fields of its own and several columns:
 * to show that nothing between the form and the file knows what kinds there are.
 */

/** Names of what was ticked. */
export const ticksAnswer: AnswerType<'ticks', readonly string[]> = {
	type: 'ticks',
	schema: v.array(v.string()),
	store: null,
	words: () => null,
	withoutPerson: (value) => value
};

interface Options {
	readonly options: readonly { readonly name: string; readonly text: LocalText }[];
}

export interface TicksRendering {
	readonly control: 'ticks';
	readonly options: readonly { readonly name: string; readonly text: string }[];
}

export const ticks: QuestionKind<'ticks', typeof ticksAnswer, TicksRendering, Options> = {
	kind: 'ticks',
	title: null,
	defaultId: 'ticks',
	answer: ticksAnswer,
	metric: null,
	scale: null,
	labelNames: [],
	own: { options: v.array(v.strictObject({ name: v.string(), text: LocalTextSchema })) },
	ownTexts: ({ options }) => options.map(({ text }, at) => ({ path: ['options', at, 'text'], text })),
	rendering: ({ options }, read) => ({
		control: 'ticks',
		options: options.map(({ name, text }) => ({ name, text: read(text) }))
	}),
	defaults: () => ({
		id: 'ticks',
		kind: 'ticks',
		text: { en: 'What mattered?', 'zh-CN': '您看重什么？' },
		labels: {},
		required: false,
		options: [
			{ name: 'price', text: { en: 'Price', 'zh-CN': '价格' } },
			{ name: 'staff', text: { en: 'Staff', 'zh-CN': '员工' } }
		]
	}),
	read(raw, { options }) {
		if (raw === undefined || raw === null || raw === '') return ok(undefined);
		const given: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
		const known = options.map(({ name }) => name).filter((name) => given.includes(name));
		if (known.length < new Set(given).size) return fail(issue('not_an_option'));
		return ok(known.length === 0 ? undefined : known);
	},
	counted: () => null,
	columns: ({ options }) => options.map(({ name }) => ({ name, cell: (value) => (value.includes(name) ? 'yes' : '') }))
};
