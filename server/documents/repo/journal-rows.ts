import { sql, type Kysely, type Transaction } from 'kysely';
import { cut, storable } from '#domain/shared/storable.ts';
import type { Database } from '../../db/tables/index.ts';
import type { CompactedDocument, DocumentKey, JournalRow, SetAside } from '../store.ts';
import { SCRATCH } from '../scratch.ts';

export interface NewerRows {
	readonly epoch: number;
	readonly revision: number;
	readonly rows: JournalRow[];
}

interface NewerRow {
	epoch: number;
	revision: number;
	node: number | null;
	seq: number;
	bytes: Buffer;
	authors: string[];
}

/** Rows of other nodes beyond the known ones, and the epoch and revision of the snapshot they belong to; null: no document. */
export async function newerRows(
	db: Kysely<Database>,
	key: DocumentKey,
	ownNode: number,
	known: ReadonlyMap<number, number>
): Promise<NewerRows | null> {
	const { rows } = await sql<NewerRow>`
		select d.epoch, d.revision, u.node, u.seq::float8 as seq, u.bytes, u.authors
		from document d
		left join document_update u on u.workspace_id = d.workspace_id and u.document_id = d.id and u.node <> ${ownNode}
			and u.seq > coalesce((
				select k.seq from unnest(${[...known.keys()]}::int[], ${[...known.values()]}::bigint[]) as k(node, seq)
				where k.node = u.node
			), 0)
		where d.workspace_id = ${key.workspaceId} and d.id = ${key.documentId}
		order by u.node, u.seq`.execute(db);
	const first = rows[0];
	if (!first) return null;
	const found = rows.flatMap(({ node, seq, bytes, authors }) => (node === null ? [] : [{ node, seq, bytes, authors }]));
	return { epoch: first.epoch, revision: first.revision, rows: found };
}

/**
 * Writes the compacted state if nobody compacted since; false: somebody did. The time of the last edit in it moves from the
 * rows, which go, to the document: by it a view that is behind is found (`staleJourneys`).
 * @param rows what went into the state
 */
export async function writeSnapshot(
	trx: Transaction<Database>,
	key: DocumentKey,
	revision: number,
	{ snapshot, meta, setAside }: CompactedDocument,
	rows: readonly JournalRow[]
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('document')
		.set({
			snapshot: Buffer.from(snapshot),
			meta: Buffer.from(meta),
			revision: revision + 1,
			updated_at: sql<Date>`greatest(updated_at, (
				select max(u.at) from document_update u join ${listed(rows)} on u.node = listed.node and u.seq = listed.seq
				where u.workspace_id = ${key.workspaceId} and u.document_id = ${key.documentId}
			))`,
			...(setAside.length > 0 && { epoch: sql`epoch + 1` })
		})
		.where('workspace_id', '=', key.workspaceId)
		.where('id', '=', key.documentId)
		.where('revision', '=', revision)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** Keeps what was taken out of a document. */
export async function keepSetAside(
	trx: Transaction<Database>,
	key: DocumentKey,
	some: readonly SetAside[]
): Promise<void> {
	for (const { node, seq, bytes, authors, updates, reason } of some) {
		await sql`
			insert into document_set_aside (workspace_id, document_id, node, seq, bytes, authors, updates, reason)
			values (${key.workspaceId}, ${key.documentId}, ${node}, ${seq}, ${Buffer.from(bytes)},
				${JSON.stringify(authors)}::jsonb, ${updates}, ${cut(storable(reason), 1_000)})`.execute(trx);
	}
}

/** Deletes exactly these rows. */
export async function deleteRows(
	trx: Transaction<Database>,
	key: DocumentKey,
	rows: readonly JournalRow[]
): Promise<void> {
	await sql`
		delete from document_update u
		using ${listed(rows)}
		where u.workspace_id = ${key.workspaceId} and u.document_id = ${key.documentId}
			and u.node = listed.node and u.seq = listed.seq`.execute(trx);
}

const listed = (rows: readonly JournalRow[]) =>
	sql`unnest(${rows.map((row) => row.node)}::int[], ${rows.map((row) => row.seq)}::bigint[]) as listed(node, seq)`;

/** An empty document in the scratch workspace, and that workspace, unless they are there. */
export async function ensureScratch(db: Kysely<Database>, { workspaceId, documentId }: DocumentKey): Promise<void> {
	await sql`
		insert into workspace (workspace_id, name, time_zone) values (${workspaceId}, 'scratch', 'UTC')
		on conflict do nothing`.execute(db);
	await sql`
		insert into document (workspace_id, id, kind, schema_version) values (${workspaceId}, ${documentId}, ${SCRATCH}, 1)
		on conflict do nothing`.execute(db);
}
