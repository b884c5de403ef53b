import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { closeCodes, type CloseCode } from '#document/close-codes.ts';
import { Confirmations } from './confirmations.ts';
import { askFrame, PING, readOnlyFrame, syncFrame, UPDATE } from './frames.ts';
import { Rates, type Limits } from './limits.ts';
import { readMessage, type Message } from './messages.ts';
import { Outbox } from './outbox.ts';
import type { Grant, Log } from './ports.ts';
import type { Member, Room } from './room.ts';

export interface ConnectionOptions {
	readonly ws: WebSocket;
	readonly socket: Duplex;
	readonly room: Room;
	readonly grant: Grant;
	/** Null presence user: scratch documents take any name. */
	readonly named: boolean;
	readonly limits: Limits;
	readonly log: Log;
	readonly onClose: (connection: Connection) => void;
}

/** Asking a client again for what is missing, at most this often (ms). */
const ASK_EVERY = 500;
const refusals = { forged: closeCodes.forged, full: closeCodes.documentFull, busy: closeCodes.tryAgain } as const;
/** How long a socket may take to say goodbye (ms). */
const GOODBYE = 1_000;

/** One socket in one room: what it may send, what it was sent, what of it is committed. */
export class Connection implements Member {
	readonly presenceClients = new Set<number>();
	readonly user: Member['user'];
	readonly room: Room;
	readonly grant: Grant;
	readonly #ws: WebSocket;
	readonly #limits: Limits;
	readonly #log: Log;
	readonly #outbox: Outbox;
	readonly #rates: Rates;
	/** Has asked for the document; before that it is sent no edits. */
	#synced = false;
	/** The room's tail, as far as this reader was sent it. */
	#place = 0;
	#welcomedAt = -Infinity;
	#askedAt = -Infinity;
	readonly #confirmations = new Confirmations();
	#alive = true;
	open = true;

	constructor(options: ConnectionOptions) {
		const { ws, room, grant, limits } = options;
		this.#ws = ws;
		this.room = room;
		this.grant = grant;
		this.user = options.named ? { id: grant.userId, name: grant.name, ...(grant.color && { color: grant.color }) } : null;
		this.#limits = limits;
		this.#log = options.log;
		this.#rates = new Rates(limits, performance.now());
		this.#outbox = new Outbox(options.socket, {
			lagBytes: limits.lagBytes,
			lagTime: limits.lagTime,
			onDrained: () => this.#catchUp(),
			onStuck: () => ws.terminate()
		});
		ws.on('message', (data: Buffer, binary: boolean) => this.#receive(data, binary));
		ws.on('pong', () => (this.#alive = true));
		ws.on('error', () => ws.terminate());
		ws.on('close', () => {
			this.open = false;
			this.#outbox.close();
			options.onClose(this);
		});
		if (grant.canWrite) this.#ask();
		else this.#outbox.send(readOnlyFrame());
		this.#showPresence();
	}

	offerUpdate(frame: Buffer | null, place: number): void {
		if (!this.#synced || this.#outbox.lagging) return;
		if (frame === null || this.#outbox.offer(this.#withConfirmation(frame))) this.#place = place;
	}

	offerPresence(frame: Buffer): void {
		if (!this.#outbox.lagging && this.#outbox.unsent < this.#limits.lagBytes / 4) this.#outbox.send(frame);
	}

	confirm(n: number): void {
		if (!this.#confirmations.commit(n)) return;
		// Unless the broadcast of the same turn takes it along.
		process.nextTick(() => {
			if (this.#confirmations.due) this.#outbox.send(this.#confirmations.tell());
		});
	}

	resync(): void {
		if (this.#synced) this.#welcome(new Map());
	}

	close(code: CloseCode): void {
		if (!this.open) return;
		this.open = false;
		this.#outbox.close();
		this.#ws.resume();
		this.#ws.close(code);
		setTimeout(() => this.#ws.terminate(), GOODBYE).unref();
	}

	/** Nothing is taken from the client until `resume`. */
	pause(): void {
		this.#ws.pause();
	}

	resume(): void {
		if (this.open) this.#ws.resume();
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
		if (!this.#rates.take(data.length, now)) return this.close(closeCodes.tooMany);
		try {
			if (!binary) throw new Error('a text message');
			this.#handle(readMessage(data, this.#limits.presenceEntries), now);
		} catch (error) {
			this.#log.warn({ err: error, user: this.grant.userId }, 'collab: a message was not understood');
			this.close(closeCodes.malformed);
		}
	}

	#handle(message: Message, now: number): void {
		switch (message.type) {
			case 'ask':
				if (now - this.#welcomedAt < this.#limits.welcomeEvery || this.#outbox.lagging) return;
				this.#welcomedAt = now;
				return this.#welcome(message.clocks);
			case 'update':
				return this.#submit(message.update, message.whole);
			case 'presence':
				for (const entry of message.entries) {
					if (entry.json.length > this.#limits.presenceBytes) return this.close(closeCodes.tooBig);
					this.room.presence.set(this, entry, (client) => this.room.known.mayUse(client, this.grant.userId));
				}
				return;
			case 'who is here':
				return this.#showPresence();
		}
	}

	#submit(update: Uint8Array, whole: boolean): void {
		if (update.length > this.#limits.update) return this.close(closeCodes.tooBig);
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
		this.#log.warn({ user: this.grant.userId, submitted }, 'collab: an update was refused');
		this.close(refusals[submitted]);
	}

	#welcome(clocks: ReadonlyMap<number, number>): void {
		this.#synced = true;
		this.#place = this.room.tail.place;
		this.#outbox.sendAll(this.room.welcome.for(clocks));
	}

	#catchUp(): void {
		if (!this.#synced || this.#place === this.room.tail.place) return;
		const missed = this.room.tail.since(this.#place);
		if (missed === null) return this.#welcome(new Map());
		this.#place = this.room.tail.place;
		this.#outbox.sendAll([syncFrame(UPDATE, missed)]);
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
