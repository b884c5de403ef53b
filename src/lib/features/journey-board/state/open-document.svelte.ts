import { emptyDocument, isSeeded } from '#document/core/about.ts';
import type { JoinedKind, KindTypes, Observer, Other, OwnPresence } from '#document/core/kind.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { hearOverruled, type Overruled } from '#document/core/overruled.ts';
import { othersPresent } from '#document/core/others-present.ts';
import { createUndo, type Undo } from '#document/core/undo.ts';
import { connect, guardUnload, type Connection } from '#document/client/connect.ts';
import { nextTask } from '#document/client/next-task.ts';
import type { ConnectionState } from '#document/client/connection-state.ts';

export interface OpenOptions<T extends KindTypes> {
	readonly kind: JoinedKind<T>;
	/** `wss://host/collab` */
	readonly url: string;
	readonly id: string;
	readonly userId: string;
	/** May this role edit? The server has the last word. */
	readonly mayEdit: boolean;
	/** Open the copy in this browser, and keep it. Default true. */
	readonly keepCopy?: boolean;
	/** Something happened around the document, e.g. an answer was counted. */
	readonly onEvent?: (name: string, data: unknown) => void;
}

/** One open document: its content, its connection, one person's undo and the presence of the others. */
export class OpenDocument<T extends KindTypes> {
	#shown = $state.raw<T['snapshot'] | null>(null);
	#latest: T['snapshot'] | null = null;
	state = $state.raw<ConnectionState>({ status: 'connecting', pending: 0 });
	canUndo = $state(false);
	canRedo = $state(false);
	others = $state.raw<readonly Other<T['presence']>[]>([]);
	/** Called after each change of the snapshot, whoever made it. */
	onchange: ((before: T['snapshot'] | null, after: T['snapshot']) => void) | null = null;
	/** Called when somebody else wrote a title at the same moment as this person, and theirs stands. */
	onoverruled: ((overruled: Overruled<T['type']>) => void) | null = null;
	/** Called after each change of `others`. */
	onothers: ((others: readonly Other<T['presence']>[]) => void) | null = null;

	readonly id: string;
	readonly #kind: JoinedKind<T>;
	readonly #doc = emptyDocument();
	readonly #origin: ReturnType<typeof personOrigin>;
	readonly #connection: Connection<T>;
	readonly #undo: Undo;
	#observer: Observer<T['snapshot']> | null = null;
	readonly #stops: (() => void)[];
	readonly #mayEdit: boolean;
	#closed = false;

	constructor({ kind, url, id, userId, mayEdit, keepCopy = true, onEvent }: OpenOptions<T>) {
		this.id = id;
		this.#kind = kind;
		this.#mayEdit = mayEdit;
		this.#origin = personOrigin(userId);
		this.#connection = connect({
			url,
			kind,
			id,
			doc: this.#doc,
			userId,
			readOnly: !mayEdit,
			keepCopy,
			...(onEvent && { onEvent })
		});
		this.#undo = createUndo(kind, this.#doc, this.#origin);
		const { awareness } = this.#connection;
		const present = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', readonly number[]>) => {
			// One's own pointer is nothing new.
			if ([...added, ...updated, ...removed].every((id) => id === awareness.clientID)) return;
			this.others = othersPresent(kind, awareness);
			this.onothers?.(this.others);
		};
		awareness.on('change', present);
		this.#stops = [
			this.#connection.subscribe((state) => (this.state = state)),
			this.#undo.subscribe(() => this.#countSteps()),
			() => awareness.off('change', present),
			// Once the snapshot says it as well.
			hearOverruled(kind, this.#doc, this.#origin, (overruled) =>
				queueMicrotask(() => this.#closed || this.onoverruled?.(overruled))
			),
			guardUnload(this.#connection)
		];
		void this.#connection.loaded.then(() => this.#show());
	}

	/**
	 * null until the document has arrived (from this device or from the server). Always what it says now: a component that
	 * goes would be given the state of before its going, and take a record that is deleted for one that it can write to.
	 */
	get snapshot(): T['snapshot'] | null {
		void this.#shown;
		return this.#latest;
	}

	/** People may go on editing without a connection; only who may not, or whom the server no longer lets, is stopped. */
	get canEdit(): boolean {
		const { status } = this.state;
		return (
			this.snapshot !== null &&
			status !== 'read-only' &&
			status !== 'reload-needed' &&
			status !== 'stopped' &&
			this.#mayEdit
		);
	}

	/** What is shown is what the server has, with one's own edits. */
	get inStep(): boolean {
		const { status } = this.state;
		return this.snapshot !== null && (status === 'saved' || status === 'saving' || status === 'read-only');
	}

	write(changes: readonly T['change'][]): void {
		this.#kind.apply(this.#doc, changes, this.#origin);
	}

	/** False: nothing of the step was left, since others have changed all of it. It is gone then, and nothing changed. */
	undo(): boolean {
		return this.#undo.undo();
	}

	redo(): boolean {
		return this.#undo.redo();
	}

	/** From here on a new undo step begins. */
	checkpoint(): void {
		this.#undo.stopCapturing();
	}

	/** Shows to the others where this person is. */
	show(presence: Partial<OwnPresence<T>>): void {
		this.#connection.show(presence);
	}

	/** Says something around the document to the server; nothing is said without a connection. */
	say(name: string, data: object): void {
		this.#connection.say(name, data);
	}

	/** Every edit made so far is stored on the server; false when it is not, and will not be for now: no connection, or it ended. */
	stored(): Promise<boolean> {
		if (this.#isStored) return Promise.resolve(true);
		if (this.state.status !== 'saving') return Promise.resolve(false);
		return new Promise((resolve) => {
			const stop = this.#connection.subscribe(({ status }) => {
				if (status === 'saving') return;
				stop();
				resolve(status === 'saved');
			});
		});
	}

	/** Resolves when nothing is left to be sent, or nothing will be sent any more; a connection that is away is waited for. */
	settled(): Promise<void> {
		const isSettled = ({ status, pending }: ConnectionState) =>
			pending === 0 || status === 'read-only' || status === 'reload-needed' || status === 'stopped';
		if (isSettled(this.state)) return Promise.resolve();
		return new Promise((resolve) => {
			const stop = this.#connection.subscribe((state) => {
				if (!isSettled(state)) return;
				stop();
				resolve();
			});
		});
	}

	/** Who may only look has nothing to store. */
	get #isStored(): boolean {
		const { status, pending } = this.state;
		return status === 'saved' || (status === 'read-only' && pending === 0);
	}

	/** Gives up this browser's copy, unstored edits included: a reload then starts from what the server has. */
	forget(): Promise<void> {
		return this.#connection.forget();
	}

	close(): void {
		this.#closed = true;
		for (const stop of this.#stops) stop();
		this.#observer?.stop();
		this.#undo.destroy();
		void this.#connection.close();
	}

	/**
	 * Content is there: from now on every transaction gives a new snapshot. An unseeded document has nothing to show.
	 * A large one was decoded in this very task; reading it and drawing it are tasks of their own.
	 */
	async #show(): Promise<void> {
		if (!isSeeded(this.#doc)) return;
		await nextTask();
		if (this.#closed) return;
		this.#observer = this.#kind.observe(this.#doc, (snapshot) => this.#changed(snapshot));
		await nextTask();
		if (!this.#closed && this.snapshot === null) this.#changed(this.#observer.snapshot);
	}

	#changed(after: T['snapshot']): void {
		const before = this.snapshot;
		this.#latest = after;
		this.#shown = after;
		this.onchange?.(before, after);
	}

	#countSteps(): void {
		this.canUndo = this.#undo.canUndo;
		this.canRedo = this.#undo.canRedo;
	}
}
