import type * as Y from 'yjs';

/** One replacement: `remove` UTF-16 units at `at`, then `insert`. */
interface Splice {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

/**
 * Brings a shared text to what a person wants, by the smallest splice, so that what others type elsewhere stays.
 * @param seen the text the person started from; when the shared text has moved on since, their edit is carried over
 *   to it instead of undoing the others'.
 */
export function patchText(text: Y.Text, wanted: string, seen?: string): void {
	const current = text.toString();
	const mine = spliceBetween(seen ?? current, wanted);
	if (mine === null) return;
	const here = seen === undefined || seen === current ? mine : carryOver(mine, spliceBetween(seen, current)!);
	if (here.remove > 0) text.delete(here.at, here.remove);
	if (here.insert !== '') text.insert(here.at, here.insert);
}

/** The smallest single splice from one text to another, never through the middle of a character; null when equal. */
export function spliceBetween(before: string, after: string): Splice | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	if (start > 0 && splitsPair(before, start, after)) start--;
	let end = 0;
	while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	if (end > 0 && (startsLow(before, before.length - end) || startsLow(after, after.length - end))) end--;
	return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
}

/** `mine` (made on the text before `theirs`) as a splice on the text after it. Where both removed, it is removed once. */
function carryOver(mine: Splice, theirs: Splice): Splice {
	const shift = theirs.insert.length - theirs.remove;
	const theirEnd = theirs.at + theirs.remove;
	const moved = (point: number, side: 'start' | 'end'): number => {
		// What they inserted right at my edge is not mine to remove.
		if (point < theirs.at || (point === theirs.at && (side === 'end' || theirs.remove > 0))) return point;
		if (point >= theirEnd) return point + shift;
		return side === 'start' ? theirs.at + theirs.insert.length : theirs.at;
	};
	const at = moved(mine.at, 'start');
	return { at, remove: Math.max(0, moved(mine.at + mine.remove, 'end') - at), insert: mine.insert };
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const splitsPair = (a: string, at: number, b: string): boolean =>
	isHigh(a.charCodeAt(at - 1)) && (isLow(a.charCodeAt(at)) || isLow(b.charCodeAt(at)));
const startsLow = (s: string, at: number): boolean => isLow(s.charCodeAt(at)) && at > 0 && isHigh(s.charCodeAt(at - 1));
