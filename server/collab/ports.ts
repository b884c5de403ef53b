import type { IncomingMessage } from 'node:http';
import type { Difference } from '#domain/journey/index.ts';

/** What edits that were set aside say, in words of the map. */
export interface ReadEdits {
	/** What they would change on the map as it is now. */
	readonly changes: readonly Difference[];
	/** False when a part of them cannot be read. */
	readonly whole: boolean;
}

/** What is kept of a request to judge it again later. */
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

/** Tells one open board something: a name, and what JSON can hold. */
export type Tell = (name: string, data: unknown) => void;

/** Somebody who may follow has come in; they are told things until the returned function is called. */
export type Follow = (grant: Grant, tell: Tell) => () => void;

export interface Refusal {
	readonly refused: 'unauthenticated' | 'forbidden' | 'not_found';
}

export type Authorize = (request: CollabRequest, kind: string, id: string) => Promise<Grant | Refusal>;
