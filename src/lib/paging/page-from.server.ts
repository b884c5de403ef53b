import { redirect } from '@sveltejs/kit';
import type { Issue } from '#domain/shared/result.ts';

/**
 * A page's part of a list from where its address says. A cursor that the list does not know (any more) leads to the
 * list's beginning: a link somebody kept is no error.
 * @param read asks the list; it refuses such a cursor as 400 `cursor`, or with an issue at `cursor`
 * @throws Redirect 303 to the same address without its cursor; whatever else `read` throws
 */
export async function pageFrom<T>(url: URL, read: (from: { readonly cursor?: string }) => Promise<T>): Promise<T> {
	const cursor = url.searchParams.get('cursor') || null;
	if (cursor === null) return read({});
	return read({ cursor }).catch((refused: unknown) => {
		if (!isAbout(refused)) throw refused;
		const rest = new URLSearchParams(url.searchParams);
		rest.delete('cursor');
		redirect(303, `${url.pathname}${rest.size > 0 ? `?${rest}` : ''}`);
	});
}

/** By what it holds: the process and the page bundle do not share classes. */
function isAbout(refused: unknown): boolean {
	const { code, issues } = (refused ?? {}) as { code?: unknown; issues?: readonly Pick<Issue, 'path'>[] };
	return code === 'cursor' || (issues ?? []).some(({ path }) => path?.[0] === 'cursor');
}
