/** Follows a stream that says that numbers changed (`/live/numbers`, or a link's), and asks for them anew. */
export interface FollowOptions {
	readonly url: string;
	/** Asks for the numbers; refused when they cannot be had now. */
	readonly refresh: () => Promise<unknown>;
	/** Since when the picture is old, ms since 1970; null: it is not. */
	readonly onold: (since: number | null) => void;
	/** Nothing more will come, by the stream's own word. */
	readonly onend: (reason: string) => void;
	readonly Source?: typeof EventSource;
	readonly page?: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
	/** Says `offline` and `online`. */
	readonly network?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** A page asks at most so often, ms; and more rarely where an answer takes long. */
const REST = 3_000;
const SHARE_OF_TIME = 8;
/** After a failure, ms. */
const AGAIN = 5_000;
/** The stream says that it lives every twenty seconds: one that says nothing for so long is lost, ms. */
const SILENT = 50_000;

/**
 * Nothing is asked while nothing comes: the stream itself is what lets the page know that it is up to date. A page that nobody
 * sees keeps none – a browser has six connections to an address –, and asks once when it is looked at again.
 * @returns stop
 */
export function followChanges(options: FollowOptions): () => void {
	const page = options.page ?? document;
	const follow = new Follow(options, options.Source ?? EventSource, page);
	const { network = window } = options;
	const seen = (): void => follow.seen();
	const offline = (): void => follow.offline();
	const online = (): void => follow.online();
	page.addEventListener('visibilitychange', seen);
	network.addEventListener('offline', offline);
	network.addEventListener('online', online);
	seen();
	return () => {
		follow.stop();
		page.removeEventListener('visibilitychange', seen);
		network.removeEventListener('offline', offline);
		network.removeEventListener('online', online);
	};
}

class Follow {
	readonly #given: FollowOptions;
	readonly #Source: typeof EventSource;
	readonly #page: NonNullable<FollowOptions['page']>;
	#source: EventSource | null = null;
	/** Of the next asking, and of the next stream. */
	#asking: ReturnType<typeof setTimeout> | undefined;
	#opening: ReturnType<typeof setTimeout> | undefined;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#running = false;
	#wanted = false;
	#over = false;
	#notBefore = 0;
	#oldSince: number | null = null;
	/** The stream was lost, or not there: something may have been missed. */
	#missed = false;

	constructor(given: FollowOptions, Source: typeof EventSource, page: NonNullable<FollowOptions['page']>) {
		this.#given = given;
		this.#Source = Source;
		this.#page = page;
	}

	seen(): void {
		if (this.#page.visibilityState === 'visible') return this.#open();
		this.#missed = true;
		this.#close();
	}

	/** A stream that is cut off looks like one that has nothing to say. */
	offline(): void {
		this.#missed = true;
		this.#old();
	}

	online(): void {
		this.#close();
		this.seen();
	}

	stop(): void {
		this.#over = true;
		clearTimeout(this.#asking);
		this.#close();
	}

	#old(since = Date.now()): void {
		if (this.#oldSince !== null) return;
		this.#oldSince = since;
		this.#given.onold(this.#oldSince);
	}

	async #ask(): Promise<void> {
		this.#asking = undefined;
		this.#running = true;
		this.#wanted = false;
		const from = Date.now();
		try {
			await this.#given.refresh();
			this.#notBefore = Date.now() + Math.max(REST, SHARE_OF_TIME * (Date.now() - from));
			this.#fresh();
		} catch {
			// Said on the page; tried again until it works.
			this.#old();
			this.#wanted = true;
			this.#notBefore = Date.now() + AGAIN;
		}
		this.#running = false;
		if (this.#wanted) this.#want();
	}

	/** It is up to date only as long as it would hear of changes. */
	#fresh(): void {
		if (this.#oldSince === null || this.#source?.readyState !== this.#Source.OPEN) return;
		this.#oldSince = null;
		this.#given.onold(null);
	}

	#want(): void {
		this.#wanted = true;
		if (this.#running || this.#asking !== undefined || this.#over) return;
		this.#asking = setTimeout(() => void this.#ask(), Math.max(0, this.#notBefore - Date.now()));
	}

	#open(): void {
		clearTimeout(this.#opening);
		if (this.#source !== null || this.#over) return;
		const source = new this.#Source(this.#given.url);
		this.#source = source;
		this.#heard();
		source.addEventListener('alive', () => this.#heard());
		source.addEventListener('hello', () => {
			this.#heard();
			if (this.#missed || this.#oldSince !== null) this.#want();
			this.#missed = false;
		});
		source.addEventListener('changed', () => {
			this.#heard();
			this.#want();
		});
		source.addEventListener('end', (event) => this.#ended((event as MessageEvent<string>).data));
		source.addEventListener('error', () => this.#lost(source));
	}

	#heard(): void {
		const at = Date.now();
		clearTimeout(this.#silence);
		this.#silence = setTimeout(() => {
			this.#missed = true;
			this.#old(at);
			this.online();
		}, SILENT);
	}

	#ended(data: string): void {
		this.#close();
		const { reason } = JSON.parse(data) as { reason: string };
		// Newer pages of the same person follow in its place.
		if (reason === 'too_many') return this.#old();
		this.stop();
		this.#given.onend(reason);
	}

	#lost(source: EventSource): void {
		this.#missed = true;
		this.#old();
		// Lost, and the browser comes back by itself; refused, it does not, and the numbers say why.
		if (source.readyState !== this.#Source.CLOSED || this.#source !== source) return;
		this.#close();
		this.#want();
		this.#opening = setTimeout(() => this.seen(), AGAIN);
	}

	#close(): void {
		clearTimeout(this.#opening);
		clearTimeout(this.#silence);
		this.#source?.close();
		this.#source = null;
	}
}
