import type { Duplex } from 'node:stream';

/** How far a reader may fall behind, and what to do then. */
export interface OutboxOptions {
	readonly lagBytes: number;
	readonly lagTime: number;
	/** Called when a reader who had fallen behind has read everything. */
	onDrained(): void;
	/** Called when it has not caught up in time. */
	onStuck(): void;
}

/**
 * What goes to one reader, as finished frames. Beyond `lagBytes` unsent nothing more is queued for it: it is
 * `lagging` until the socket has drained, then it is brought up to date at once, or cut off after `lagTime`.
 * So a reader who stops reading costs a bounded amount of memory.
 */
export class Outbox {
	readonly #socket: Duplex;
	readonly #options: OutboxOptions;
	#timer: NodeJS.Timeout | undefined;
	lagging = false;
	closed = false;

	constructor(socket: Duplex, options: OutboxOptions) {
		this.#socket = socket;
		this.#options = options;
	}

	/** Nothing more would be queued now. */
	get full(): boolean {
		return this.lagging || this.unsent > this.#options.lagBytes;
	}

	get unsent(): number {
		return this.#socket.writableLength;
	}

	/** Small frames that must arrive (confirmations, requests); they do not count as lag. */
	send(frame: Uint8Array): void {
		if (!this.closed) this.#socket.write(frame);
	}

	/** Several parts as one write; large parts are not copied. */
	sendAll(parts: readonly Uint8Array[]): void {
		if (this.closed) return;
		this.#socket.cork();
		for (const part of parts) this.#socket.write(part);
		this.#socket.uncork();
		if (this.unsent > this.#options.lagBytes) this.#lag();
	}

	/** @returns false if the reader is behind and was not given the frame */
	offer(frame: Uint8Array): boolean {
		if (this.closed || this.lagging) return false;
		if (this.unsent > this.#options.lagBytes) {
			this.#lag();
			return false;
		}
		this.#socket.write(frame);
		return true;
	}

	/** What is outdated soon (presence) is not queued for a reader who falls behind. @returns whether it was queued */
	offerPassing(frame: Uint8Array): boolean {
		if (this.closed || this.lagging || this.unsent >= this.#options.lagBytes / 4) return false;
		this.#socket.write(frame);
		return true;
	}

	close(): void {
		this.closed = true;
		clearTimeout(this.#timer);
	}

	#lag(): void {
		if (this.lagging) return;
		this.lagging = true;
		this.#timer = setTimeout(() => this.#options.onStuck(), this.#options.lagTime).unref();
		this.#socket.once('drain', () => {
			clearTimeout(this.#timer);
			if (this.closed) return;
			this.lagging = false;
			this.#options.onDrained();
		});
	}
}
