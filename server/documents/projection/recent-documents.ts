import type { Kysely } from 'kysely';
import * as Y from 'yjs';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { Database } from '../../db/tables/index.ts';
import { storedDocument } from '../repo/documents.ts';
import { newerRows } from '../repo/journal-rows.ts';
import { isWhole, mergeStored } from '../stored-state.ts';
import { unpack } from '../pack.ts';
import { keyText, type DocumentKey, type JournalRow } from '../store.ts';
import { UnreadableDocument } from '../unreadable.ts';

/** Documents as they are stored; of those that were read lately, only what was added since is read and decoded. */
export interface RecentDocuments {
	/** Of which kind a document is; undefined: it was not read lately. */
	kindOf(key: DocumentKey): string | undefined;
	/**
	 * With every committed edit; null when there is no such document of this kind.
	 * @throws UnreadableDocument
	 */
	read<T extends KindTypes>(
		trx: Kysely<Database>,
		kind: DocumentKind<T>,
		key: DocumentKey
	): Promise<T['snapshot'] | null>;
}

interface Recent {
	readonly kind: string;
	readonly doc: Y.Doc;
	/** What it was read from: another one is read again as a whole. */
	readonly epoch: number;
	readonly revision: number;
	/** node → the last seq that is in it */
	readonly known: Map<number, number>;
	/** About what it takes, as stored. */
	bytes: number;
}

/** No connection has this number: rows of all are read. */
const NO_NODE = -1;

/** @param limit how much is kept, in bytes as stored; in memory it is some ten times as much. One document is kept in any case. */
export function createRecentDocuments({ limit = 4 << 20 } = {}): RecentDocuments {
	/** The one that was read last is the last. */
	const recent = new Map<string, Recent>();

	function forget(name: string): void {
		recent.get(name)?.doc.destroy();
		recent.delete(name);
	}

	function keep(name: string, entry: Recent): void {
		recent.delete(name);
		recent.set(name, entry);
		let total = [...recent.values()].reduce((sum, { bytes }) => sum + bytes, 0);
		for (const [other, { bytes }] of recent) {
			if (total <= limit || other === name) break;
			total -= bytes;
			forget(other);
		}
	}

	/** @returns undefined when it must be read as a whole */
	async function readFurther<T extends KindTypes>(trx: Kysely<Database>, kind: DocumentKind<T>, key: DocumentKey) {
		const name = keyText(key);
		const entry = recent.get(name);
		if (entry?.kind !== kind.name) return undefined;
		const newer = await newerRows(trx, key, NO_NODE, entry.known);
		// Somebody else may have read it meanwhile, or put it aside.
		if (recent.get(name) !== entry) return undefined;
		try {
			if (newer?.epoch === entry.epoch && newer.revision === entry.revision) {
				add(entry, newer.rows);
				const snapshot = kind.read(entry.doc);
				if (isWhole(entry.doc)) {
					keep(name, entry);
					return snapshot;
				}
			}
		} catch {
			// What Yjs refuses in pieces it may take as a whole; if not, reading the whole says so.
		}
		forget(name);
		return undefined;
	}

	return {
		kindOf: (key) => recent.get(keyText(key))?.kind,

		async read(trx, kind, key) {
			const further = await readFurther(trx, kind, key);
			if (further !== undefined) return further;
			const stored = await storedDocument(trx, key.workspaceId, key.documentId);
			if (stored?.kind !== kind.name) return null;
			const doc = new Y.Doc();
			try {
				const update = await mergeStored(stored);
				Y.applyUpdate(doc, update);
				const snapshot = kind.read(doc);
				const { epoch, revision, rows } = stored;
				const entry = { kind: kind.name, doc, epoch, revision, known: knownOf(rows), bytes: update.length };
				if (isWhole(doc)) keep(keyText(key), entry);
				return snapshot;
			} catch (error) {
				throw new UnreadableDocument(`document ${key.documentId} cannot be read`, { cause: error });
			}
		}
	};
}

function add(entry: Recent, rows: readonly JournalRow[]): void {
	const { doc, known } = entry;
	doc.transact(() => {
		for (const row of rows) for (const { update } of unpack(row)) Y.applyUpdate(doc, update);
	});
	for (const [node, seq] of knownOf(rows)) known.set(node, seq);
	entry.bytes += rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Rows of one node come in the order of their numbers. */
const knownOf = (rows: readonly JournalRow[]): Map<number, number> => new Map(rows.map(({ node, seq }) => [node, seq]));
