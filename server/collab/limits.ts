/** What one client, user or document may take. Sizes in bytes, times in milliseconds. */
export interface Limits {
	/** Largest WebSocket message; above it the socket is closed by the protocol (1009). */
	readonly frame: number;
	readonly update: number;
	/** Snapshot and tail of one document together. */
	readonly document: number;
	/** Edits of one document that wait for their commit. */
	readonly waiting: number;
	readonly messagesPerSecond: number;
	readonly messageBurst: number;
	readonly bytesPerSecond: number;
	readonly byteBurst: number;
	readonly socketsPerUser: number;
	readonly socketsPerDocument: number;
	/** Presence: client ids a connection; bytes of one state, larger ones are cut. */
	readonly presenceClients: number;
	readonly presenceBytes: number;
	/** States in one message. Stock clients echo everybody's, so it is more than a full room has. */
	readonly presenceEntries: number;
	/** Somebody from whom nothing came for so long is not shown any more; clients renew their state every 15 s. */
	readonly presenceSilent: number;
	/** Above this much unsent a reader gets nothing more until it has drained … */
	readonly lagBytes: number;
	/** … and is cut off after this long. */
	readonly lagTime: number;
	/** A full answer to a sync request at most this often. */
	readonly syncReplyEvery: number;
	/** A room commits and broadcasts once in `gatherPerReader` times its readers beyond `gatherFrom`, `gather` ms at most … */
	readonly gather: number;
	readonly gatherPerReader: number;
	/** Up to this many readers an edit waits for nothing but its commit: broadcasts are cheap, and hardly two share one. */
	readonly gatherFrom: number;
	/** … and in twice the time that a broadcast takes, so that no room takes more than half a core; this at most. */
	readonly longestRest: number;
	/** Messages a second to each reader that come from the others, edits and presence together … */
	readonly told: number;
	/** … and so many at once after a quiet moment. With the four messages a second about numbers that is twenty. */
	readonly toldAtOnce: number;
	/** Presence goes to everybody in one message at most this often, however many move and however fast. */
	readonly presenceTick: number;
	/** How long an empty room stays loaded. */
	readonly idle: number;
	/** Compaction, while a document is open: this many updates or bytes in its tail. */
	readonly compactUpdates: number;
	readonly compactBytes: number;
	/** Compaction when everybody has left: from this many updates on. */
	readonly compactUpdatesWhenIdle: number;
	/** How long deciding about a request may take. */
	readonly authorizeTime: number;
	readonly pingEvery: number;
	/** How often every open socket is authorized again without being asked; spread over this time. */
	readonly reauthorizeEvery: number;
}

const MB = 1 << 20;

export const defaultLimits: Limits = {
	frame: 4 * MB,
	update: 4 * MB,
	document: 32 * MB,
	waiting: 8 * MB,
	messagesPerSecond: 500,
	messageBurst: 2_000,
	bytesPerSecond: 2 * MB,
	byteBurst: 16 * MB,
	socketsPerUser: 50,
	socketsPerDocument: 500,
	presenceClients: 4,
	presenceBytes: 4096,
	presenceEntries: 4096,
	presenceSilent: 45_000,
	lagBytes: MB,
	lagTime: 30_000,
	syncReplyEvery: 250,
	gather: 4,
	gatherPerReader: 0.05,
	gatherFrom: 20,
	longestRest: 16,
	told: 12,
	toldAtOnce: 4,
	presenceTick: 50,
	idle: 1_500,
	compactUpdates: 10_000,
	compactBytes: MB,
	compactUpdatesWhenIdle: 50,
	authorizeTime: 5_000,
	pingEvery: 25_000,
	reauthorizeEvery: 300_000
};

/** Scratch documents are driven by load generators: rates are theirs, sizes and everything else are ours. */
export const scratchLimits = (limits: Limits): Limits => ({
	...limits,
	messagesPerSecond: 50_000,
	messageBurst: 100_000,
	bytesPerSecond: 64 * MB,
	byteBurst: 128 * MB,
	socketsPerUser: Infinity,
	// What is compared with other servers is each edit's own way.
	told: Infinity,
	toldAtOnce: Infinity
});

/** A bucket that refills steadily: true while the taker stays within its rate. */
export class TokenBucket {
	readonly #perMs: number;
	readonly #burst: number;
	#tokens: number;
	#at: number;

	constructor(perSecond: number, burst: number, now: number) {
		this.#perMs = perSecond / 1000;
		this.#burst = burst;
		this.#tokens = burst;
		this.#at = now;
	}

	take(amount: number, now: number): boolean {
		this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
		this.#at = now;
		this.#tokens -= amount;
		return this.#tokens >= 0;
	}

	/** Milliseconds until what was taken beyond the rate is there again. */
	get owed(): number {
		return this.#tokens >= 0 ? 0 : -this.#tokens / this.#perMs;
	}
}

/** Messages and bytes of one connection. */
export class Rates {
	readonly #messages: TokenBucket;
	readonly #bytes: TokenBucket;

	constructor(limits: Limits, now: number) {
		this.#messages = new TokenBucket(limits.messagesPerSecond, limits.messageBurst, now);
		this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, now);
	}

	/** One message of this many bytes; false: too fast. */
	take(bytes: number, now: number): boolean {
		const messages = this.#messages.take(1, now);
		return this.#bytes.take(bytes, now) && messages;
	}

	/** Milliseconds to wait before the next message is within the rates. */
	get owed(): number {
		return Math.max(this.#messages.owed, this.#bytes.owed);
	}
}
