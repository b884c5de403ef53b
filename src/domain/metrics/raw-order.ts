import type { League, Ranked } from './league.ts';

/** Why the order of the raw values would be wrong, by an example of these very places. */
export type RawOrder =
	/** The first has too few answers to be ranked, as `few` of the first `of` have. */
	| { readonly kind: 'few'; readonly first: Ranked; readonly of: number; readonly few: number }
	/** The first would not be first if each counted by what its answers can tell. */
	| { readonly kind: 'moved'; readonly first: Ranked }
	/** These two stand the other way round: `before` only by chance, with fewer answers. */
	| { readonly kind: 'swapped'; readonly before: Ranked; readonly behind: Ranked }
	/** No two differ by more than chance: any order of them would be wrong. */
	| { readonly kind: 'chance' }
	/** Both orders are the same. */
	| { readonly kind: 'same' };

/** Of so many that would stand on top. */
const TOP = 5;

/** What the raw order would say that is not so; null where nobody is ranked. */
export function rawOrder({ places, tau2, direction }: League): RawOrder | null {
	const ranked = places.filter(({ rank }) => rank !== null);
	if (ranked.length < 2) return null;
	if (tau2 === 0) return { kind: 'chance' };
	const sign = direction === 'high' ? -1 : 1;
	const raw = places.toSorted((a, b) => sign * (a.value - b.value) || b.n - a.n || (a.id < b.id ? -1 : 1));
	const first = raw[0]!;
	const top = raw.slice(0, TOP);
	if (first.rank === null)
		return { kind: 'few', first, of: top.length, few: top.filter(({ rank }) => rank === null).length };
	if (first.rank > 1) return { kind: 'moved', first };
	const rest = raw.filter(({ rank }) => rank !== null);
	for (const [at, before] of rest.entries()) {
		const behind = rest[at + 1];
		if (behind && before.value !== behind.value && before.rank! > behind.rank!)
			return { kind: 'swapped', before, behind };
	}
	return { kind: 'same' };
}
