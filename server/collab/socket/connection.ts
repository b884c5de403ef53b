import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import { Confirmations } from './confirmations.ts';
import { Flow } from './read-flow.ts';
import { askFrame, epochFrame, eventFrame, PING, readOnlyFrame } from '../protocol/frames.ts';
import { Inbox, type Violation } from './inbox.ts';
import type { Limits } from '../limits.ts';
import type { Message } from '../protocol/messages.ts';
import type { Member } from '../room/member.ts';
import { Outbox } from './outbox.ts';
import type { Grant } from '../ports.ts';
import { Reader } from './reader.ts';
import type { Room } from '../room/room.ts';
import type { Log } from '../../platform/log.ts';

export interface ConnectionOptions {
	readonly ws: WebSocket;
	readonly socket: Duplex;
	readonly room: Room;
	readonly epoch: number;
	readonly grant: Grant;
	/** Null presence user: scratch documents take any name. */
	readonly named: boolean;
	readonly limits: Limits;
	readonly log: Log;
	readonly onClose: (connection: Connection) => void;
}

/** Asking a client again for what is missing, at most this often (ms). */
const ASK_EVERY = 500;
const refusals = {
	forged: closeCodes.forged,
	closed: closeCodes.serverOnly,
	full: closeCodes.documentFull,
	busy: closeCodes.tryAgain
} as const;
/** How long a socket may take to close (ms). */
const CLOSE_TIME = 1_000;

/** One socket in one room: what it may send, what it was sent, what of it is committed. */
export class Connection implements Member {
	readonly presenceClients = new Set<number>();
	readonly user: Member['user'];
	readonly room: Room;
	readonly grant: Grant;
	readonly #ws: WebSocket;
	readonly #log: Log;
	readonly #limits: Limits;
	readonly #flow: Flow;
	readonly #outbox: Outbox;
	readonly #inbox: Inbox;
	readonly #reader: Reader;
	#askedAt = -Infinity;
	#shownAt = -Infinity;
	/** A presence frame was not queued: the next one is everybody's. */
	#missedPresence = false;
	readonly #confirmations = new Confirmations();
	#alive = true;
	#paused = false;
	/** Events that were not told: the reader was behind, or was being decided about. */
	#missed = false;
	open = true;
	/** What the client says around the document; nobody listens to who may not follow. */
	onSaid: ((name: string, data: unknown) => void) | undefined;

	constructor(options: ConnectionOptions) {
		const { ws, room, grant, limits } = options;
		this.#ws = ws;
		this.room = room;
		this.grant = grant;
		this.user = options.named
			? { id: grant.userId, name: grant.name, ...(grant.color && { color: grant.color }) }
			: null;
		this.#log = options.log;
		this.#limits = limits;
		this.#flow = new Flow(ws);
		this.#inbox = new Inbox(limits, performance.now());
		this.#outbox = new Outbox(options.socket, {
			lagBytes: limits.lagBytes,
			lagTime: limits.lagTime,
			onDrained: () => {
				this.#reader.catchUp();
				this.#sayMissed();
			},
			onStuck: () => ws.terminate()
		});
		this.#reader = new Reader(room, this.#outbox, limits.syncReplyEvery);
		ws.on('message', (data: Buffer, binary: boolean) => this.#receive(data, binary));
		ws.on('pong', () => (this.#alive = true));
		ws.on('error', () => ws.terminate());
		ws.on('close', () => {
			this.open = false;
			this.#flow.stop();
			this.#outbox.close();
			options.onClose(this);
		});
		this.#outbox.send(epochFrame(options.epoch));
		if (grant.canWrite) this.#ask();
		else this.#outbox.send(readOnlyFrame());
		this.#showPresence();
	}

	offerUpdate(frame: Buffer | null, place: number): void {
		this.#reader.offer(frame && (() => this.#withConfirmation(frame)), place);
	}

	offerPresence(frame: Buffer): void {
		const whole = this.#missedPresence ? this.room.presence.everything() : frame;
		this.#missedPresence = !this.#outbox.offerPassing(whole ?? frame);
	}

	/** Events are no edits: whoever cannot take one now is told that some are missing. */
	tell(name: string, data: unknown): void {
		if (this.#paused || !this.#outbox.offer(eventFrame(name, data))) this.#missed = true;
	}

	confirm(n: number): void {
		if (!this.#confirmations.commit(n)) return;
		// Unless the broadcast of the same turn takes it along.
		process.nextTick(() => {
			if (this.#confirmations.due) this.#outbox.send(this.#confirmations.tell());
		});
	}

	resync(): void {
		this.#reader.startOver();
	}

	close(code: CloseCode): void {
		if (!this.open) return;
		this.open = false;
		this.#outbox.close();
		this.#flow.stop();
		this.#ws.resume();
		this.#ws.close(code);
		setTimeout(() => this.#ws.terminate(), CLOSE_TIME).unref();
	}

	/** Nothing is taken from the client, and it is told of nothing around the document, until `resume`. */
	pause(): void {
		this.#paused = true;
		this.#flow.hold();
	}

	resume(): void {
		if (!this.open) return;
		this.#paused = false;
		this.#flow.release();
		this.#sayMissed();
	}

	/** Ends sockets whose other side has silently gone. */
	ping(): void {
		if (!this.#alive) return this.#ws.terminate();
		this.#alive = false;
		this.#outbox.send(PING);
	}

	#withConfirmation(frame: Buffer): Buffer {
		return this.#confirmations.due && !this.#outbox.full ? Buffer.concat([this.#confirmations.tell(), frame]) : frame;
	}

	#receive(data: Buffer, binary: boolean): void {
		if (!this.open) return;
		this.#alive = true;
		const now = performance.now();
		const message = this.#inbox.read(data, binary, now);
		if ('code' in message) return this.#turnAway(message);
		try {
			this.#handle(message, now);
		} catch (error) {
			return this.#turnAway({ code: closeCodes.malformed, error });
		}
		this.#flow.slow(this.#inbox.owed);
	}

	/** Said once: a closed client sends no more. */
	#turnAway({ code, error }: Violation): void {
		this.#log.warn({ err: error, user: this.grant.userId }, 'collab: a client was turned away');
		this.close(code);
	}

	#handle(message: Message, now: number): void {
		switch (message.type) {
			case 'ask':
				return this.#reader.ask(message.clocks, now);
			case 'update':
				return this.#submit(message.update, message.whole);
			case 'presence':
				for (const entry of message.entries) {
					this.room.presence.set(this, entry, (client) => this.room.known.mayUse(client, this.grant.userId));
				}
				return;
			case 'said':
				return this.onSaid?.(message.name, message.data);
			case 'who is here':
				if (now - this.#shownAt < this.#limits.syncReplyEvery) return;
				this.#shownAt = now;
				return this.#showPresence();
		}
	}

	#submit(update: Uint8Array, whole: boolean): void {
		// Refused, not closed: somebody who may only read goes on reading.
		if (!this.grant.canWrite) return this.#outbox.send(readOnlyFrame());
		const count = this.#confirmations.receive(whole);
		const settled = (error: unknown): void => {
			if (error === null) this.confirm(count);
		};
		const submitted = this.room.submit(update, { userId: this.grant.userId, member: this, settled });
		if (submitted === 'taken') return;
		if (submitted === 'gap') {
			this.#confirmations.missing();
			return this.#ask();
		}
		this.#turnAway({ code: refusals[submitted], error: new Error(`an update was refused: ${submitted}`) });
	}

	#sayMissed(): void {
		if (!this.#missed || this.#paused) return;
		this.#missed = false;
		this.tell('missed', {});
	}

	#ask(): void {
		const now = performance.now();
		if (now - this.#askedAt < ASK_EVERY) return;
		this.#askedAt = now;
		this.#outbox.send(askFrame(this.room.known.clocks));
	}

	#showPresence(): void {
		const frame = this.room.presence.all();
		if (frame) this.offerPresence(frame);
	}
}
