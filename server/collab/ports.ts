import type { IncomingMessage } from 'node:http';
import type { Roots } from './bytes/roots.ts';

/** What edits that were set aside say, in words of the kind of document. */
export interface ReadEdits<Difference = unknown> {
	/** What they would change in the document as it is now. */
	readonly changes: readonly Difference[];
	/** False when a part of them cannot be read. */
	readonly whole: boolean;
}

/** What is kept of a request to authorize it again later. */
export type CollabRequest = Pick<IncomingMessage, 'headers' | 'url'>;

export interface Grant {
	readonly userId: string;
	/** Shown beside the cursor; the client cannot choose another. */
	readonly name: string;
	readonly color?: string;
	readonly workspaceId: string;
	readonly documentId: string;
	readonly canWrite: boolean;
	/** When it must be decided again at the latest: the session or token ends. Null or left out: never. */
	readonly endsAt?: Date | null;
	/** May be told what happens around the document (`Follow`). Default false. */
	readonly canFollow?: boolean;
}

/** Tells one open document something: a name, and what JSON can hold. */
export type Tell = (name: string, data: unknown) => void;

/** One who is told things around a document. */
export interface Following {
	/** The client said something around the document; `data` is parsed JSON of a stranger. Throwing ends the socket. */
	heard?(name: string, data: unknown): void;
	/** It has left, or may not follow any more. */
	stop(): void;
}

/** Somebody who may follow has come in; they are told things until `stop`. */
export type Follow = (grant: Grant, tell: Tell) => Following;

export interface Refusal {
	readonly refused: 'unauthenticated' | 'forbidden' | 'not_found';
}

/** What an area says of its kind of document: who may open one, and what they are told. */
export interface KindService {
	/** Who may see and edit a document; asked when a socket opens, after `revoke`, when their session ends, and within every five minutes. */
	authorize(request: CollabRequest, id: string): Promise<Grant | Refusal>;
	/** What else people are told while they have a document open. */
	readonly follow?: Follow;
}

/** A kind of document that collaboration serves, at `/collab/{name}/{id}`. */
export interface ServedKind extends KindService {
	readonly name: string;
	/** Where in its documents people may write. */
	readonly roots: Roots;
}
