import type * as Y from 'yjs';
import type { DocumentKind } from './kind.ts';

/** The shared type at the top, and the keys that lead down from it: a record's id, a field's name. */
export function pathOf(shared: Y.AbstractType<unknown>): { top: Y.AbstractType<unknown>; path: string[] } {
	const path: string[] = [];
	let top = shared;
	for (let item = top._item; item !== null; item = top._item) {
		if (item.parentSub !== null) path.unshift(item.parentSub);
		top = item.parent as Y.AbstractType<unknown>;
	}
	return { top, path };
}

/** Which of a kind's maps this one at the top is; undefined: none of them. */
export const rootNameOf = (
	roots: DocumentKind['roots'],
	doc: Y.Doc,
	top: Y.AbstractType<unknown>
): string | undefined => Object.keys(roots).find((name) => doc.share.get(name) === top);
