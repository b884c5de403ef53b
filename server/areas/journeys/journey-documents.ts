import type { Actor } from '#domain/access/index.ts';
import type { Change, CommandName, Difference, JourneySnapshot } from '#domain/journey/index.ts';
import type { Packed } from '../../documents/pack.ts';
import type { VersionContent } from '../../documents/version-content.ts';
import type { ReadEdits } from '../../collab/ports.ts';
import type { Trx } from '../../db/scope.ts';

export interface DocumentKey {
	readonly workspaceId: string;
	readonly documentId: string;
}

/** What became of an edit. */
export interface Edited {
	readonly created: readonly string[];
	readonly snapshot: JourneySnapshot;
}

/** What the journeys service needs of collaboration: its documents, read and edited as journeys. */
export interface JourneyDocuments {
	/** Stores a new document with this content, inside the caller's transaction: both are there or neither is. */
	create(trx: Trx, key: DocumentKey, snapshot: JourneySnapshot, authorId: string): Promise<void>;
	/** As it is now, with every committed edit; null when there is no such document. */
	read(trx: Trx, key: DocumentKey): Promise<JourneySnapshot | null>;
	/**
	 * Runs a command as this actor: committed, and on every open board, when it returns.
	 * @returns ids of the new records, and the journey as the edit left it: whoever answers need not read again, which may fail
	 * @throws AppError 400 with the command's issues
	 */
	edit(key: DocumentKey, actor: Actor, command: CommandName, input: unknown): Promise<Edited>;
	/**
	 * Writes what `changes` makes of the map as it is at that moment, as this actor: committed, and on every open board,
	 * when it returns.
	 */
	change(key: DocumentKey, actor: Actor, changes: (now: JourneySnapshot) => readonly Change[]): Promise<void>;
	/** The map now, to be kept; null when there is no such document. */
	content(trx: Trx, key: DocumentKey): Promise<VersionContent | null>;
	/** What such a content says, in the present schema; null when a newer program wrote it. */
	readContent(bytes: Uint8Array): Promise<JourneySnapshot | null>;
	/** What edits that were set aside would change on the map now; row by row, null where nothing can be read. */
	readSetAside(key: DocumentKey, rows: readonly Packed[]): Promise<readonly (ReadEdits<Difference> | null)[]>;
	/** The document may not be opened any more: its boards are closed. */
	closed(key: DocumentKey): Promise<void>;
	/** Who has them open now, in any process; by document id. */
	present(workspaceId: string): ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>;
}
