import { fail, issue, ok } from '../../shared/result.ts';
import { optionAnswer } from '../answers/option.ts';
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
import type { QuestionKind } from './question-kind.ts';

/** One of several options. */
export interface SingleChoiceRendering extends ChoiceRendering {
	readonly control: 'single-choice';
}

/** One option of a list, which may ask for words of one's own. */
export const singleChoice: QuestionKind<'single-choice', typeof optionAnswer, SingleChoiceRendering, ChoiceFields> & {
	readonly metric: null;
} = {
	kind: 'single-choice',
	title: null,
	defaultId: 'choice',
	answer: optionAnswer,
	metric: null,
	scale: null,
	labelNames: [],
	own: choiceOwn,
	lists: [optionsList(['other'])],
	settings: [{ field: 'random', control: 'check' }],
	rendering: (question, read) => ({ control: 'single-choice', ...renderedChoice(question, read) }),
	defaults: () => ({
		id: 'choice',
		kind: 'single-choice',
		text: { en: 'Which part cost you most effort?', 'zh-CN': '哪个环节最让您费劲？' },
		labels: {},
		required: false,
		options: firstOptions(),
		random: false
	}),
	read(raw, { options }) {
		const read = readChosen(raw, options);
		if (!read.ok) return read;
		const { options: chosen, other } = read.value;
		if (chosen.length > 1) return fail(issue('too_many_chosen', undefined, { max: 1 }));
		return ok(chosen.length === 0 ? undefined : { option: chosen[0]!, ...(other !== undefined && { other }) });
	},
	counted: () => null,
	columns: ({ options }) => [
		{ name: '', cell: ({ option }) => wordsOfItem(options, option) },
		{ name: 'id', cell: ({ option }) => option },
		...(options.some(({ other }) => other)
			? [{ name: 'other', cell: ({ other = '' }: { other?: string }) => other }]
			: [])
	]
};
