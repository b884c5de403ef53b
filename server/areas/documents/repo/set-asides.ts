import { sql } from 'kysely';
import type { Trx } from '../../../db/scope.ts';

/** Where a row stood in the journal: its name among those of its document. */
export interface JournalPlace {
	readonly node: number;
	readonly seq: number;
}

export interface SetAsideRow extends JournalPlace {
	readonly at: Date;
	readonly bytes: Buffer;
	readonly authors: string[];
	readonly updates: number;
	readonly reason: string;
}

const columns = sql`node, seq::float8 as seq, at, bytes, authors, updates, reason`;

/** Those last in the journal first; `before` is the last one of the page before. */
export async function listSetAside(
	trx: Trx,
	workspaceId: string,
	documentId: string,
	{ limit, before }: { readonly limit: number; readonly before?: JournalPlace }
): Promise<SetAsideRow[]> {
	const earlier = before ? sql`and (node, seq) < (${before.node}::int, ${before.seq}::bigint)` : sql``;
	const { rows } = await sql<SetAsideRow>`
		select ${columns} from document_set_aside
		where workspace_id = ${workspaceId} and document_id = ${documentId} ${earlier}
		order by node desc, seq desc limit ${limit}`.execute(trx);
	return rows;
}

export async function findSetAside(
	trx: Trx,
	workspaceId: string,
	documentId: string,
	{ node, seq }: JournalPlace
): Promise<SetAsideRow | undefined> {
	const { rows } = await sql<SetAsideRow>`
		select ${columns} from document_set_aside
		where workspace_id = ${workspaceId} and document_id = ${documentId} and node = ${node} and seq = ${seq}`.execute(trx);
	return rows[0];
}

/** How many edits, in all rows of a document. */
export async function countSetAside(trx: Trx, workspaceId: string, documentId: string): Promise<number> {
	const { n } = await trx
		.selectFrom('document_set_aside')
		.select((of) => of.fn.coalesce(of.fn.sum<string>('updates'), sql<string>`0`).as('n'))
		.where('workspace_id', '=', workspaceId)
		.where('document_id', '=', documentId)
		.executeTakeFirstOrThrow();
	return Number(n);
}

/** False: there is no such row. */
export async function deleteSetAside(
	trx: Trx,
	workspaceId: string,
	documentId: string,
	{ node, seq }: JournalPlace
): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom('document_set_aside')
		.where('workspace_id', '=', workspaceId)
		.where('document_id', '=', documentId)
		.where('node', '=', node)
		.where('seq', '=', String(seq))
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
