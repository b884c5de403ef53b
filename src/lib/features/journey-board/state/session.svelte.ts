import { emptyDocument, isSeeded } from '#document/core/about.ts';
import type { Observer } from '#document/core/kind.ts';
import { personOrigin } from '#document/core/origins.ts';
import { othersPresent } from '#document/core/others-present.ts';
import { createUndo, type Undo } from '#document/core/undo.ts';
import { journeyKind, type JourneyTypes, type OwnBoardPresence } from '#document/kinds/journey/index.ts';
import { connect, guardUnload, type Connection } from '#document/client/connect.ts';
import type { ConnectionState } from '#document/client/connection-state.ts';
import type { Change, JourneySnapshot } from '#domain/journey/index.ts';
import type { Source } from './board.svelte.ts';
import { People } from './people.svelte.ts';

export interface SessionOptions {
	/** `wss://host/collab` */
	readonly url: string;
	readonly journeyId: string;
	readonly userId: string;
	/** May this role edit? The server has the last word. */
	readonly mayEdit: boolean;
	/** Open the copy in this browser, and keep it. */
	readonly keepCopy: boolean;
	/** Something happened around the map, e.g. an answer was counted. */
	readonly onEvent?: (name: string, data: unknown) => void;
}

/** One open board: the document, its connection, one person's undo and the presence of the others. */
export class Session implements Source {
	snapshot = $state.raw<JourneySnapshot | null>(null);
	state = $state.raw<ConnectionState>({ status: 'connecting', pending: 0 });
	canUndo = $state(false);
	canRedo = $state(false);
	onchange: Source['onchange'] = null;
	readonly people: People;

	readonly #doc = emptyDocument();
	readonly #origin: ReturnType<typeof personOrigin>;
	readonly #connection: Connection<JourneyTypes>;
	readonly #undo: Undo;
	#observer: Observer<JourneySnapshot> | null = null;
	readonly #stops: (() => void)[];
	readonly #mayEdit: boolean;

	constructor({ url, journeyId, userId, mayEdit, keepCopy, onEvent }: SessionOptions) {
		this.#mayEdit = mayEdit;
		this.#origin = personOrigin(userId);
		this.#connection = connect({
			url,
			kind: journeyKind,
			id: journeyId,
			doc: this.#doc,
			userId,
			readOnly: !mayEdit,
			keepCopy,
			...(onEvent && { onEvent })
		});
		this.#undo = createUndo(journeyKind, this.#doc, this.#origin);
		this.people = new People({ say: (own: Partial<OwnBoardPresence>) => this.#connection.show(own) });
		const { awareness } = this.#connection;
		const present = () => this.people.take(othersPresent(journeyKind, awareness));
		awareness.on('change', present);
		this.#stops = [
			this.#connection.subscribe((state) => (this.state = state)),
			this.#undo.subscribe(() => this.#countSteps()),
			() => awareness.off('change', present),
			guardUnload(this.#connection)
		];
		void this.#connection.loaded.then(() => this.#show());
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

	write(changes: readonly Change[]): void {
		journeyKind.apply(this.#doc, changes, this.#origin);
	}

	undo(): boolean {
		return this.#undo.undo();
	}

	redo(): boolean {
		return this.#undo.redo();
	}

	checkpoint(): void {
		this.#undo.stopCapturing();
	}

	/** Gives up this browser's copy, unstored edits included: a reload then starts from what the server has. */
	forget(): Promise<void> {
		return this.#connection.forget();
	}

	close(): void {
		for (const stop of this.#stops) stop();
		this.#observer?.stop();
		this.#undo.destroy();
		void this.#connection.close();
	}

	/** Content is there: from now on every transaction gives a new snapshot. An unseeded document has nothing to show. */
	#show(): void {
		if (!isSeeded(this.#doc) || this.#observer) return;
		this.#observer = journeyKind.observe(this.#doc, (snapshot) => this.#changed(snapshot));
		this.#changed(this.#observer.snapshot);
	}

	#changed(after: JourneySnapshot): void {
		const before = this.snapshot;
		this.snapshot = after;
		this.onchange?.(before, after);
	}

	#countSteps(): void {
		this.canUndo = this.#undo.canUndo;
		this.canRedo = this.#undo.canRedo;
	}
}
