import type { Kysely } from 'kysely';
import type * as Y from 'yjs';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { Origin } from '#document/core/transaction-origins.ts';
import { readStored } from '#document/core/read-stored.ts';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';
import type { Database } from '../db/tables/index.ts';
import { createDocument, storedDocument } from './repo/documents.ts';
import type { DocumentKey } from './store.ts';
import { mergeStored } from './stored-state.ts';
import { UnreadableDocument } from './unreadable.ts';

const API: Origin = 'wayfelt:api';

/** Documents of one kind, read and edited in its own words: what the services of its area need. */
export interface DocumentsOf<T extends KindTypes> {
	/** Stores a new document with this content, inside the caller's transaction: both are there or neither is. */
	create(trx: Kysely<Database>, key: DocumentKey, snapshot: T['snapshot'], authorId: string): Promise<void>;
	/** As it is now, with every committed edit; null when there is no such document. */
	read(trx: Kysely<Database>, key: DocumentKey): Promise<T['snapshot'] | null>;
	/**
	 * Writes what `decide` wants done to the document as it is now: committed, and on every open page, when it returns.
	 * Nothing is written when `decide` throws.
	 * @returns the document as the edit left it, and what `decide` returned: whoever answers need not read again, which may fail
	 * @throws `UnknownDocument` (collab)
	 */
	edit<D extends { readonly changes: readonly T['change'][] }>(
		key: DocumentKey,
		authorId: string,
		decide: (now: T['snapshot']) => D
	): Promise<{ readonly snapshot: T['snapshot']; readonly decided: D }>;
}

/** Reads documents of one kind as they are stored: see `DocumentsOf.read`. @throws UnreadableDocument */
export const readDocumentsOf =
	<T extends KindTypes>(kind: DocumentKind<T>): DocumentsOf<T>['read'] =>
	async (trx, { workspaceId, documentId }) => {
		const stored = await storedDocument(trx, workspaceId, documentId);
		if (stored?.kind !== kind.name) return null;
		try {
			return readStored(kind, await mergeStored(stored));
		} catch (error) {
			throw new UnreadableDocument(`document ${documentId} cannot be read`, { cause: error });
		}
	};

export interface DocumentsDeps {
	/** Edits a document on the server; resolves when the edit is committed. */
	readonly collab: { transact<R>(key: DocumentKey, author: string, work: (doc: Y.Doc) => R): Promise<R> };
}

export const createDocumentsOf = <T extends KindTypes>(
	kind: DocumentKind<T>,
	{ collab }: DocumentsDeps
): DocumentsOf<T> => ({
	create: (trx, { workspaceId, documentId }, snapshot, author) =>
		createDocument(trx, {
			workspaceId,
			id: documentId,
			kind: kind.name,
			schemaVersion: schemaNumberOf(kind.schema.current),
			update: kind.seed(snapshot),
			author
		}),

	read: readDocumentsOf(kind),

	edit: (key, author, decide) =>
		collab.transact(key, author, (doc) => {
			const decided = decide(kind.read(doc));
			kind.apply(doc, decided.changes, API);
			return { snapshot: kind.read(doc), decided };
		})
});
