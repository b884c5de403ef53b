import * as v from 'valibot';
import { byId, order, type RecordDefinition, text } from '../../shared/define-record.ts';
import { defineSchema } from '../../shared/document-schema.ts';
import { isLocale, type Locale, locales } from '../../shared/locale.ts';
import { byOrder } from '../../shared/order.ts';
import { kindOf, questionKindNames } from '../questions/all-questions.ts';

/**
 * A draft lies in its document flat: what is written in a language is a field of its own (`text.en`, `labels.low.zh-CN`),
 * so that two people who write two languages, or two ends of a scale, meet nowhere. What is asked and the thank-you are
 * long texts; the title and a question's labels are short and whole values. Whatever else a kind of question brings is a
 * whole value under its own name.
 *
 * A list of things with texts – options, rows – lies item by item in its question: `options.x7.order` is its place, a
 * fractional index, `options.x7.en` its text, `options.x7.other` what else is said of it. So people who write two options,
 * or two languages of one, meet nowhere; what two write in one text at the same moment is a title's (`mergeTitles`); two who
 * move items have moved both. An item is there as long as it has a place: whoever deletes one takes all of its fields, and
 * what somebody else was writing in it meanwhile is no item. Everything of a question goes and comes with it, its list too.
 */
export const inLanguage = (name: string, locale: Locale): string => `${name}.${locale}`;
const inEveryLanguage = (name: string): string[] => locales.map((locale) => inLanguage(name, locale));
const texts = (name: string) => Object.fromEntries(inEveryLanguage(name).map((field) => [field, text()]));

/** Fields of the survey itself. */
export const DraftFields = v.object({
	title: text(),
	languages: v.pipe(v.array(v.picklist(locales)), v.minLength(1)),
	...texts('thanks')
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
	titles: ['title'],
	versions: { Initial: 1 },
	migrations: [],
	blank: () => ({ type: 'survey', id: '', title: '', languages: [...locales] }),
	compare: byId
};

const labelNames = new Set(questionKindNames.flatMap((kind) => kindOf(kind).labelNames));
const lists = new Set(questionKindNames.flatMap((kind) => (kindOf(kind).lists ?? []).map(({ field }) => field)));

/** A field of an item: of which list, of which item, which one; null for any other field. */
export function itemField(
	name: string
): { readonly list: string; readonly item: string; readonly field: string } | null {
	const [list = '', item, field, ...rest] = name.split('.');
	return item === undefined || field === undefined || rest.length > 0 || !lists.has(list)
		? null
		: { list, item, field };
}

const isItemText = (name: string): boolean => isLocale(itemField(name)?.field);

export const questionRecord: RecordDefinition<FlatQuestion, 'questions'> = {
	type: 'question',
	collection: 'questions',
	fields: QuestionFields,
	texts: inEveryLanguage('text'),
	titles: [...labelNames].flatMap((name) => inEveryLanguage(`labels.${name}`)),
	isTitle: isItemText,
	versions: { Initial: 1, Lists: 2 },
	// Nothing of an older draft becomes another: what it asks has no lists. But a page that knows none of them has to reload.
	migrations: [{ to: 'Lists', up: (fields) => fields }],
	blank: (id, key) => ({ type: 'question', id, kind: 'comment', order: key, required: true }),
	compare: byOrder
};

/** One sequence for the survey itself, one for its questions. */
export const surveyDraftSchema = defineSchema([surveyRecord, questionRecord]);
