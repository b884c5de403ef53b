import { textHash } from '../shared/text-hash.ts';
import type { JourneyResults } from './results.ts';

/** The numbers of a map without the name of their content. */
export type ResultsContent = Omit<JourneyResults, 'version'>;

/** Parts that hold a list per id; an empty list is the same as none. */
const perId = ['touchpoints', 'scenes', 'numbers', 'outside'] as const;
/** Parts that are replaced as a whole. */
const whole = ['window', 'journey', 'answered', 'metrics', 'recounting'] as const;

type PerId = (typeof perId)[number];
type Whole = (typeof whole)[number];

/**
 * What is new in the numbers of a map: every list that is named takes the place of the one before,
 * an empty one means that there is none any more. Nothing is added up by whoever takes it, so it may be taken twice.
 */
export type ResultsChange = { readonly [Part in PerId]?: JourneyResults[Part] } & {
	readonly [Part in Whole]?: JourneyResults[Part];
};

/** A list as text; an empty one and none are the same. */
const textOf = (list: readonly unknown[] | undefined): string | undefined =>
	list === undefined || list.length === 0 ? undefined : JSON.stringify(list);

const listIn = (of: Readonly<Record<string, readonly unknown[]>>, id: string): readonly unknown[] | undefined =>
	Object.hasOwn(of, id) ? of[id] : undefined;

const LARGEST = 2 ** 52;

/** What one part or list adds to the version. */
const weight = (key: string, text: string | undefined): number =>
	text === undefined ? 0 : textHash(`${key}=${text}`) % LARGEST;
// Added up, so that the order in which a database gives rows is no difference; two of them are exact as a number.
const plus = (sum: number, one: number): number => (sum + one) % LARGEST;
const minus = (sum: number, one: number): number => (sum - one + LARGEST) % LARGEST;

/** A name of the content, window included: the same for the same numbers, whoever read them and when. */
export function versionOf(results: ResultsContent): string {
	let sum = 0;
	for (const part of whole) sum = plus(sum, weight(part, JSON.stringify(results[part])));
	for (const part of perId)
		for (const [id, list] of Object.entries(results[part])) sum = plus(sum, weight(`${part}/${id}`, textOf(list)));
	return sum.toString(36);
}

/** The version after a change, for no more than what the change names. @param version of `before` */
export function versionAfter(version: string, before: ResultsContent, change: ResultsChange): string {
	let sum = parseInt(version, 36);
	for (const part of whole)
		if (part in change) {
			sum = minus(sum, weight(part, JSON.stringify(before[part])));
			sum = plus(sum, weight(part, JSON.stringify(change[part])));
		}
	for (const part of perId)
		for (const [id, list] of Object.entries(change[part] ?? {})) {
			sum = minus(sum, weight(`${part}/${id}`, textOf(listIn(before[part], id))));
			sum = plus(sum, weight(`${part}/${id}`, textOf(list)));
		}
	return sum.toString(36);
}

/** What differs; what is the very same object in both is not looked into. @returns null when nothing does */
export function changeBetween(before: ResultsContent, after: ResultsContent): ResultsChange | null {
	const change: Record<string, unknown> = {};
	for (const part of whole)
		if (before[part] !== after[part] && JSON.stringify(before[part]) !== JSON.stringify(after[part]))
			change[part] = after[part];
	for (const part of perId) {
		const [old, fresh] = [before[part], after[part]];
		if (old === fresh) continue;
		const lists: [id: string, list: readonly unknown[]][] = [];
		for (const [id, list] of Object.entries(fresh)) {
			const was = listIn(old, id);
			if (was !== list && textOf(was) !== textOf(list)) lists.push([id, list]);
		}
		for (const [id, was] of Object.entries(old)) if (was.length > 0 && !Object.hasOwn(fresh, id)) lists.push([id, []]);
		if (lists.length > 0) change[part] = Object.fromEntries(lists);
	}
	return Object.keys(change).length === 0 ? null : change;
}

/** The numbers after a change; those that it does not name stay the very same objects. */
export function withChange<T extends Partial<ResultsContent>>(results: T, change: ResultsChange): T {
	const after: Record<string, unknown> = { ...results };
	for (const part of whole) if (part in change) after[part] = change[part];
	for (const part of perId) {
		const lists = change[part];
		if (lists === undefined) continue;
		const kept: Record<string, readonly unknown[]> = { ...results[part] };
		for (const [id, list] of Object.entries(lists)) {
			if (list.length > 0) kept[id] = list;
			else delete kept[id];
		}
		after[part] = kept;
	}
	return after as T;
}
