import * as Y from 'yjs';
import { setAsideReasons } from '#document/core/set-aside-reasons.ts';
import type { Known } from '../bytes/metadata.ts';
import { pack } from '../../documents/pack.ts';
import { isWhole } from '../../documents/stored-state.ts';
import { readUpdate, type UpdateContent } from '../bytes/read-update.ts';
import type { JournalRow, SetAside } from '../../documents/store.ts';

/** One update of the journal, and the row it came in. */
export interface Edit {
	readonly row: JournalRow;
	readonly update: Uint8Array;
	readonly author: string;
}

interface Separated {
	/** In an order in which they can be applied. */
	readonly good: readonly Edit[];
	readonly setAside: readonly SetAside[];
}

/** After so many edits that Yjs refuses, nothing more is taken from their authors: each one costs a fresh start. */
const MANY = 8;

/**
 * Parts the edits that can be applied, one after the other, from those that cannot.
 * @throws when the state they are applied to cannot be read itself
 */
export function separateRefused(state: Uint8Array | null, known: () => Known, edits: readonly Edit[]): Separated {
	const refused = new Map<Edit, string>();
	const contents = new Map<Edit, UpdateContent>();
	for (const edit of edits) {
		try {
			contents.set(edit, readUpdate(edit.update));
			// Reads it as Yjs does, and writes it again.
			Y.diffUpdate(edit.update, NOTHING);
		} catch (error) {
			refused.set(edit, reasonOf(error));
		}
	}
	for (;;) {
		const { ordered, loose } = inOrder(
			edits.filter((edit) => !refused.has(edit)),
			contents,
			known()
		);
		const failed = firstRefused(state, ordered);
		if (failed === null) {
			for (const edit of loose) refused.set(edit, setAsideReasons.loose);
			return { good: ordered, setAside: rowsOf(edits, refused) };
		}
		refused.set(failed.edit, failed.reason);
		if (refused.size < MANY) continue;
		const authors = new Set([...refused.keys()].map(({ author }) => author));
		for (const edit of edits)
			if (authors.has(edit.author) && !refused.has(edit)) refused.set(edit, setAsideReasons.author);
	}
}

const NOTHING = Y.encodeStateVector(new Y.Doc());

/** Rows of several processes come one process after the other: an edit may stand before what it hangs on. */
function inOrder(
	edits: readonly Edit[],
	contents: ReadonlyMap<Edit, UpdateContent>,
	known: Known
): { ordered: Edit[]; loose: readonly Edit[] } {
	const ordered: Edit[] = [];
	let left = edits;
	for (let before = Infinity; left.length < before;) {
		before = left.length;
		left = left.filter((edit) => {
			const content = contents.get(edit)!;
			if (known.check(content, '') === 'gap') return true;
			known.add(content, edit.author);
			ordered.push(edit);
			return false;
		});
	}
	return { ordered, loose: left };
}

/** The first edit that Yjs does not take; what it leaves behind of a refused one is thrown away with the document. */
function firstRefused(state: Uint8Array | null, edits: readonly Edit[]): { edit: Edit; reason: string } | null {
	const doc = new Y.Doc();
	try {
		if (state) Y.applyUpdate(doc, state);
		const mustBeWhole = isWhole(doc);
		for (const edit of edits) {
			try {
				Y.applyUpdate(doc, edit.update);
			} catch (error) {
				return { edit, reason: reasonOf(error) };
			}
			if (mustBeWhole && !isWhole(doc)) return { edit, reason: setAsideReasons.pending };
		}
		return null;
	} finally {
		doc.destroy();
	}
}

/** Of each row what was refused, packed like the row. */
function rowsOf(edits: readonly Edit[], refused: ReadonlyMap<Edit, string>): SetAside[] {
	const byRow = Map.groupBy(
		edits.filter((edit) => refused.has(edit)),
		({ row }) => row
	);
	return [...byRow].map(([{ node, seq }, some]) => ({
		node,
		seq,
		...pack(some),
		updates: some.length,
		reason: refused.get(some[0]!)!
	}));
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
