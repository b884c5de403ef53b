import { syncFrame, UPDATE } from '../protocol/frames.ts';
import type { Outbox } from './outbox.ts';
import type { Room } from '../room/room.ts';

/** How far one reader has been sent its document. */
export class Reader {
	readonly #room: Room;
	readonly #outbox: Outbox;
	readonly #syncReplyEvery: number;
	/** Has asked for the document; before that it is sent no edits. */
	#started = false;
	/** Place in the room's tail. */
	#place = 0;
	#repliedAt = -Infinity;

	constructor(room: Room, outbox: Outbox, syncReplyEvery: number) {
		this.#room = room;
		this.#outbox = outbox;
		this.#syncReplyEvery = syncReplyEvery;
	}

	/** It asks for what it lacks; often asked is answered once. */
	ask(clocks: ReadonlyMap<number, number>, now: number): void {
		if (now - this.#repliedAt < this.#syncReplyEvery || this.#outbox.lagging) return;
		this.#repliedAt = now;
		this.#sendState(clocks);
	}

	/** The document grew to a place. @param frame null: by what this reader sent itself */
	offer(frame: (() => Buffer) | null, place: number): void {
		if (!this.#started || this.#outbox.lagging) return;
		if (frame === null || this.#outbox.offer(frame())) this.#place = place;
	}

	/** It has read everything that waited for it, and may lack what came meanwhile. */
	catchUp(): void {
		const { tail } = this.#room;
		if (!this.#started || this.#place === tail.place) return;
		const missed = tail.since(this.#place);
		if (missed === null) return this.#sendState(new Map());
		this.#place = tail.place;
		this.#outbox.sendAll([syncFrame(UPDATE, missed)]);
	}

	/** Sends the whole document again. */
	startOver(): void {
		if (this.#started) this.#sendState(new Map());
	}

	#sendState(clocks: ReadonlyMap<number, number>): void {
		this.#started = true;
		this.#place = this.#room.tail.place;
		this.#outbox.sendAll(this.#room.syncReply.for(clocks));
	}
}
