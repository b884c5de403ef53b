/** Proxies close a stream that says nothing for a minute, ms. */
const KEEP_ALIVE = 20_000;

/** A stream of server-sent events, as whoever fills it sees it. */
export interface EventStream {
	readonly response: Response;
	send(name: string, data: object): void;
	/** Nothing more will come. The reader comes back by itself, unless it was told why not. */
	end(): void;
}

export interface EventStreamOptions {
	readonly signal: AbortSignal;
	/** Now and then, while it runs: may it go on? Sends what there is to say, and ends it where it may not. */
	readonly still: (stream: EventStream) => Promise<void>;
	readonly ended: () => void;
}

export function eventStream({ signal, still, ended }: EventStreamOptions): EventStream {
	const encoder = new TextEncoder();
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const writer = writable.getWriter();
	let over = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	function end(): void {
		if (over) return;
		over = true;
		clearTimeout(timer);
		ended();
		// The reader may be gone already; then there is nothing to close.
		writer.close().catch(() => undefined);
	}
	/** A reader that does not keep up is let go: its browser comes back and asks for everything afresh. */
	function write(text: string): void {
		if (over) return;
		if (writer.desiredSize !== null && writer.desiredSize < -64) return end();
		writer.write(encoder.encode(text)).catch(end);
	}
	const stream: EventStream = {
		response: new Response(readable, {
			// no-transform and X-Accel-Buffering: proxies must pass each event on at once.
			headers: {
				'content-type': 'text/event-stream',
				'cache-control': 'no-store, no-transform',
				'x-accel-buffering': 'no'
			}
		}),
		send: (name, data) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
		end
	};
	function later(): void {
		timer = setTimeout(() => {
			write('event: alive\ndata: {}\n\n');
			// Where it cannot be found out it is not decided either: the reader comes back and is judged anew.
			still(stream).then(() => over || later(), end);
		}, KEEP_ALIVE);
	}
	signal.addEventListener('abort', end);
	writer.closed.catch(end);
	if (signal.aborted) end();
	else later();
	return stream;
}

/** So long changes share one message, ms; the first of them goes at once. */
const GATHER = 2_000;

/** Tells of changes at once, and then at most every two seconds. */
export function gathered(
	tell: () => void,
	every = GATHER
): { readonly changed: () => void; readonly stop: () => void } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let waiting = false;
	function changed(): void {
		if (timer !== undefined) {
			waiting = true;
			return;
		}
		waiting = false;
		timer = setTimeout(() => {
			timer = undefined;
			if (waiting) changed();
		}, every);
		tell();
	}
	return { changed, stop: () => clearTimeout(timer) };
}
