import type { WebSocket } from 'ws';

/**
 * Whether anything is read from a socket. While it is not, what the client sends waits in its own network buffers: so a
 * client is slowed without losing a message or its connection.
 */
export class Flow {
	readonly #ws: Pick<WebSocket, 'pause' | 'resume'>;
	#held = false;
	#slowed: NodeJS.Timeout | undefined;

	constructor(ws: Pick<WebSocket, 'pause' | 'resume'>) {
		this.#ws = ws;
	}

	/** Nothing is read until `release`. */
	hold(): void {
		this.#held = true;
		this.#ws.pause();
	}

	release(): void {
		this.#held = false;
		this.#goOn();
	}

	/** Nothing is read for so long (ms). */
	slow(time: number): void {
		if (time < 1 || this.#slowed) return;
		this.#ws.pause();
		this.#slowed = setTimeout(() => {
			this.#slowed = undefined;
			this.#goOn();
		}, time).unref();
	}

	/** The socket is closing: nothing is held back or started any more. */
	stop(): void {
		clearTimeout(this.#slowed);
		this.#held = false;
	}

	#goOn(): void {
		if (!this.#held && !this.#slowed) this.#ws.resume();
	}
}
