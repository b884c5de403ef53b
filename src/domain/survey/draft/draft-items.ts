import type { RawFields } from '../../shared/define-record.ts';
import { type Locale, locales, type LocalText } from '../../shared/locale.ts';
import { byOrder, isOrderKey, ordersBetween } from '../../shared/order.ts';
import { kindOf, type Question, type QuestionKindName } from '../questions/all-questions.ts';
import { type Item, ITEM_ID, type ItemFlag, itemFlags } from '../questions/items.ts';
import { itemField } from './draft-records.ts';

/** An item of a list as the draft has it. */
export type DraftItem = Item & { readonly order: string };

/** The lists that questions of a kind have. */
export const listsOf = (kind: QuestionKindName): readonly string[] =>
	(kindOf(kind).lists ?? []).map(({ field }) => field);

/** The items of one of a question's lists, in their order. @param list a field that its kind names in `lists` */
export const itemsOf = <One extends Item = DraftItem>(question: Question, list: string): readonly One[] =>
	((question as unknown as RawFields)[list] ?? []) as readonly One[];

/** What the document calls a field of an item. */
export const nameOfItemField = (list: string, item: string, field: Locale | ItemFlag | 'order'): string =>
	`${list}.${item}.${field}`;

/** Every field that an item can have, as the document calls it. */
export const fieldsOfItem = (list: string, item: string): string[] =>
	(['order', ...locales, ...itemFlags] as const).map((field) => nameOfItemField(list, item, field));

/** The lists of a stored question. What has no place is no item; what cannot be read of one is left out. */
export function readLists(kind: QuestionKindName, fields: RawFields): Record<string, DraftItem[]> {
	const lists = Object.fromEntries(listsOf(kind).map((list): [string, DraftItem[]] => [list, []]));
	for (const [name, order] of Object.entries(fields)) {
		const at = itemField(name);
		if (at?.field !== 'order' || typeof order !== 'string' || !isOrderKey(order) || !ITEM_ID.test(at.item)) continue;
		const of = (field: Locale | ItemFlag): unknown => fields[nameOfItemField(at.list, at.item, field)];
		const text: LocalText = Object.fromEntries(
			locales.flatMap((locale) => {
				const written = of(locale);
				return typeof written === 'string' && written !== '' ? [[locale, written]] : [];
			})
		);
		const flags = itemFlags.flatMap((flag) => (of(flag) === true ? [[flag, true]] : []));
		lists[at.list]?.push({ id: at.item, text, ...Object.fromEntries(flags), order });
	}
	for (const list of Object.values(lists)) list.sort(byOrder);
	return lists;
}

/**
 * The same as it lies in the document. Items of a content, which have no place yet, are given one.
 * @param whole what is not said of an item is there too: an item that comes back may find what was said after it went
 */
export function flatLists(question: Question, whole = false): RawFields {
	const flat: Record<string, unknown> = {};
	for (const list of listsOf(question.kind)) {
		const items = itemsOf<Item & { order?: string }>(question, list);
		const orders = ordersBetween(
			null,
			null,
			items.map(({ id }) => id)
		);
		const placed = items.every(({ order }) => order !== undefined);
		items.forEach((item, at) => {
			flat[nameOfItemField(list, item.id, 'order')] = placed ? item.order : orders[at];
			for (const locale of locales) flat[nameOfItemField(list, item.id, locale)] = item.text[locale] ?? '';
			for (const flag of itemFlags)
				if (whole || item[flag]) flat[nameOfItemField(list, item.id, flag)] = item[flag] === true;
		});
	}
	return flat;
}

/** A question of a content with the places that its items have in a draft, where they stand in the same order there. */
export function withPlacesOf(before: Question | undefined, question: Question): Question {
	if (before?.kind !== question.kind) return question;
	const lists = listsOf(question.kind).map((list) => {
		const [old, now] = [itemsOf(before, list), itemsOf<Item>(question, list)];
		const places = new Map(old.map(({ id, order }) => [id, order]));
		const isSame = old.map(({ id }) => id).join() === now.map(({ id }) => id).join();
		return [list, isSame ? now.map((item) => ({ ...item, order: places.get(item.id)! })) : now] as const;
	});
	return { ...question, ...Object.fromEntries(lists) } as Question;
}
