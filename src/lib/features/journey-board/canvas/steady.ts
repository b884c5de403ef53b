/**
 * A list whose elements the page shows in its order, but for one that must not be moved in the page: what has the
 * keyboard's focus, and what is typed in, would lose it. That one stays behind the same neighbour as before.
 * @param next the list as it should be; it is not changed
 * @param previous the list as it was shown last
 * @param id of the one that stays; null: none does
 */
export function steady<T extends { readonly id: string }>(
	next: readonly T[],
	previous: readonly { readonly id: string }[],
	id: string | null
): readonly T[] {
	const was = previous.findIndex((one) => one.id === id);
	const stays = next.find((one) => one.id === id);
	if (!stays || was < 0) return next;
	const others = next.filter((one) => one !== stays);
	let at = 0;
	for (let i = was - 1; i >= 0 && at === 0; i--) at = 1 + others.findIndex((one) => one.id === previous[i]!.id);
	return others.toSpliced(at, 0, stays);
}
