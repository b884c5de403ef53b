import { sql, type Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import type { DocumentVersionTable } from '../../db/tables/document.ts';

export interface VersionRow {
	readonly id: string;
	readonly kind: DocumentVersionTable['kind'];
	readonly title: string | null;
	readonly author: string | null;
	readonly at: Date;
	/** The database's own text of `at`: microseconds count in a cursor. */
	readonly exact_at: string;
}

export interface NewVersion {
	readonly workspaceId: string;
	readonly documentId: string;
	readonly id: string;
	readonly kind: DocumentVersionTable['kind'];
	readonly title: string | null;
	readonly author: string | null;
	readonly bytes: Uint8Array;
	readonly digest: Uint8Array;
	readonly at: Date;
}

const columns = sql`id, kind, title, author, at, at::text as exact_at`;

/** Last ones first, without their content. */
export async function listVersions(
	trx: Kysely<Database>,
	workspaceId: string,
	documentId: string,
	{ limit, before }: { readonly limit: number; readonly before?: { readonly at: string; readonly id: string } }
): Promise<VersionRow[]> {
	const earlier = before ? sql`and (at, id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``;
	const { rows } = await sql<VersionRow>`
		select ${columns} from document_version
		where workspace_id = ${workspaceId} and document_id = ${documentId} ${earlier}
		order by at desc, id desc limit ${limit}`.execute(trx);
	return rows;
}

export async function findVersion(
	trx: Kysely<Database>,
	workspaceId: string,
	documentId: string,
	id: string
): Promise<(VersionRow & { readonly bytes: Buffer }) | undefined> {
	const { rows } = await sql<VersionRow & { readonly bytes: Buffer }>`
		select ${columns}, bytes from document_version
		where workspace_id = ${workspaceId} and document_id = ${documentId} and id = ${id}`.execute(trx);
	return rows[0];
}

/** Of the last version of a document; undefined: it has none. */
export async function lastDigest(
	trx: Kysely<Database>,
	workspaceId: string,
	documentId: string
): Promise<Buffer | undefined> {
	const row = await trx
		.selectFrom('document_version')
		.select('digest')
		.where('workspace_id', '=', workspaceId)
		.where('document_id', '=', documentId)
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.digest;
}

export async function insertVersion(trx: Kysely<Database>, version: NewVersion): Promise<void> {
	await trx
		.insertInto('document_version')
		.values({
			workspace_id: version.workspaceId,
			document_id: version.documentId,
			id: version.id,
			kind: version.kind,
			title: version.title,
			author: version.author,
			bytes: Buffer.from(version.bytes),
			digest: Buffer.from(version.digest),
			at: version.at
		})
		.execute();
}

/** How many of a document have a name. */
export async function countNamed(trx: Kysely<Database>, workspaceId: string, documentId: string): Promise<number> {
	const { n } = await trx
		.selectFrom('document_version')
		.select((of) => of.fn.countAll<string>().as('n'))
		.where('workspace_id', '=', workspaceId)
		.where('document_id', '=', documentId)
		.where('kind', '=', 'named')
		.executeTakeFirstOrThrow();
	return Number(n);
}

/** Only one with a name. False: there is no such version. */
export async function deleteNamed(
	trx: Kysely<Database>,
	workspaceId: string,
	documentId: string,
	id: string
): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom('document_version')
		.where('workspace_id', '=', workspaceId)
		.where('document_id', '=', documentId)
		.where('id', '=', id)
		.where('kind', '=', 'named')
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

/** Documents of these kinds, in any workspace, that were written to since their last version. */
export async function writtenSinceVersion(
	db: Kysely<Database>,
	kinds: readonly string[]
): Promise<{ workspaceId: string; documentId: string; kind: string }[]> {
	const { rows } = await sql<{ workspaceId: string; documentId: string; kind: string }>`
		select d.workspace_id as "workspaceId", d.id as "documentId", d.kind from document d
		where d.kind = any(${[...kinds]}::text[])
			and greatest(d.updated_at, (
				select max(u.at) from document_update u where u.workspace_id = d.workspace_id and u.document_id = d.id
			)) > coalesce((
				select max(v.at) from document_version v where v.workspace_id = d.workspace_id and v.document_id = d.id
			), '-infinity')
		order by d.workspace_id, d.id`.execute(db);
	return rows;
}

/**
 * Of the versions that nobody named, before `month` the last one of each ISO week stays, before `year` the last one of
 * each month (days are those of UTC). @returns how many went
 */
export async function thinVersions(
	db: Kysely<Database>,
	{ month, year }: { readonly month: Date; readonly year: Date }
): Promise<number> {
	const { numAffectedRows } = await sql`
		delete from document_version v using (
			select workspace_id, document_id, id, row_number() over (
				partition by workspace_id, document_id,
					date_trunc(case when at < ${year}::timestamptz then 'month' else 'week' end, at at time zone 'UTC')
				order by at desc, id desc
			) as place
			from document_version
			where kind <> 'named' and at < ${month}::timestamptz
		) old
		where v.workspace_id = old.workspace_id and v.document_id = old.document_id and v.id = old.id and old.place > 1`.execute(
		db
	);
	return Number(numAffectedRows ?? 0n);
}
