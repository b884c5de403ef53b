import type { Generated } from 'kysely';
import type { Timestamp } from './tenancy.ts';

export interface DocumentTable {
	workspace_id: string;
	id: string;
	/** What lies in it (`journey`, `scratch`, …); part of its address. */
	kind: string;
	/** Editors older than this are told to reload. */
	schema_version: number;
	/** Grows when the content is replaced (restore): copies of another epoch must not be merged. */
	epoch: Generated<number>;
	/** Yjs update (V1), zstd; null until the first compaction. */
	snapshot: Buffer | null;
	/** Clocks, deleted ranges and owners of client ids in the snapshot (server/collab/bytes/metadata.ts). */
	meta: Buffer | null;
	/** Counts compactions: whoever compacts must have read the last one. */
	revision: Generated<number>;
	created_at: Timestamp;
	updated_at: Timestamp;
}

/** What was committed after the snapshot. One row holds the updates of one document in one commit. */
export interface DocumentUpdateTable {
	workspace_id: string;
	document_id: string;
	/** The journal connection that wrote it; (node, seq) needs no lock between processes. */
	node: number;
	/** Grows within a node, over all its documents. int8, so a string from the driver. */
	seq: string;
	/** Packed updates (server/documents/pack.ts). */
	bytes: Buffer;
	/** User ids; the packed updates name them by their place in this list. */
	authors: string[];
	at: Timestamp;
}

/** Committed edits that could not be put into their document (server/collab/compaction/separate-refused.ts), as they were packed. */
export interface DocumentSetAsideTable {
	workspace_id: string;
	document_id: string;
	node: number;
	seq: string;
	bytes: Buffer;
	authors: string[];
	reason: string;
	/** How many edits. */
	updates: number;
	at: Timestamp;
}

/** What a document was at a time: compaction keeps the present only. */
export interface DocumentVersionTable {
	workspace_id: string;
	document_id: string;
	id: string;
	kind: 'named' | 'daily' | 'before-restore';
	/** Of a named one, else null. */
	title: string | null;
	/** User id; null: the program. */
	author: string | null;
	/** The whole content as one Yjs update (V1), zstd. */
	bytes: Buffer;
	/** SHA-256 of what it says: a version that says the same as the one before is not kept. */
	digest: Buffer;
	at: Timestamp;
}

export interface DocumentTables {
	document: DocumentTable;
	document_update: DocumentUpdateTable;
	document_set_aside: DocumentSetAsideTable;
	document_version: DocumentVersionTable;
}
