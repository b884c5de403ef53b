/** What a room needs of a document's address. */
export interface DocumentKey {
	readonly workspaceId: string;
	readonly documentId: string;
}

export const keyText = (key: DocumentKey): string => `${key.workspaceId}/${key.documentId}`;

/** One committed journal row: the updates of one document in one commit. */
export interface JournalRow {
	readonly node: number;
	readonly seq: number;
	readonly bytes: Uint8Array;
	readonly authors: readonly string[];
}

/** A row about to be committed. */
export interface JournalBatch {
	readonly key: DocumentKey;
	readonly seq: number;
	readonly bytes: Uint8Array;
	readonly authors: readonly string[];
}

/** A document as stored, read in one statement: snapshot and the rows beyond it. */
export interface StoredDocument {
	readonly kind: string;
	readonly schemaVersion: number;
	readonly epoch: number;
	readonly revision: number;
	/** zstd-compressed Yjs update, with its metadata; null before the first compaction. */
	readonly snapshot: Uint8Array | null;
	readonly meta: Uint8Array | null;
	readonly rows: readonly JournalRow[];
}

export interface CompactedDocument {
	/** The whole state as one Yjs update (V1), deleted content dropped; zstd. */
	readonly snapshot: Uint8Array;
	readonly meta: Uint8Array;
	/** What could not be put into it. */
	readonly setAside: readonly SetAside[];
}

/** Edits of one row that Yjs refuses: kept, but part of the document no longer. */
export interface SetAside extends JournalRow {
	/** How many. */
	readonly updates: number;
	/** Why the first of them was refused. */
	readonly reason: string;
}

/** Where documents are kept. The one in production is `server/documents/postgres-store.ts`; tests make failing ones. */
export interface DocumentStore {
	/** Connects and starts to listen; resolves when it can be used. Reconnects by itself later. */
	start(): Promise<void>;
	/** False while the journal's connection is down: then nothing can be opened. */
	readonly up: boolean;
	/** This connection's number; another one after every reconnect. */
	readonly node: number;
	/** null: no such document. */
	load(key: DocumentKey): Promise<StoredDocument | null>;
	/** Commits all rows in one statement, and tells the other processes. */
	append(batches: readonly JournalBatch[]): Promise<void>;
	/** Rows of other nodes beyond the known (node → seq), and the revision they belong to. */
	newer(key: DocumentKey, known: ReadonlyMap<number, number>): Promise<{ revision: number; rows: JournalRow[] } | null>;
	/**
	 * Puts a compacted state in the place of the snapshot and of exactly the rows that went into it. When some of them
	 * were set aside, they are kept elsewhere, and the document's epoch is raised: copies that hold them must not be
	 * merged again.
	 * @returns false if somebody else compacted since `revision` was read; then nothing changed
	 */
	replace(
		key: DocumentKey,
		revision: number,
		compacted: CompactedDocument,
		rows: readonly JournalRow[]
	): Promise<boolean>;
	/** Creates an empty document for a bench; does nothing when it exists. */
	createScratch(key: DocumentKey): Promise<void>;
	/** Another process committed to these documents (`null`: perhaps to any). */
	onForeign(listener: (keys: readonly DocumentKey[] | null) => void): void;
	/** The connection was lost: what was on its way may or may not be committed. */
	onLost(listener: () => void): void;
	close(): Promise<void>;
}
