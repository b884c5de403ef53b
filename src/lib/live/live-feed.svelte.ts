/** The part of EventSource that is used, so that tests can hand in their own. */
export interface EventSourceLike {
	readonly readyState: number;
	addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
	close(): void;
}

export interface LiveFeedOptions {
	readonly url: string;
	/** One handler per event name; data is parsed JSON, still to be checked by the handler. */
	readonly handlers: Readonly<Record<string, (data: unknown) => void>>;
	/** Called after a gap: whatever happened meanwhile was not heard, so the page fetches afresh. */
	readonly onresume: () => void;
	readonly open?: (url: string) => EventSourceLike;
	readonly later?: (run: () => void, ms: number) => () => void;
}

const CLOSED = 2;
const longestWait = 30_000;

const browserOpen = (url: string): EventSourceLike => new EventSource(url);
const browserLater = (run: () => void, ms: number): (() => void) => {
	const timer = setTimeout(run, ms);
	return () => clearTimeout(timer);
};

/**
 * Server-sent events with reconnect. The browser retries dropped streams by itself, but gives up for good
 * when a retry is answered with an error (a restart behind a proxy does that); then this opens a new one
 * after 1, 2, 4 … 30 s.
 */
export class LiveFeed {
	state = $state<'connecting' | 'open' | 'waiting'>('connecting');
	readonly #options: LiveFeedOptions;
	#source: EventSourceLike | null = null;
	#cancel: (() => void) | null = null;
	#failures = 0;
	#interrupted = false;
	#ended = false;

	constructor(options: LiveFeedOptions) {
		this.#options = options;
		this.#connect();
	}

	close(): void {
		this.#ended = true;
		this.#cancel?.();
		this.#source?.close();
	}

	#connect(): void {
		const { url, handlers, open = browserOpen } = this.#options;
		const source = open(url);
		this.#source = source;
		source.addEventListener('open', () => this.#opened());
		source.addEventListener('error', () => this.#failed(source));
		for (const [name, handle] of Object.entries(handlers)) {
			source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
		}
	}

	#opened(): void {
		this.state = 'open';
		this.#failures = 0;
		if (this.#interrupted) this.#options.onresume();
		this.#interrupted = false;
	}

	#failed(source: EventSourceLike): void {
		if (this.#ended || source !== this.#source) return;
		this.state = 'waiting';
		this.#interrupted = true;
		if (source.readyState !== CLOSED) return;
		source.close();
		this.#source = null;
		const wait = Math.min(longestWait, 1000 * 2 ** this.#failures++);
		this.#cancel = (this.#options.later ?? browserLater)(() => this.#connect(), wait);
	}
}
