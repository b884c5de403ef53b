import * as v from 'valibot';
import { localText, type LocalText } from '../../shared/locale.ts';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { isParts, part } from '../answers/form-parts.ts';
import { readComment } from './comment.ts';
import { ItemsSchema, shownItems, type Item, type ItemList, type ShownItem } from './items.ts';

/** Letters that the words beside "other" may have. */
export const OTHER_LENGTH = 400;

/** What questions with options have of their own. */
export interface ChoiceFields {
	readonly options: readonly Item[];
	/** Each response has the options in another order. */
	readonly random: boolean;
}

export interface ChoiceRendering {
	readonly options: readonly ShownItem[];
	readonly random: boolean;
}

export const choiceOwn = { options: ItemsSchema, random: v.optional(v.boolean(), false) };

export const renderedChoice = (
	{ options, random }: ChoiceFields,
	read: (text: LocalText) => string
): ChoiceRendering => ({ options: shownItems(options, read), random });

export const optionsList = (flags: ItemList['flags']): ItemList => ({ field: 'options', min: 2, flags });

export const firstOptions = (): Item[] => [
	{ id: 'option-1', text: { en: 'First option', 'zh-CN': '选项一' } },
	{ id: 'option-2', text: { en: 'Second option', 'zh-CN': '选项二' } },
	{ id: 'option-3', text: { en: 'Third option', 'zh-CN': '选项三' } }
];

/** What was chosen, as ids in the order of the list, and what was written beside it. */
export interface Chosen {
	readonly options: readonly string[];
	readonly other?: string;
}

/**
 * Reads chosen options: ids as JSON has them (one, a list, an object with `option` or `options` and `other`), or the fields
 * of a form: the ids, and `other` for the words. Words for an option that is not chosen choose it: on a page without script
 * somebody who writes beside "other" may well not tick it too.
 * @returns nothing chosen: an empty list; refusals `not_an_option`, `other_missing`, `too_long`
 */
export function readChosen(raw: unknown, options: readonly Item[]): Result<Chosen> {
	const parts = isParts(raw) ? raw : null;
	const given = parts === null ? raw : (part(parts, '') ?? part(parts, 'options') ?? part(parts, 'option'));
	const ids = (Array.isArray(given) ? (given as unknown[]) : [given]).filter(
		(id) => id !== undefined && id !== null && id !== ''
	);
	if (ids.some((id) => !options.some((option) => option.id === id))) return fail(issue('not_an_option'));
	if (parts !== null && Object.keys(parts).some((name) => !['', 'option', 'options', 'other'].includes(name)))
		return fail(issue('not_an_option'));
	const words = parts === null ? ok(undefined) : readComment(part(parts, 'other'));
	if (!words.ok) return words;
	const other = options.find((option) => option.other);
	const text = words.value;
	if (text !== undefined && text.length > OTHER_LENGTH)
		return fail(issue('too_long', undefined, { max: OTHER_LENGTH, length: text.length }));
	const wrote = text !== undefined && other !== undefined && (ids.length === 0 || ids.includes(other.id));
	const chosen = options.filter(({ id }) => ids.includes(id) || (wrote && id === other.id)).map(({ id }) => id);
	if (other !== undefined && chosen.includes(other.id) && text === undefined) return fail(issue('other_missing'));
	return ok({ options: chosen, ...(wrote && { other: text }) });
}

/** The words of an option, in the language that a file has of the words of surveys; an id that the list lacks as it is. */
export function wordsOfItem(items: readonly Item[], id: string): string {
	const item = items.find((one) => one.id === id);
	return item === undefined ? id : localText(item.text, 'en') || id;
}
