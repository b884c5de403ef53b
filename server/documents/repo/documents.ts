import { sql, type Kysely } from 'kysely';
import { pack } from '../pack.ts';
import { mergeStored } from '../stored-state.ts';
import type { Database } from '../../db/tables/index.ts';
import type { DocumentKey, JournalRow, StoredDocument } from '../store.ts';

/** Marks the journal row that a document was created with; connections have numbers from 1. */
const SEED = 0;

export interface NewDocument {
	readonly workspaceId: string;
	readonly id: string;
	/** `journey`, … ; part of the address `/collab/{kind}/{id}` */
	readonly kind: string;
	/** Editors older than this are told to reload. */
	readonly schemaVersion: number;
	/** Yjs update (V1) with the first content. */
	readonly update: Uint8Array;
	/** User id kept with it. */
	readonly author: string;
}

/** Creates a document with its first content, once, in the caller's transaction: clients never seed. */
export async function createDocument(trx: Kysely<Database>, document: NewDocument): Promise<void> {
	const { bytes, authors } = pack([{ update: document.update, author: document.author }]);
	await sql`
		with made as (
			insert into document (workspace_id, id, kind, schema_version)
			values (${document.workspaceId}, ${document.id}, ${document.kind}, ${document.schemaVersion})
			returning workspace_id, id
		)
		insert into document_update (workspace_id, document_id, node, seq, bytes, authors)
		select workspace_id, id, ${SEED}::int, 1, ${Buffer.from(bytes)}, ${JSON.stringify(authors)}::jsonb from made`.execute(
		trx
	);
}

interface StoredRow {
	kind: string;
	schema_version: number;
	epoch: number;
	revision: number;
	snapshot: Buffer | null;
	meta: Buffer | null;
	nodes: number[] | null;
	seqs: number[] | null;
	lengths: number[] | null;
	bytes: Buffer | null;
	authors: string[][] | null;
}

/**
 * Snapshot and journal rows in one statement, so that a compaction in between cannot hide rows.
 * Every edit that anybody has seen is in it.
 */
export async function storedDocument(
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<StoredDocument | null> {
	const { rows } = await sql<StoredRow>`
		select d.kind, d.schema_version, d.epoch, d.revision, d.snapshot, d.meta, u.*
		from document d
		left join lateral (
			select array_agg(node order by node, seq) as nodes, array_agg(seq::float8 order by node, seq) as seqs,
				array_agg(length(bytes) order by node, seq) as lengths, string_agg(bytes, '' order by node, seq) as bytes,
				jsonb_agg(authors order by node, seq) as authors
			from document_update u
			where u.workspace_id = d.workspace_id and u.document_id = d.id
		) u on true
		where d.workspace_id = ${workspaceId} and d.id = ${id}`.execute(trx);
	const row = rows[0];
	if (!row) return null;
	return {
		kind: row.kind,
		schemaVersion: row.schema_version,
		epoch: row.epoch,
		revision: row.revision,
		snapshot: row.snapshot,
		meta: row.meta,
		rows: rowsOf(row)
	};
}

function rowsOf({ nodes, seqs, lengths, bytes, authors }: StoredRow): JournalRow[] {
	if (!nodes || !seqs || !lengths || !bytes || !authors) return [];
	let at = 0;
	return nodes.map((node, i) => {
		const from = at;
		at += lengths[i]!;
		return { node, seq: seqs[i]!, bytes: bytes.subarray(from, at), authors: authors[i]! };
	});
}

export interface ReadDocument {
	readonly kind: string;
	readonly schemaVersion: number;
	readonly epoch: number;
	/** The whole content as one Yjs update (V1). */
	readonly update: Uint8Array;
}

/** The document as everybody sees it now: nothing is shown before it is stored. Undefined: there is none. */
export async function readDocument(
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<ReadDocument | undefined> {
	const stored = await storedDocument(trx, workspaceId, id);
	if (!stored) return undefined;
	const { kind, schemaVersion, epoch } = stored;
	return { kind, schemaVersion, epoch, update: await mergeStored(stored) };
}

/** Removes a document; its journal goes with it. Sockets are closed by `collab.revoke({ documentId })`. */
export const deleteDocument = async (trx: Kysely<Database>, workspaceId: string, id: string): Promise<void> => {
	await trx.deleteFrom('document').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
};

/** Of which kind a document is; undefined: there is none. */
export const kindOfDocument = async (
	trx: Kysely<Database>,
	{ workspaceId, documentId }: DocumentKey
): Promise<string | undefined> =>
	(
		await trx
			.selectFrom('document')
			.select('kind')
			.where('workspace_id', '=', workspaceId)
			.where('id', '=', documentId)
			.executeTakeFirst()
	)?.kind;

/** Is there such a document? */
export const documentExists = async (trx: Kysely<Database>, key: DocumentKey): Promise<boolean> =>
	(await kindOfDocument(trx, key)) !== undefined;

/** Whose edits have come since something was last read from the document: one person's; null: of several, or of none that is known. */
export async function editorSince(
	trx: Kysely<Database>,
	{ workspaceId, documentId }: DocumentKey,
	since: Date | null
): Promise<string | null> {
	const { rows } = await sql<{ author: string }>`
		select distinct jsonb_array_elements_text(authors) as author from document_update
		where workspace_id = ${workspaceId} and document_id = ${documentId}
			and at > coalesce(${since}::timestamptz, '-infinity') - interval '10 seconds'
		limit 2`.execute(trx);
	const author = rows.length === 1 ? rows[0]!.author : '';
	return author === '' ? null : author;
}

/** Raises the schema version after a server-side upgrade; older editors are then told to reload. */
export const raiseSchemaVersion = async (
	trx: Kysely<Database>,
	workspaceId: string,
	id: string,
	version: number
): Promise<void> => {
	await trx
		.updateTable('document')
		.set({ schema_version: version, updated_at: sql<Date>`now()` })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('schema_version', '<', version)
		.execute();
};

/** Documents of a kind in any workspace whose schema is older than this. For upgrades at the start of the program. */
export const listOlderDocuments = (trx: Kysely<Database>, kind: string, version: number) =>
	trx
		.selectFrom('document')
		.select(['workspace_id as workspaceId', 'id as documentId'])
		.where('kind', '=', kind)
		.where('schema_version', '<', version)
		.orderBy('workspace_id')
		.orderBy('id')
		.execute();
