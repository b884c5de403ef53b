import { AppError } from '#server/platform/errors.ts';

/**
 * A page out of a list that was read whole (members, tokens …: hundreds at most). Its cursor is the id of the page's
 * last item.
 * @param limit none: all that follows the cursor
 * @throws AppError 400 `cursor` for an item that is not in the list, or not any more
 */
export function onePage<T>(
	items: readonly T[],
	{ limit, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
	idOf: (item: T) => string
): { readonly items: readonly T[]; readonly next: string | null } {
	const before = cursor === undefined ? -1 : items.findIndex((item) => idOf(item) === cursor);
	if (cursor !== undefined && before === -1) throw new AppError(400, 'cursor');
	const rest = items.slice(before + 1);
	const page = limit === undefined ? rest : rest.slice(0, limit);
	return { items: page, next: page.length < rest.length ? idOf(page.at(-1)!) : null };
}
