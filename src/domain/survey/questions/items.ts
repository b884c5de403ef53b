import * as v from 'valibot';
import type { LocalText } from '../../shared/locale.ts';
import { issue, type Issue } from '../../shared/result.ts';
import { LocalTextSchema } from '../local-text.ts';

/** Part of the name of a form field and of a column, and what answers hold; stable over versions, whatever it is called. */
export const ITEM_ID = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** Items that one list can have. */
export const MAX_ITEMS = 50;

/** One thing of a list with its text: an option, a row, something to be ranked. */
export interface Item {
	readonly id: string;
	readonly text: LocalText;
	/** Asks for words of one's own when it is chosen. */
	readonly other?: boolean;
	/** Nothing else is chosen beside it: "none of these". */
	readonly exclusive?: boolean;
}

/** What can be said of an item beside its text. */
export const itemFlags = ['other', 'exclusive'] as const;
export type ItemFlag = (typeof itemFlags)[number];

/** A list among the fields of a kind of question. */
export interface ItemList {
	/** The field that holds it. */
	readonly field: string;
	/** So few it has at least when it is published. */
	readonly min: number;
	/** What the kind heeds of its items. */
	readonly flags: readonly ItemFlag[];
}

/** Items as they are kept in a content. Whether there are enough, and that none is there twice, is said when it is published. */
export const ItemsSchema = v.pipe(
	v.array(
		v.strictObject({
			id: v.pipe(v.string(), v.regex(ITEM_ID)),
			text: LocalTextSchema,
			other: v.exactOptional(v.boolean()),
			exclusive: v.exactOptional(v.boolean())
		})
	),
	v.maxLength(MAX_ITEMS),
	v.check((items) => new Set(items.map(({ id }) => id)).size === items.length, 'duplicate_id')
) as v.GenericSchema<unknown, readonly Item[]>;

/** An item as one person reads it. */
export interface ShownItem {
	readonly id: string;
	readonly text: string;
	readonly other?: boolean;
	readonly exclusive?: boolean;
}

export const shownItems = (items: readonly Item[], read: (text: LocalText) => string): ShownItem[] =>
	items.map(({ text, ...item }) => ({ ...item, text: read(text) }));

/** What stops a list from being published: too few items, two that read the same, a second one of what there is once. */
export function listIssues({ field, min, flags }: ItemList, items: readonly Item[]): Issue[] {
	const few = items.length < min ? [issue('too_few_items', [field], { min })] : [];
	const same = items.flatMap((item, at) => {
		const earlier = items.slice(0, at);
		return Object.entries(item.text).flatMap(([locale, text]) =>
			earlier.some((other) => other.text[locale as keyof LocalText] === text)
				? [issue('same_item_twice', [field, at, 'text', locale])]
				: []
		);
	});
	const others = flags.includes('other') && items.filter(({ other }) => other).length > 1;
	return [...few, ...same, ...(others ? [issue('two_others', [field])] : [])];
}

/**
 * The items in an order that belongs to one response: the same whenever its page is shown, and in each language. What asks
 * for words of one's own and what excludes the others keep their places at the end.
 * @param seed the response's id and the question's
 */
export function shuffled<One extends ShownItem>(items: readonly One[], seed: string): One[] {
	const last = (item: One): boolean => item.other === true || item.exclusive === true;
	const mixed = items.filter((item) => !last(item));
	const next = generator(seed);
	for (let at = mixed.length - 1; at > 0; at--) {
		const other = Math.floor(next() * (at + 1));
		[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
	}
	return [...mixed, ...items.filter(last)];
}

/** Numbers in [0, 1) that a text decides: FNV-1a of it, then mulberry32. */
function generator(seed: string): () => number {
	let state = 2166136261;
	for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 16777619);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
