/** The browser's databases, as far as copies use them: every request is answered in a task of its own, in order. */
type Handler = (() => void) | null;

class Request<T = unknown> {
	result!: T;
	error: Error | null = null;
	onsuccess: Handler = null;
	onerror: Handler = null;
	onupgradeneeded: Handler = null;
}

export class KeyRange {
	readonly holds: (key: number) => boolean;
	private constructor(holds: (key: number) => boolean) {
		this.holds = holds;
	}
	static lowerBound = (bound: number, open: boolean): KeyRange =>
		new KeyRange((key) => (open ? key > bound : key >= bound));
	static upperBound = (bound: number, open: boolean): KeyRange =>
		new KeyRange((key) => (open ? key < bound : key <= bound));
}

type Stores = Map<string, { readonly rows: Map<unknown, unknown>; next: number }>;

class Connection {
	onversionchange: Handler = null;
	onclose: Handler = null;
	closed = false;
	readonly #stores: Stores;
	readonly #do: Databases['run'];
	constructor(stores: Stores, run: Databases['run']) {
		this.#stores = stores;
		this.#do = run;
	}
	createObjectStore(name: string): void {
		this.#stores.set(name, { rows: new Map(), next: 1 });
	}
	close(): void {
		this.closed = true;
	}
	transaction() {
		if (this.closed) throw new DOMException('closed', 'InvalidStateError');
		const transaction = {
			oncomplete: null as Handler,
			onabort: null as Handler,
			error: null,
			objectStore: this.#storeIn
		};
		// After all that is asked for in this task.
		queueMicrotask(() => this.#do(() => transaction.oncomplete?.()));
		return transaction;
	}
	readonly #storeIn = (name: string) => {
		const store = this.#stores.get(name)!;
		const ask = <T>(work: () => T): Request<T> => {
			const request = new Request<T>();
			const result = work();
			this.#do(() => {
				request.result = result;
				request.onsuccess?.();
			});
			return request;
		};
		const keys = (range?: KeyRange): number[] =>
			([...store.rows.keys()] as number[]).filter((key) => range?.holds(key) ?? true);
		return {
			add: (value: unknown) => ask(() => (store.rows.set(store.next, value), store.next++)),
			put: (value: unknown, key: unknown) => ask(() => void store.rows.set(key, value)),
			get: (key: unknown) => ask(() => store.rows.get(key)),
			getAll: (range?: KeyRange) => ask(() => keys(range).map((key) => store.rows.get(key))),
			getAllKeys: (range?: KeyRange) => ask(() => keys(range)),
			delete: (range: KeyRange) => ask(() => keys(range).forEach((key) => store.rows.delete(key)))
		};
	};
}

export class Databases {
	opened = 0;
	#waiting = 0;
	#failing = false;
	#last: Promise<void> = Promise.resolve();
	readonly #all = new Map<string, { readonly stores: Stores; connections: Connection[] }>();

	readonly run = (work: () => void): void => {
		this.#waiting++;
		this.#last = this.#last.then(() => (this.#waiting--, work()));
	};
	/** Nothing is left to be answered. */
	get settled(): boolean {
		return this.#waiting === 0;
	}
	failNext(): void {
		this.#failing = true;
	}
	open(name: string): Request<Connection> {
		this.opened++;
		const request = new Request<Connection>();
		const fails = this.#failing;
		this.#failing = false;
		this.run(() => {
			if (fails) {
				request.onerror?.();
				return;
			}
			const isNew = !this.#all.has(name);
			const database = this.#all.get(name) ?? { stores: new Map() as Stores, connections: [] as Connection[] };
			this.#all.set(name, database);
			request.result = new Connection(database.stores, this.run);
			database.connections.push(request.result);
			if (isNew) request.onupgradeneeded?.();
			request.onsuccess?.();
		});
		return request;
	}
	/** As another tab does. */
	remove(name: string): void {
		for (const connection of this.#all.get(name)!.connections) if (!connection.closed) connection.onversionchange?.();
		this.#all.delete(name);
	}
	updatesIn(name: string): unknown[] {
		return [...this.#all.get(name)!.stores.get('updates')!.rows.values()];
	}
	connections(name: string): number {
		return this.#all.get(name)!.connections.filter(({ closed }) => !closed).length;
	}
}
