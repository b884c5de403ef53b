import { canonical } from '../../shared/canonical.ts';
import type { RawFields } from '../../shared/define-record.ts';
import type { Locale } from '../../shared/locale.ts';
import { ordersBetween, place } from '../../shared/order.ts';
import type { SurveyContent } from '../content.ts';
import { kindOf, type Question, type QuestionKindName } from '../questions/all-questions.ts';
import { type Item, type ItemFlag, MAX_ITEMS } from '../questions/items.ts';
import { type DraftQuestion, fieldsOfQuestion, flatQuestion, flatSurvey, type SurveyDraft } from './draft.ts';
import { fieldsOfItem, flatLists, itemsOf, nameOfItemField, withPlacesOf } from './draft-items.ts';
import { type FlatQuestion, inLanguage } from './draft-records.ts';

/** Texts that a writer started from: when the draft has moved on since, both edits merge. */
type Seen = Readonly<Record<string, string>>;

/** What somebody wants done to a draft, as typed data. The document applies a list of them in one transaction. */
export type DraftChange =
	| { readonly op: 'put'; readonly record: FlatQuestion }
	| { readonly op: 'patch'; readonly id: string; readonly fields: RawFields; readonly seen?: Seen }
	| { readonly op: 'delete'; readonly id: string }
	| { readonly op: 'survey'; readonly fields: RawFields; readonly seen?: Seen };

/** An item of one of a question's lists. */
export interface ItemPlace {
	readonly list: string;
	readonly id: string;
}

/** Which text of a draft: a question's own, one of its labels, that of an item, or the thank-you. */
export type TextPlace = { readonly question: string; readonly label?: string; readonly item?: ItemPlace } | 'thanks';

/** Where a text lies: a record (the survey itself has no id) and its field. */
export interface Field {
	readonly id: string;
	readonly field: string;
}

export function fieldAt(at: TextPlace, locale: Locale): Field {
	if (at === 'thanks') return { id: '', field: inLanguage('thanks', locale) };
	if (at.item) return { id: at.question, field: nameOfItemField(at.item.list, at.item.id, locale) };
	return { id: at.question, field: inLanguage(at.label === undefined ? 'text' : `labels.${at.label}`, locale) };
}

/** What stands there; empty when nothing does. */
export function textAt(draft: Pick<SurveyDraft, 'questions' | 'thanks'>, at: TextPlace, locale: Locale): string {
	if (at === 'thanks') return draft.thanks[locale] ?? '';
	const question = draft.questions.find(({ id }) => id === at.question);
	const item = at.item && question && itemsOf(question, at.item.list).find(({ id }) => id === at.item!.id);
	const text = at.item ? item?.text : at.label === undefined ? question?.text : question?.labels[at.label];
	return text?.[locale] ?? '';
}

/** A short text of a draft, where `fieldAt` says it lies; empty when there is none. */
export function shortTextAt(draft: SurveyDraft, { id, field }: Field): string {
	const question = draft.questions.find((one) => one.id === id);
	const flat = id === '' ? flatSurvey(draft) : question && flatQuestion(question, question.order);
	const text = flat?.[field];
	return typeof text === 'string' ? text : '';
}

/** @param seen what the writer started from */
export const writeText = (at: TextPlace, locale: Locale, text: string, seen: string): DraftChange =>
	writeField(fieldAt(at, locale), text, seen);

/** @param seen what the writer started from */
export function writeField({ id, field }: Field, text: string, seen: string): DraftChange {
	const written = { fields: { [field]: text }, seen: { [field]: seen } };
	return id === '' ? { op: 'survey', ...written } : { op: 'patch', id, ...written };
}

export const writeTitle = (title: string, seen: string): DraftChange =>
	writeField({ id: '', field: 'title' }, title, seen);

/** Puts a question at this place among the others, from 0; nothing to do when it is there. */
export function moveQuestion({ questions }: SurveyDraft, id: string, index: number): DraftChange[] {
	if (questions.findIndex((question) => question.id === id) === index) return [];
	const others = questions.filter((question) => question.id !== id);
	if (others.length === questions.length) return [];
	const { orders, repairs } = place(others, index, [id]);
	return [{ id, order: orders[0]! }, ...repairs].map((moved) => ({
		op: 'patch',
		id: moved.id,
		fields: { order: moved.order }
	}));
}

/**
 * A new question of a kind, as the last. It goes by its kind's own id while that is free; two people who add the same kind
 * at the same moment have added one question.
 * @param taken ids that other versions of the survey have, whose answers are none of this question's
 */
export function addQuestion(
	{ questions }: SurveyDraft,
	kind: QuestionKindName,
	taken: readonly string[] = []
): { readonly id: string; readonly change: DraftChange } {
	const used = new Set([...questions.map((question) => question.id), ...taken]);
	const { defaults, defaultId } = kindOf(kind);
	let id = defaultId;
	for (let n = 2; used.has(id); n++) id = `${defaultId}-${n}`;
	const order = ordersBetween(questions.at(-1)?.order ?? null, null, [id])[0]!;
	return { id, change: { op: 'put', record: flatQuestion({ ...(defaults() as Question), id }, order) } };
}

export const deleteQuestion = (id: string): DraftChange => ({ op: 'delete', id });

/** Gives a field that is no text a value: what its kind has of its own, or whether an answer is needed. */
export const setField = (id: string, field: string, value: boolean | number | string | null): DraftChange => ({
	op: 'patch',
	id,
	fields: { [field]: value }
});

/**
 * Has the draft a place for what somebody writes in a field? None when its question was deleted meanwhile, or is of another
 * kind now that has no such field: the document leaves a patch of it out.
 * @param at `fieldAt` of a text, or a question and a field of its kind; the survey itself has no id
 */
export function hasPlace({ questions }: SurveyDraft, { id, field }: Field): boolean {
	if (id === '') return true;
	const question = questions.find((one) => one.id === id);
	return question !== undefined && fieldsOfQuestion(question).includes(field);
}

/**
 * A new item at the end of a list. Before what asks for words of one's own and what excludes the others, which stand last.
 * @param id made of dice: two people who add one at the same moment have added two
 * @param text what it says at first
 * @returns nothing when the question has gone, or the list is full
 */
export function addItem(
	{ questions }: SurveyDraft,
	question: string,
	list: string,
	id: string,
	{ text = {}, ...flags }: Partial<Omit<Item, 'id'>> = {}
): DraftChange[] {
	const there = questions.find((one) => one.id === question);
	const items = there ? itemsOf(there, list) : [];
	if (!there || items.length >= MAX_ITEMS || items.some((item) => item.id === id)) return [];
	const isLast = flags.other === true || flags.exclusive === true;
	const before = items.findIndex((item) => item.other === true || item.exclusive === true);
	const { orders, repairs } = place(items, isLast || before < 0 ? items.length : before, [id]);
	const texts = Object.entries(text).map(([locale, words]) => [nameOfItemField(list, id, locale as Locale), words]);
	const said = Object.entries(flags).map(([flag, is]) => [
		nameOfItemField(list, id, flag as ItemFlag),
		is || undefined
	]);
	return [
		{
			op: 'patch',
			id: question,
			fields: {
				...Object.fromEntries(texts),
				...Object.fromEntries(said),
				...placesOf(list, [{ id, order: orders[0]! }, ...repairs])
			}
		}
	];
}

/** Takes an item with everything that is said of it. */
export const deleteItem = (question: string, { list, id }: ItemPlace): DraftChange => ({
	op: 'patch',
	id: question,
	fields: Object.fromEntries(fieldsOfItem(list, id).map((field) => [field, undefined]))
});

/** Puts an item at this place of its list, from 0; nothing to do when it is there. */
export function moveItem(
	{ questions }: SurveyDraft,
	question: string,
	{ list, id }: ItemPlace,
	index: number
): DraftChange[] {
	const there = questions.find((one) => one.id === question);
	const items = there ? itemsOf(there, list) : [];
	if (items.findIndex((item) => item.id === id) === index) return [];
	const others = items.filter((item) => item.id !== id);
	if (others.length === items.length) return [];
	const { orders, repairs } = place(others, index, [id]);
	return [{ op: 'patch', id: question, fields: placesOf(list, [{ id, order: orders[0]! }, ...repairs]) }];
}

/** Says something of an item, or takes it back. */
export const setItemFlag = (question: string, { list, id }: ItemPlace, flag: ItemFlag, is: boolean): DraftChange => ({
	op: 'patch',
	id: question,
	fields: { [nameOfItemField(list, id, flag)]: is ? true : undefined }
});

const placesOf = (list: string, placed: readonly { readonly id: string; readonly order: string }[]): RawFields =>
	Object.fromEntries(placed.map(({ id, order }) => [nameOfItemField(list, id, 'order'), order]));

/** What makes a draft say what a content says; nothing where it does. Its title is left alone. */
export function changesTo(draft: SurveyDraft, content: SurveyContent): DraftChange[] {
	const ids = content.questions.map(({ id }) => id);
	const before = new Map(draft.questions.map((question) => [question.id, question]));
	const inPlace = ids.join() === draft.questions.map(({ id }) => id).join();
	const orders = inPlace ? draft.questions.map(({ order }) => order) : ordersBetween(null, null, ids);
	const { title } = draft;
	const head = changed(flatSurvey(draft), flatSurvey({ title, ...content }));
	return [
		...(head ? [{ op: 'survey' as const, fields: head }] : []),
		...draft.questions.filter(({ id }) => !ids.includes(id)).map(({ id }) => ({ op: 'delete' as const, id })),
		...content.questions.flatMap((question, i) => questionChanges(before.get(question.id), question, orders[i]!))
	];
}

function questionChanges(
	before: DraftQuestion | undefined,
	question: SurveyContent['questions'][number],
	order: string
): DraftChange[] {
	const placed = withPlacesOf(before, question);
	const record = flatQuestion(placed, order);
	// Another kind has other fields: none of the old one's may stay.
	if (before?.kind !== record.kind) return [{ op: 'put', record }];
	const fields = changed(
		{ ...flatQuestion(before, before.order), ...flatLists(before, true) },
		{ ...record, ...flatLists(placed, true) }
	);
	return fields ? [{ op: 'patch', id: record.id, fields }] : [];
}

/** Fields of `after` that are others before; a field that it lacks goes. */
function changed(before: RawFields, after: RawFields): RawFields | null {
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	const other = names.filter((name) => canonical(before[name] ?? null) !== canonical(after[name] ?? null));
	return other.length === 0 ? null : Object.fromEntries(other.map((name) => [name, after[name]]));
}
