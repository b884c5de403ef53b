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

/** Each part of some numbers as text, by part and id. */
export type ResultsParts = ReadonlyMap<string, string>;

export function partsOf(results: ResultsContent): ResultsParts {
	const parts = new Map<string, string>();
	for (const part of whole) parts.set(part, JSON.stringify(results[part]));
	for (const part of perId)
		for (const [id, list] of Object.entries(results[part]))
			if (list.length > 0) parts.set(`${part}/${id}`, JSON.stringify(list));
	return parts;
}

const LARGEST = 2 ** 52;

/** A name of the content, window included: the same for the same numbers, whoever read them and when. */
export function versionOf(parts: ResultsParts): string {
	let sum = 0;
	// Added up, so that the order in which a database gives rows is no difference; two of them are exact as a number.
	for (const [key, text] of parts) sum = (sum + (textHash(`${key}=${text}`) % LARGEST)) % LARGEST;
	return sum.toString(36);
}

/** @returns null when nothing differs. @param results what `after` was made of */
export function changeBetween(
	before: ResultsParts,
	after: ResultsParts,
	results: ResultsContent
): ResultsChange | null {
	const change: Record<string, unknown> = {};
	for (const part of whole) if (before.get(part) !== after.get(part)) change[part] = results[part];
	const put = (key: string, text: string | undefined): void => {
		const slash = key.indexOf('/');
		if (slash < 0 || before.get(key) === text) return;
		const [part, id] = [key.slice(0, slash) as PerId, key.slice(slash + 1)];
		change[part] = { ...(change[part] as object), [id]: results[part][id] ?? [] };
	};
	for (const [key, text] of after) put(key, text);
	for (const key of before.keys()) if (!after.has(key)) put(key, undefined);
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
