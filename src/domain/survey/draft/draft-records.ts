import * as v from 'valibot';
import { byId, order, type RecordDefinition, text } from '../../shared/define-record.ts';
import { defineSchema } from '../../shared/document-schema.ts';
import { type Locale, locales } from '../../shared/locale.ts';
import { byOrder } from '../../shared/order.ts';
import { endTexts, logicValues } from './draft-logic.ts';
import { kindOf, questionKindNames } from '../questions/all-questions.ts';

/**
 * A draft lies in its document flat: what is written in a language is a field of its own (`text.en`, `labels.low.zh-CN`),
 * so that two people who write two languages, or two ends of a scale, meet nowhere. What is asked and the thank-you are
 * long texts; the title and a question's labels are short and whole values. Whatever else a kind of question brings is a
 * whole value under its own name.
 */
export const inLanguage = (name: string, locale: Locale): string => `${name}.${locale}`;
const inEveryLanguage = (name: string): string[] => locales.map((locale) => inLanguage(name, locale));
const texts = (name: string) => Object.fromEntries(inEveryLanguage(name).map((field) => [field, text()]));

/** Fields of the survey itself. */
export const DraftFields = v.object({
	title: text(),
	languages: v.pipe(v.array(v.picklist(locales)), v.minLength(1)),
	...texts('thanks'),
	...Object.fromEntries(endTexts.map((field) => [field, text()])),
	...logicValues
});

/** Kept loose: the labels of a question, and what else it has, are its kind's to know. */
const QuestionFields = v.looseObject({
	kind: v.picklist(questionKindNames),
	order: order(),
	required: v.optional(v.boolean(), true),
	...texts('text')
});

/** The survey itself, as its draft holds it. */
export interface FlatSurvey extends Readonly<Record<string, unknown>> {
	readonly type: 'survey';
	readonly id: '';
}

/** A question as the draft holds it. */
export type FlatQuestion = Readonly<{ type: 'question'; id: string } & v.InferOutput<typeof QuestionFields>>;

export type FlatRecord = FlatSurvey | FlatQuestion;

export const surveyRecord: RecordDefinition<FlatSurvey, 'survey'> = {
	type: 'survey',
	collection: 'survey',
	single: true,
	fields: DraftFields,
	texts: inEveryLanguage('thanks'),
	titles: ['title', ...endTexts],
	versions: { Initial: 1 },
	migrations: [],
	blank: () => ({ type: 'survey', id: '', title: '', languages: [...locales] }),
	compare: byId
};

const labelNames = new Set(questionKindNames.flatMap((kind) => kindOf(kind).labelNames));

export const questionRecord: RecordDefinition<FlatQuestion, 'questions'> = {
	type: 'question',
	collection: 'questions',
	fields: QuestionFields,
	texts: inEveryLanguage('text'),
	titles: [...labelNames].flatMap((name) => inEveryLanguage(`labels.${name}`)),
	versions: { Initial: 1 },
	migrations: [],
	blank: (id, key) => ({ type: 'question', id, kind: 'comment', order: key, required: true }),
	compare: byOrder
};

/** One sequence for the survey itself, one for its questions. */
export const surveyDraftSchema = defineSchema([surveyRecord, questionRecord]);
