import * as v from 'valibot';
import { plain } from '../../shared/numerals.ts';
import { fail, issue, ok, type Issue, type Result } from '../../shared/result.ts';
import { optionsAnswer, type OptionsValue } from '../answers/options.ts';
import {
	choiceOwn,
	firstOptions,
	optionsList,
	readChosen,
	renderedChoice,
	wordsOfItem,
	type ChoiceFields,
	type ChoiceRendering
} from './choice.ts';
import { MAX_ITEMS } from './items.ts';
import { readNumber } from './number.ts';
import type { QuestionKind } from './question-kind.ts';

interface MultipleChoiceFields extends ChoiceFields {
	/** So many options are chosen at least, when any is, and at most; null: open. */
	readonly least: number | null;
	readonly most: number | null;
}

/** Several of several options. */
export interface MultipleChoiceRendering extends ChoiceRendering {
	readonly control: 'multiple-choice';
	readonly least: number | null;
	readonly most: number | null;
}

const Count = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_ITEMS))), null);

/** A count of things as the editor's field has it: nothing is none. */
export function readCount(text: string): Result<number | null> {
	if (plain(text) === '') return ok(null);
	const found = readNumber(text);
	if (found === null) return fail(issue('not_number'));
	if (!Number.isInteger(found.value)) return fail(issue('too_precise', undefined, { max: 0 }));
	if (found.value < 1) return fail(issue('too_small', undefined, { min: 1 }));
	if (found.value > MAX_ITEMS) return fail(issue('too_large', undefined, { max: MAX_ITEMS }));
	return ok(found.value);
}

function issues({ least, most, options }: MultipleChoiceFields): Issue[] {
	const together = options.filter(({ exclusive }) => !exclusive).length;
	return [
		...(least !== null && most !== null && least > most ? [issue('wrong_way_round', ['most'])] : []),
		...(least !== null && least > together ? [issue('more_than_there_are', ['least'], { max: together })] : [])
	];
}

const column = (id: string) => ({
	name: `has.${id}`,
	cell: ({ options }: OptionsValue) => (options.includes(id) ? '1' : '0')
});

/** Several options of a list: one of them may ask for words, some may stand alone. */
export const multipleChoice: QuestionKind<
	'multiple-choice',
	typeof optionsAnswer,
	MultipleChoiceRendering,
	MultipleChoiceFields
> & { readonly metric: null } = {
	kind: 'multiple-choice',
	title: null,
	defaultId: 'choices',
	answer: optionsAnswer,
	metric: null,
	scale: null,
	labelNames: [],
	own: { ...choiceOwn, least: Count, most: Count },
	lists: [optionsList(['other', 'exclusive'])],
	settings: [
		{ field: 'least', control: 'number', read: readCount },
		{ field: 'most', control: 'number', read: readCount },
		{ field: 'random', control: 'check' }
	],
	issues,
	rendering: (question, read) => ({
		control: 'multiple-choice',
		...renderedChoice(question, read),
		least: question.least,
		most: question.most
	}),
	defaults: () => ({
		id: 'choices',
		kind: 'multiple-choice',
		text: { en: 'Which of these did you use?', 'zh-CN': '这次您用到了哪些？' },
		labels: {},
		required: false,
		options: firstOptions(),
		random: false,
		least: null,
		most: null
	}),
	read(raw, { options, least, most }) {
		const read = readChosen(raw, options);
		if (!read.ok) return read;
		const { options: chosen, other } = read.value;
		if (chosen.length === 0) return ok(undefined);
		const alone = options.some(({ id, exclusive }) => exclusive && chosen.includes(id));
		if (alone && chosen.length > 1) return fail(issue('not_together'));
		if (!alone && least !== null && chosen.length < least)
			return fail(issue('too_few_chosen', undefined, { min: least }));
		if (most !== null && chosen.length > most) return fail(issue('too_many_chosen', undefined, { max: most }));
		return ok({ options: chosen, ...(other !== undefined && { other }) });
	},
	counted: () => null,
	columns: ({ options }) => [
		{ name: '', cell: (value) => value.options.map((id) => wordsOfItem(options, id)).join('; ') },
		...options.map(({ id }) => column(id)),
		...(options.some(({ other }) => other) ? [{ name: 'other', cell: ({ other = '' }: OptionsValue) => other }] : [])
	]
};
