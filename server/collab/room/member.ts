import type { CloseCode } from '#document/core/close-codes.ts';
import type { PresenceMember } from './room-presence.ts';

/** A connection as its room sees it. */
export interface Member extends PresenceMember {
	/** The room grew to this place of its tail; null: by this member's own edits alone. */
	offerUpdate(frame: Buffer | null, place: number): void;
	/** The first n updates of this connection are committed. */
	confirm(n: number): void;
	/** What was sent so far may lack something: send the whole document again. */
	resync(): void;
	close(code: CloseCode): void;
}

/** Who made an update, and who waits for its commit. */
export interface Author {
	readonly userId: string;
	/** null: made on the server. */
	readonly member: Member | null;
	/** Called with null after the commit, with the error when nothing was stored. */
	settled(error: unknown): void;
}
