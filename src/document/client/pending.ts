/**
 * How many of this person's edits are not known to be durable yet. The server confirms by a counter of the sync
 * messages with content that it got on the connection (`messageTypes.durable`), so those are counted as they are sent.
 */
export class Pending {
	/** Edits that are in no message of this connection. */
	#unsent: number;
	/** Messages sent on this connection, and how many edits each unconfirmed one carries. */
	#sent = 0;
	#inFlight: { readonly message: number; readonly edits: number }[] = [];

	/** @param unsent edits of an earlier visit that were kept offline */
	constructor(unsent = 0) {
		this.#unsent = unsent;
	}

	get count(): number {
		return this.#inFlight.reduce((sum, { edits }) => sum + edits, this.#unsent);
	}

	/** An edit was made here; to be called before the message that carries it is sent. */
	edited(): void {
		this.#unsent++;
	}

	/** Edits that an earlier visit left. */
	found(edits: number): void {
		this.#unsent += edits;
	}

	/** A message was sent: one edit, or (the answer to the server's "what do you have") everything it lacks. */
	sent(message: 'edit' | 'everything'): void {
		const edits = message === 'everything' ? this.#unsent : Math.min(1, this.#unsent);
		this.#unsent -= edits;
		this.#inFlight.push({ message: ++this.#sent, edits });
	}

	/** The server has stored the first `messages` messages of this connection. */
	confirmed(messages: number): void {
		this.#inFlight = this.#inFlight.filter(({ message }) => message > messages);
	}

	/** The connection is gone, or a new one starts: what was not confirmed will be sent again. */
	restart(): void {
		this.#unsent = this.count;
		this.#inFlight = [];
		this.#sent = 0;
	}
}

/** Does this message carry edits? First byte: a sync message; second: an answer (1) or an update (2). */
export function editsIn(message: unknown): 'edit' | 'everything' | null {
	if (!(message instanceof Uint8Array) || message[0] !== 0) return null;
	return message[1] === 1 ? 'everything' : message[1] === 2 ? 'edit' : null;
}

/** A WebSocket class that tells of every message before it is sent. */
export function tellingSocket(Base: typeof WebSocket, onSend: (message: unknown) => void): typeof WebSocket {
	return class extends Base {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols);
			// Not a method of the class: what the base gives may be a socket that was there before.
			const send = this.send;
			this.send = (message) => {
				onSend(message);
				send.call(this, message);
			};
		}
	};
}
