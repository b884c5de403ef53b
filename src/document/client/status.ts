import { type ConnectionState, type Facts, sameState, stateOf } from './connection-state.ts';

/** Milliseconds without any connection before the first "connecting" becomes "reconnecting". */
const WAIT = 8000;

/** What the provider, the browser and the local copy know themselves: asked anew for every state. */
export type AskedFacts = Pick<Facts, 'connected' | 'synced' | 'offline' | 'kept' | 'pending'>;

type Listener = (state: ConnectionState) => void;

/**
 * The state of one connection over time: what happens is told to it, the rest it asks. Whoever tells it something also
 * calls `refresh`, once everything is told that belongs together.
 */
export class Status {
	readonly #ask: () => AskedFacts;
	readonly #listeners = new Set<Listener>();
	readonly #closing = new AbortController();
	#everSynced = false;
	#ended: number | null = null;
	#lostAt: number | null = null;
	#lostTimer: ReturnType<typeof setTimeout> | undefined;
	#state: ConnectionState;
	/** What the person's role says, and then the server. */
	readOnly: boolean;

	constructor(readOnly: boolean, ask: () => AskedFacts) {
		this.readOnly = readOnly;
		this.#ask = ask;
		this.#state = this.#now();
	}

	get state(): ConnectionState {
		return this.#state;
	}

	/** Called after every change of `state`, in the order of subscription. @returns stop */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Looks whether the state is another by now. */
	refresh(): void {
		const next = this.#now();
		if (this.isClosed || sameState(this.#state, next)) return;
		this.#state = next;
		for (const listener of this.#listeners) listener(next);
	}

	/** There is no connection, from now on or still. */
	lost(): void {
		this.#lostAt ??= Date.now();
		this.#lostTimer ??= setTimeout(() => this.refresh(), WAIT);
	}

	found(): void {
		this.#lostAt = null;
		clearTimeout(this.#lostTimer);
		this.#lostTimer = undefined;
	}

	synced(): void {
		this.#everSynced = true;
	}

	/** Over for good; the first close code says why. */
	end(code: number): void {
		this.#ended ??= code;
	}

	/** Resolves when every edit made so far is durable; rejects when the connection ends for good, or is closed, before that. */
	whenSaved(): Promise<void> {
		return new Promise((resolve, reject) => {
			const check = (state: ConnectionState): void => {
				const over = state.status === 'reload-needed' || state.status === 'stopped';
				if (!over && state.status !== 'saved') return;
				this.#listeners.delete(check);
				if (over) reject(new Error(state.reason));
				else resolve();
			};
			this.#listeners.add(check);
			this.#closing.signal.addEventListener('abort', () => reject(new Error('closed')));
			check(this.#state);
		});
	}

	get isClosed(): boolean {
		return this.#closing.signal.aborted;
	}

	/** Nobody hears anything any more. */
	close(): void {
		this.#listeners.clear();
		this.#closing.abort();
		clearTimeout(this.#lostTimer);
	}

	#now(): ConnectionState {
		return stateOf({
			...this.#ask(),
			everSynced: this.#everSynced,
			readOnly: this.readOnly,
			waited: this.#lostAt !== null && Date.now() - this.#lostAt >= WAIT,
			ended: this.#ended
		});
	}
}
