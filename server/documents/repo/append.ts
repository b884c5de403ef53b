import type pg from 'pg';
import type { JournalBatch } from '../store.ts';

/** On which the other processes are told of a commit. */
export const CHANNEL = 'wayfelt_documents';

const APPEND_ONE = {
	name: 'document-append-one',
	text: `insert into document_update (workspace_id, document_id, node, seq, bytes, authors)
		select $1::uuid, $2::uuid, $3::int, $4::bigint, $5::bytea, $6::jsonb from pg_notify('${CHANNEL}', $7)`
};

const APPEND_MANY = {
	name: 'document-append-many',
	text: `insert into document_update (workspace_id, document_id, node, seq, bytes, authors)
		select w, d, $3::int, s, substring($5::bytea from o for l), a
		from pg_notify('${CHANNEL}', $9), unnest($1::uuid[], $2::uuid[], $4::bigint[], $6::int[], $7::int[], $8::jsonb[]) as t(w, d, s, o, l, a)`
};

/** Commits one row and tells of it. @param payload what is told */
export function appendOne(node: number, { key, seq, bytes, authors }: JournalBatch, payload: string): pg.QueryConfig {
	const values = [key.workspaceId, key.documentId, node, seq, buffer(bytes), JSON.stringify(authors), payload];
	return { ...APPEND_ONE, values };
}

/** The same for several rows. Everything goes as one blob; the rows are cut out of it by offset and length. */
export function appendMany(node: number, batches: readonly JournalBatch[], payload: string): pg.QueryConfig {
	const offsets: number[] = [];
	let at = 1;
	for (const { bytes } of batches) {
		offsets.push(at);
		at += bytes.length;
	}
	const values = [
		batches.map(({ key }) => key.workspaceId),
		batches.map(({ key }) => key.documentId),
		node,
		batches.map(({ seq }) => seq),
		Buffer.concat(batches.map(({ bytes }) => bytes)),
		offsets,
		batches.map(({ bytes }) => bytes.length),
		batches.map(({ authors }) => JSON.stringify(authors)),
		payload
	];
	return { ...APPEND_MANY, values };
}

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
