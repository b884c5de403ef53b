/** Pieces that a title consists of: words of letters, single characters of scripts without spaces, what stands between. */
const PIECES =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+|\s+|[^\p{L}\p{N}\s]+/gu;

interface Edit {
	/** Pieces from `at` up to `end` are replaced. */
	readonly at: number;
	readonly end: number;
	readonly by: readonly string[];
}

const piecesOf = (title: string): readonly string[] => title.match(PIECES) ?? [];

function editBetween(before: readonly string[], after: readonly string[]): Edit {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	let end = 0;
	while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	return { at: start, end: before.length - end, by: after.slice(start, after.length - end) };
}

/**
 * One title out of two that began with the same: what each changed, where they changed different words. Two names never
 * become a mix of both: null where they changed the same place, or where nothing of one was left.
 * @param seen what both began with
 */
export function mergeTitles(seen: string, mine: string, theirs: string): string | null {
	if (mine === theirs || theirs === seen) return mine;
	if (mine === seen) return theirs;
	if (mine.trim() === '' || theirs.trim() === '') return null;
	const pieces = piecesOf(seen);
	const edits = [editBetween(pieces, piecesOf(mine)), editBetween(pieces, piecesOf(theirs))] as const;
	const [first, second] =
		edits[0].at < edits[1].at || (edits[0].at === edits[1].at && edits[0].end < edits[1].end)
			? edits
			: [edits[1], edits[0]];
	const isSamePlace = first.at === second.at && first.end === second.end;
	if (isSamePlace || first.end > second.at) return null;
	const merged = [
		...pieces.slice(0, first.at),
		...first.by,
		...pieces.slice(first.end, second.at),
		...second.by,
		...pieces.slice(second.end)
	].join('');
	return merged.replace(/\s+/g, ' ').trim();
}
