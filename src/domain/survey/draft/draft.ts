import type { Quarantined, RawFields } from '../../shared/define-record.ts';
import * as v from 'valibot';
import { issue, ok, fail, type Result } from '../../shared/result.ts';
import { type Locale, locales, type LocalText } from '../../shared/locale.ts';
import { ordersBetween } from '../../shared/order.ts';
import { hasVisible } from '../../shared/visible.ts';
import { CONTENT_SCHEMA, publishIssues, QUESTION_ID, readContent, type SurveyContent } from '../content.ts';
import { kindOf, type Question, type QuestionKindName } from '../questions/all-questions.ts';
import { fieldsOfItem, flatLists, itemsOf, listsOf, readLists } from './draft-items.ts';
import { type FlatQuestion, type FlatSurvey, inLanguage, questionRecord } from './draft-records.ts';

/** A question of a draft. The items of its lists have places too (`itemsOf`). */
export type DraftQuestion = Question & { readonly order: string };

/**
 * What people are writing of a survey, at one moment, as plain readonly data. Texts are as they were typed, half of a word
 * and a space at the end included; a language in which nothing is written is left out. What did not change is the same
 * object in the next one.
 */
export interface SurveyDraft {
	readonly title: string;
	/** In order of preference. */
	readonly languages: readonly Locale[];
	/** In their order. */
	readonly questions: readonly DraftQuestion[];
	readonly thanks: LocalText;
	/** Stored questions that this program cannot read. They stay in the document as they are. */
	readonly quarantine: readonly Quarantined[];
}

/** The survey's own part of a draft. */
export type DraftHead = Pick<SurveyDraft, 'title' | 'languages' | 'thanks'>;

/** What a kind of question has beside what all have and beside lists; what cannot be read is as in a new one. */
function ownFields(kind: QuestionKindName, fields: RawFields): RawFields {
	const { own, defaults } = kindOf(kind);
	const blank = defaults() as unknown as RawFields;
	const lists = listsOf(kind);
	const whole = Object.entries(own).filter(([name]) => !lists.includes(name));
	return Object.fromEntries(
		whole.map(([name, schema]) => {
			const parsed = v.safeParse(schema as v.GenericSchema, fields[name]);
			return [name, parsed.success ? parsed.output : blank[name]];
		})
	);
}

const nested = new WeakMap<FlatQuestion, DraftQuestion>();

/** A stored question as it reads. */
export function questionOf(flat: FlatQuestion): DraftQuestion {
	const known = nested.get(flat);
	if (known) return known;
	const { id, kind, order, required } = flat;
	const labels = kindOf(kind).labelNames.map((name) => [name, localOf(flat, `labels.${name}`)]);
	// One of the union's arms by construction: kind and fields come from the same entry.
	const question = {
		...ownFields(kind, flat),
		...readLists(kind, flat),
		id,
		kind,
		order,
		required,
		text: localOf(flat, 'text'),
		labels: Object.fromEntries(labels)
	} as DraftQuestion;
	nested.set(flat, question);
	return question;
}

/** The same the other way round. */
export function flatQuestion(question: Question, order: string): FlatQuestion {
	const { id, kind, text, labels, required } = question;
	return {
		...ownFields(kind, question as unknown as RawFields),
		...flatLists(question),
		type: 'question',
		id,
		kind,
		order,
		required,
		...flatText('text', text),
		...Object.assign({}, ...Object.entries(labels).map(([name, label]) => writtenText(`labels.${name}`, label)))
	};
}

/** Every field that people can write of a question, as the document calls it. */
export const fieldsOfQuestion = (question: Question): string[] => {
	const { kind } = question;
	const { own, labelNames } = kindOf(kind);
	const lists = listsOf(kind);
	const texts = ['text', ...labelNames.map((name) => `labels.${name}`)];
	return [
		'required',
		...Object.keys(own).filter((name) => !lists.includes(name)),
		...lists.flatMap((list) => itemsOf(question, list).flatMap(({ id }) => fieldsOfItem(list, id))),
		...texts.flatMap((name) => locales.map((locale) => inLanguage(name, locale)))
	];
};

/** The survey's own part as it lies in the document. */
export const flatSurvey = ({ title, languages, thanks }: DraftHead): FlatSurvey => ({
	type: 'survey',
	id: '',
	title,
	languages: [...languages],
	...flatText('thanks', thanks)
});

/** The same as it reads; what cannot be read is as in a survey that nobody has written yet. */
export const headOf = ({ title, languages, ...fields }: RawFields): DraftHead => ({
	title: typeof title === 'string' ? title : '',
	languages: Array.isArray(languages) ? [...new Set(languages as Locale[])] : locales,
	thanks: localOf(fields, 'thanks')
});

const localOf = (fields: RawFields, name: string): LocalText =>
	Object.fromEntries(
		locales.flatMap((locale) => {
			const text = fields[inLanguage(name, locale)];
			return typeof text === 'string' && text !== '' ? [[locale, text]] : [];
		})
	);

const flatText = (name: string, text: LocalText): Record<string, string> =>
	Object.fromEntries(locales.map((locale) => [inLanguage(name, locale), text[locale] ?? '']));
const writtenText = (name: string, text: LocalText): Record<string, string> =>
	Object.fromEntries(Object.entries(flatText(name, text)).filter(([, written]) => written !== ''));

/** A draft of stored records. @param previous the draft before, whose list is used again where nothing changed */
export function assembleDraft(
	head: DraftHead,
	stored: Iterable<FlatQuestion>,
	quarantine: readonly Quarantined[],
	previous?: SurveyDraft
): SurveyDraft {
	const flat = [...stored];
	const good = flat.filter(({ id }) => QUESTION_ID.test(id)).sort(questionRecord.compare);
	const nameless = flat
		.filter(({ id }) => !QUESTION_ID.test(id))
		.map(({ type, id, ...raw }) => ({ type, id, issues: [issue('invalid', ['id'])], raw }));
	const questions = good.map(questionOf);
	const same =
		previous?.questions.length === questions.length && previous.questions.every((one, i) => one === questions[i]);
	return { ...head, questions: same ? previous.questions : questions, quarantine: [...quarantine, ...nameless] };
}

/** A draft that says what a content says. */
export function draftOf(title: string, { languages, questions, thanks }: SurveyContent): SurveyDraft {
	const ids = questions.map(({ id }) => id);
	const orders = ordersBetween(null, null, ids);
	return assembleDraft(
		headOf(flatSurvey({ title, languages, thanks })),
		questions.map((question, i) => flatQuestion(question, orders[i]!)),
		[]
	);
}

/**
 * What respondents would see of a draft: texts without space around them, and only where something can be seen. It has the
 * shape of a content; whether it keeps to its limits is `publishable`'s to say.
 */
export function contentOf(draft: SurveyDraft): SurveyContent {
	const content = tidied(draft);
	const read = readContent(content);
	return read.ok ? read.value : content;
}

const tidied = ({ languages, questions, thanks }: SurveyDraft): SurveyContent => ({
	schema: CONTENT_SCHEMA,
	languages,
	questions: questions.map(({ order: _order, ...question }) => ({
		...question,
		...Object.fromEntries(
			listsOf(question.kind).map((list) => [
				list,
				itemsOf(question, list).map(({ order: _place, ...item }) => ({ ...item, text: tidy(item.text) }))
			])
		),
		text: tidy(question.text),
		labels: Object.fromEntries(Object.entries(question.labels).map(([name, label]) => [name, tidy(label)]))
	})),
	thanks: tidy(thanks)
});

const tidy = (text: LocalText): LocalText =>
	Object.fromEntries(
		Object.entries(text).flatMap(([locale, written]) => {
			const trimmed = written.trim();
			return trimmed !== '' && hasVisible(trimmed) ? [[locale, trimmed]] : [];
		})
	);

/** The content to publish, or everything that stops the draft from being published. Paths lead into the content. */
export function publishable(draft: SurveyDraft): Result<SurveyContent> {
	if (draft.quarantine.length > 0) return fail(issue('content_too_new'));
	const content = readContent(contentOf(draft));
	if (!content.ok) return content;
	const issues = publishIssues(content.value);
	return issues.length > 0 ? fail(...issues) : ok(content.value);
}
