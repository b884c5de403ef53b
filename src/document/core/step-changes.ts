import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';
import { textBefore, valueBefore } from './before.ts';
import type { DocumentKind } from './kind.ts';
import { pathOf, rootNameOf } from './path.ts';
import { plain } from './plain.ts';

/** Where a change was made: by names, so that it is found again in a record that was deleted and brought back. */
interface At {
	readonly root: string;
	/** Of the record; null in a root that is one record itself. */
	readonly id: string | null;
}

export type StepChange =
	/** A record was made, deleted, or put over another one; null where there was none. */
	| (At & { readonly what: 'record'; readonly id: string; readonly before: unknown; readonly there: boolean })
	/** A whole value was written; undefined where there was or is none. */
	| (At & { readonly what: 'value'; readonly key: string; readonly before: unknown; readonly after: unknown })
	/** Typing in a shared text. */
	| (At & {
			readonly what: 'text';
			readonly key: string;
			/** The text it was typed in; another one stands there once the record was brought back. */
			readonly text: Y.Text;
			readonly before: string;
			readonly after: string;
	  });

/** What a transaction that has just ended changed in the maps of a kind, in no particular order. */
export function changesOf({ roots }: Pick<DocumentKind, 'roots'>, transaction: Y.Transaction): StepChange[] {
	const changes: StepChange[] = [];
	for (const [shared, keys] of transaction.changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
		const { top, path } = pathOf(shared);
		const root = rootNameOf(roots, transaction.doc, top);
		if (root === undefined) continue;
		const depth = roots[root]!.holds === 'record' ? 0 : 1;
		const at = { root, id: depth === 0 ? null : (path[0] ?? null) };
		if (shared instanceof Y.Text && path.length === depth + 1) {
			const [before, after] = [textBefore(transaction, shared), shared.toString()];
			changes.push({ what: 'text', ...at, key: path[depth]!, text: shared, before, after });
		} else if (shared instanceof Y.Map && path.length <= depth)
			for (const key of keys) if (key !== null) changes.push(...changeOf(transaction, shared, key, at, depth));
	}
	return changes;
}

function changeOf(t: Y.Transaction, map: Y.Map<unknown>, key: string, at: At, depth: number): StepChange[] {
	const [before, after] = [valueBefore(t, map, key), plain(map.get(key))];
	if (depth === 0 || at.id !== null)
		return equalityDeep(before, after) ? [] : [{ what: 'value', ...at, key, before, after }];
	const there = map.has(key);
	if (before === undefined && !there) return [];
	return [{ what: 'record', root: at.root, id: key, before: before ?? null, there }];
}

/** Adds what a later transaction of the same step changed: what follows on one another is one change. */
export function joined(changes: readonly StepChange[], later: readonly StepChange[]): StepChange[] {
	// One transaction holds each place once, and thousands of them when a scene is duplicated.
	if (changes.length === 0) return [...later];
	const all = [...changes];
	for (const change of later) {
		const last = all.findLastIndex((one) => one.root === change.root && one.id === change.id);
		const both = last === -1 ? null : followed(all[last]!, change);
		if (both) all[last] = both;
		else all.push(change);
	}
	return all;
}

/** Two changes as one; null when they are two, for instance since somebody wrote in between. */
function followed(first: StepChange, then: StepChange): StepChange | null {
	if (first.what === 'value' && then.what === 'value' && first.key === then.key)
		return equalityDeep(first.after, then.before) ? { ...then, before: first.before } : null;
	if (first.what === 'text' && then.what === 'text' && first.text === then.text)
		return first.after === then.before ? { ...then, before: first.before } : null;
	return null;
}
