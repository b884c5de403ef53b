/** One of several parts of a whole that are shown side by side. */
export interface ShownPart {
	readonly id: string;
	readonly n: number;
	/** What it lies wholly in, by name: everything, a channel, a touchpoint. */
	readonly scopes: readonly string[];
}

/**
 * Which parts may be shown so that nothing tells what a few said: a part has enough answers itself, and where the number
 * of a whole can be seen as well, what the shown parts leave of it is nothing or enough. Where it is a few, the smallest
 * part is hidden with them.
 * @param wholes answers of each scope
 */
export function shownParts(
	parts: readonly ShownPart[],
	wholes: ReadonlyMap<string, number>,
	minN: number
): ReadonlySet<string> {
	const shown = new Map(parts.filter(({ n }) => n > 0 && n >= minN).map((part) => [part.id, part]));
	const smallest = (scope: string): ShownPart | undefined =>
		[...shown.values()]
			.filter(({ scopes }) => scopes.includes(scope))
			.sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1))[0];
	const rest = new Map(wholes);
	for (const { n, scopes } of shown.values()) for (const scope of scopes) rest.set(scope, (rest.get(scope) ?? 0) - n);
	// What one scope hides only adds to what the others leave, so that one that was looked at stays as it is or grows.
	for (const scope of wholes.keys()) {
		while (rest.get(scope)! > 0 && rest.get(scope)! < minN) {
			const hidden = smallest(scope);
			if (hidden === undefined) break;
			shown.delete(hidden.id);
			for (const one of hidden.scopes) rest.set(one, (rest.get(one) ?? 0) + hidden.n);
		}
	}
	return new Set(shown.keys());
}
