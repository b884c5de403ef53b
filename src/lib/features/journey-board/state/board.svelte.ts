import { getContext, setContext } from 'svelte';
import {
	commands,
	execute,
	indexOf,
	isItem,
	laneDefinition,
	mayPaste,
	type Change,
	type Command,
	type Item,
	type ItemContent,
	type JourneyRecord,
	type JourneySnapshot,
	type Lane,
	type Outcome
} from '#domain/journey/index.ts';
import type { Role } from '#domain/access/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type * as v from 'valibot';
import type { BoardApi } from '../api.ts';
import type { Results } from '../results/results.svelte.ts';
import { layoutJourney } from '#domain/journey/layout.ts';
import { measureCard } from '../cards/heights.ts';
import { Surveys } from '../survey/surveys.svelte.ts';
import { Announcer } from './announcer.svelte.ts';
import { Drag } from './drag.svelte.ts';
import { Focus } from './focus.svelte.ts';
import type { People } from './people.svelte.ts';
import { Selection } from './selection.svelte.ts';

/** What the board needs of the document: read, write, take back. `Session` is the one over the network, tests have their own. */
export interface Source {
	/** null until the document has arrived (from this device or from the server). */
	readonly snapshot: JourneySnapshot | null;
	readonly canEdit: boolean;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	write(changes: readonly Change[]): void;
	/** False: nothing of the step was left, since others have changed all of it. It is gone then, and nothing changed. */
	undo(): boolean;
	redo(): boolean;
	/** From here on a new undo step begins. */
	checkpoint(): void;
	/** Called after each change of the snapshot, whoever made it. */
	onchange: ((before: JourneySnapshot | null, after: JourneySnapshot) => void) | null;
}

export interface BoardOptions {
	readonly journeyId: string;
	readonly source: Source;
	readonly people: People;
	readonly results: Results;
	readonly departments: readonly { readonly id: string; readonly name: string }[];
	readonly me: { readonly id: string; readonly name: string; readonly role: Role };
	readonly api: BoardApi;
	readonly newId: NewId;
	/** Something was refused: says why. */
	readonly refused: (code: string) => void;
	/** Says something that everybody should see, for a moment. */
	readonly told?: (text: string) => void;
}

/** The board's state in one place; components read it, actions and the canvas change it. */
export class Board {
	readonly journeyId: string;
	readonly source: Source;
	readonly people: People;
	readonly results: Results;
	readonly me: BoardOptions['me'];
	readonly api: BoardApi;
	readonly surveys: Surveys;
	readonly selection = new Selection();
	readonly focus = new Focus();
	readonly drag = new Drag();
	readonly announcer = new Announcer();
	readonly layout = $derived.by(() =>
		this.source.snapshot ? layoutJourney(this.source.snapshot, { measure: measureCard }) : null
	);
	/** Id of the record whose title is being edited in place. */
	editing = $state<string | null>(null);
	/** Which part of a touchpoint's inspector is open: going from one to the next, one looks at the same of each. */
	tab = $state<'details' | 'survey' | 'results'>('details');
	/** Content of what was copied or cut last. */
	copied = $state.raw<readonly ItemContent[]>([]);
	/** Grows with each step of this person, done or taken back: what was said about the last one is then out of date. */
	steps = $state(0);
	/** A finger chooses the cell that what was copied goes to. */
	pasting = $state(false);
	readonly departments: BoardOptions['departments'];
	readonly #names: ReadonlyMap<string, string>;
	readonly #options: BoardOptions;

	constructor(options: BoardOptions) {
		this.#options = options;
		this.journeyId = options.journeyId;
		this.source = options.source;
		this.people = options.people;
		this.results = options.results;
		this.me = options.me;
		this.api = options.api;
		this.surveys = new Surveys(options.api, options.journeyId);
		this.departments = options.departments;
		this.#names = new Map(options.departments.map((department) => [department.id, department.name]));
		options.source.onchange = (before, after) => this.#changed(before, after);
		if (options.source.snapshot) this.focus.follow(null, options.source.snapshot);
	}

	/** The map. Components below the loading state may rely on it. */
	get map(): JourneySnapshot {
		const { snapshot } = this.source;
		if (!snapshot) throw new Error('The journey has not arrived yet.');
		return snapshot;
	}

	get canEdit(): boolean {
		return this.source.canEdit;
	}

	record(id: string): JourneyRecord | undefined {
		return this.source.snapshot ? indexOf(this.source.snapshot).byId.get(id) : undefined;
	}

	item(id: string): Item | undefined {
		const record = this.record(id);
		return isItem(record) ? record : undefined;
	}

	departmentName(id: string | null): string | undefined {
		return id === null ? undefined : this.#names.get(id);
	}

	/** What "add" makes in a lane; null when it takes nothing. */
	addsIn(lane: Lane) {
		return laneDefinition(lane.kind).adds;
	}

	/** Does the lane take everything that was copied? */
	pastesIn(lane: Lane): boolean {
		return this.copied.length > 0 && mayPaste(lane, this.copied);
	}

	/** Says something that everybody should see, for a moment. */
	tell(text: string): void {
		this.#options.told?.(text);
	}

	/** Runs a command as one undo step. null when nothing was written; the reason is shown. */
	run<N extends string, S extends v.GenericSchema>(command: Command<N, S>, input: v.InferInput<S>): Outcome | null {
		if (!this.canEdit || !this.source.snapshot) return null;
		const done = execute(command, this.source.snapshot, input, { newId: this.#options.newId });
		if (!done.ok) {
			this.#options.refused(done.issues[0]?.code ?? 'invalid');
			return null;
		}
		this.source.checkpoint();
		this.source.write(done.value.changes);
		this.steps++;
		return done.value;
	}

	/** Begins editing a title in place. */
	edit(id: string): void {
		if (!this.canEdit) return;
		this.editing = id;
		this.people.say({ editing: { id, field: 'title' } });
	}

	/** @param refocus the keyboard ended it: the focus goes back to the card */
	endEdit(refocus: boolean): void {
		this.editing = null;
		this.people.say({ editing: null });
		if (refocus && this.focus.place) this.focus.go(this.focus.place);
	}

	/** A new title, merged with what others typed since `record` was read. */
	rename(record: JourneyRecord, title: string): void {
		switch (record.type) {
			case 'scene':
				this.run(commands.editScene, { id: record.id, fields: { title }, seen: { title: record.title } });
				return;
			case 'lane':
				this.run(commands.editLane, { id: record.id, fields: { title }, seen: { title: record.title } });
				return;
			case 'touchpoint':
				this.run(commands.editTouchpoint, { id: record.id, fields: { title }, seen: { title: record.title } });
				return;
			case 'card':
				this.run(commands.editCard, { id: record.id, fields: { title }, seen: { title: record.title } });
				return;
		}
	}

	#changed(before: JourneySnapshot | null, after: JourneySnapshot): void {
		const { byId } = indexOf(after);
		this.selection.keep((id) => byId.has(id));
		if (this.editing !== null && !byId.has(this.editing) && this.editing !== this.journeyId) this.endEdit(false);
		this.focus.follow(before, after);
	}
}

const KEY = Symbol('board');

export const setBoard = (board: Board): Board => setContext(KEY, board);

/** The board that the component is part of. */
export const useBoard = (): Board => getContext<Board>(KEY);
