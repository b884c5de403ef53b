import { getContext, setContext } from 'svelte';
import {
	commands,
	execute,
	indexOf,
	isItem,
	itemsIn,
	laneDefinition,
	limits,
	mayPaste,
	patch,
	touchpointsOf,
	type Change,
	type Command,
	type Item,
	type ItemContent,
	type JourneyRecord,
	type JourneySnapshot,
	type Lane,
	type Outcome,
	type Place,
	type Scene
} from '#domain/journey/index.ts';
import type { CollectorView } from '#contract/surveys.ts';
import type { Role } from '#domain/access/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { mergeTitles } from '#domain/shared/merge-titles.ts';
import type { Result } from '#domain/shared/result.ts';
import type { Overruled } from '#document/core/overruled.ts';
import type * as v from 'valibot';
import type { BoardApi } from '../api.ts';
import type { Space } from '../canvas/space.ts';
import { AfterTyping, type Intent } from '../keyboard.ts';
import type { DepartmentNode } from '#lib/numbers/department.ts';
import type { Results } from '../results/results.svelte.ts';
import { layoutJourney } from '#domain/journey/layout.ts';
import { Surveys } from '../survey/surveys.svelte.ts';
import { Announcer } from './announcer.svelte.ts';
import { addDraft, withDraft, type Draft } from './draft.ts';
import { Drag } from './drag.svelte.ts';
import { focusKey } from './focus.ts';
import { Focus } from './focus.svelte.ts';
import { LostField } from './lost-field.ts';
import { LostPlace } from './lost-place.ts';
import type { People } from './people.svelte.ts';
import { nameOf } from './name-of.ts';
import { Selection } from './selection.svelte.ts';
import { Typing } from './typing.ts';

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
	/** Called when somebody else wrote a title at the same moment as this person, and theirs stands. */
	onoverruled: ((overruled: Overruled<Place['type']>) => void) | null;
}

/**
 * Why a text cannot be kept: what it is about has gone from the map, or from the survey; the map or the survey may no longer
 * be edited; it is nothing that its field can hold; it is a title of somebody else, in whose place another stands now, or
 * this person's own, in whose place somebody else's stands that was written at the same moment; or one of these in a survey.
 */
export type Homeless =
	| 'map-gone'
	| 'map-locked'
	| 'question-gone'
	| 'survey-locked'
	| 'unusable'
	| 'replaced'
	| 'overruled'
	| 'survey-replaced'
	| 'survey-overruled';

export interface BoardOptions {
	readonly journeyId: string;
	readonly source: Source;
	readonly people: People;
	readonly results: Results;
	readonly departments: readonly DepartmentNode[];
	readonly me: { readonly id: string; readonly name: string; readonly role: Role };
	/** `wss://host/collab`: where other documents of this page are opened. */
	readonly collabUrl?: string;
	readonly api: BoardApi;
	/** What asks at its touchpoints, as it came with the page. */
	readonly collectors?: readonly CollectorView[];
	readonly newId: NewId;
	/** Something was refused: says why. */
	readonly refused: (code: string) => void;
	/**
	 * A text that somebody typed has no place any more: gives it back to them.
	 * @param about of what two people wrote it: what is said later of the same takes the place of what was said before
	 */
	readonly homeless: (text: string, why: Homeless, about?: string) => void;
	/** Says something that everybody should see, for a moment. */
	readonly told?: (text: string) => void;
	/** Somebody else deleted what this person had chosen. @param titles all that went since they chose something */
	readonly lost?: (titles: readonly string[]) => void;
}

/** The board's state in one place; components read it, actions and the canvas change it. */
export class Board {
	readonly journeyId: string;
	readonly source: Source;
	readonly people: People;
	readonly results: Results;
	readonly me: BoardOptions['me'];
	readonly collabUrl: string;
	readonly api: BoardApi;
	readonly surveys: Surveys;
	readonly selection = new Selection();
	readonly drag = new Drag();
	readonly announcer = new Announcer();
	readonly typing = new Typing();
	readonly afterTyping = new AfterTyping();
	readonly lostField = new LostField();
	readonly lostPlace = new LostPlace();
	readonly focus = new Focus(() => this.lostPlace.came(true));
	/** A card that is being added and has no title yet. */
	draft = $state.raw<Draft | null>(null);
	/** The card whose title is being typed for the first time, whether it is in the map yet or not. */
	adding: string | null = null;
	/** The last card that came into the map since adding began. */
	added: string | null = null;
	readonly #shown = $derived.by(() => this.source.snapshot && withDraft(this.source.snapshot, this.draft));
	/** What this screen has for the columns to share, and for the heads of the lanes: board pixels. */
	space = $state.raw<Space>({ room: 0, headerWidth: 120 });
	readonly layout = $derived.by(() => (this.#shown ? layoutJourney(this.#shown, { ...this.space }) : null));
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
	readonly #closing = new Set<() => void>();
	/** This person's own edit, or what takes one back, is being written. */
	#own = false;

	constructor(options: BoardOptions) {
		this.#options = options;
		this.journeyId = options.journeyId;
		this.source = options.source;
		this.people = options.people;
		this.results = options.results;
		this.me = options.me;
		this.collabUrl = options.collabUrl ?? '';
		this.api = options.api;
		this.surveys = new Surveys(options.api, options.journeyId, options.collectors ?? null);
		this.results.asked = () => this.surveys.metrics;
		this.departments = options.departments;
		this.#names = new Map(options.departments.map((department) => [department.id, department.name]));
		options.source.onchange = (before, after) => this.#changed(before, after);
		options.source.onoverruled = (overruled) => this.#overruled(overruled);
		if (options.source.snapshot) this.focus.follow(null, options.source.snapshot, false);
	}

	/** The map, with the card that is being added. Components below the loading state may rely on it. */
	get map(): JourneySnapshot {
		if (!this.#shown) throw new Error('The journey has not arrived yet.');
		return this.#shown;
	}

	/** Size of the map, without its heads, if its columns had that much room to share. */
	sizeIn(room: number): { readonly width: number; readonly height: number } {
		const { width, height, header } = layoutJourney(this.map, { ...this.space, room });
		return { width: width - header.width, height: height - header.height };
	}

	get canEdit(): boolean {
		return this.source.canEdit;
	}

	record(id: string): JourneyRecord | undefined {
		return this.#shown ? indexOf(this.#shown).byId.get(id) : undefined;
	}

	item(id: string): Item | undefined {
		const record = this.record(id);
		return isItem(record) ? record : undefined;
	}

	departmentName(id: string | null): string | undefined {
		return id === null ? undefined : this.#names.get(id);
	}

	/** Does the filter leave this record out? What has no owner of its own is its scene's. */
	dims(record: Item | Scene): boolean {
		const { owners } = this.results;
		if (owners === null) return false;
		if (record.type === 'scene') {
			const mine = record.departmentId !== null && owners.has(record.departmentId);
			return !mine && !touchpointsOf(this.map, record.id).some((touchpoint) => !this.dims(touchpoint));
		}
		const own = 'departmentId' in record ? record.departmentId : null;
		const scene = this.record(record.sceneId);
		const owner = own ?? (scene?.type === 'scene' ? scene.departmentId : null);
		return owner === null || !owners.has(owner);
	}

	/** Does the filter leave everything out? */
	readonly dimsAll = $derived.by(
		() =>
			this.results.owners !== null && this.map.scenes.length > 0 && this.map.scenes.every((scene) => this.dims(scene))
	);

	/** What "add" makes in a lane; null when it takes nothing. */
	addsIn(lane: Lane) {
		return laneDefinition(lane.kind).adds;
	}

	/** Does the lane take everything that was copied? */
	pastesIn(lane: Lane): boolean {
		return this.copied.length > 0 && mayPaste(lane, this.copied);
	}

	/** Does something when the page of this board goes. */
	whenClosed(work: () => void): void {
		this.#closing.add(work);
	}

	/** The page goes: what is being typed goes into its documents first. */
	close(): void {
		this.typing.keep();
		for (const work of this.#closing) work();
	}

	/** Says something that everybody should see, for a moment. */
	tell(text: string): void {
		this.#options.told?.(text);
	}

	/** Runs a command as one undo step. null when nothing was written; the reason is shown. */
	run<N extends string, S extends v.GenericSchema>(command: Command<N, S>, input: v.InferInput<S>): Outcome | null {
		if (!this.canEdit || !this.source.snapshot) return null;
		const { id = this.journeyId } = input as { readonly id?: string };
		return this.#write(execute(command, this.source.snapshot, input, { newId: this.#options.newId }), id);
	}

	/** Begins editing a title in place. */
	edit(id: string): void {
		if (!this.canEdit) return;
		this.editing = id;
		this.people.say({ editing: { id, field: 'title' } });
	}

	/** Begins adding a card: its title is asked for where it will stand. False when it may not be added. */
	beginDraft(place: Omit<Draft, 'id'>): boolean {
		if (!this.canEdit || !this.source.snapshot) return false;
		const draft = { ...place, id: this.#options.newId() };
		const possible = addDraft(this.source.snapshot, draft, '');
		if (!possible.ok) {
			this.#options.refused(possible.issues[0]?.code ?? 'invalid');
			return false;
		}
		this.draft = draft;
		this.adding = draft.id;
		this.selection.clear();
		this.focus.go({ at: 'item', id: draft.id });
		this.edit(draft.id);
		return true;
	}

	/** @param refocus the keyboard ended it: the focus goes back to the card */
	endEdit(refocus: boolean): void {
		this.editing = null;
		this.people.say({ editing: null });
		this.adding = null;
		this.added = null;
		if (this.draft) {
			const { sceneId, laneId, index } = this.draft;
			this.draft = null;
			const above = this.source.snapshot && itemsIn(this.source.snapshot, { sceneId, laneId }).slice(0, index).at(-1);
			this.focus.set(above ? { at: 'item', id: above.id } : { at: 'cell', sceneId, laneId });
		}
		if (refocus && this.focus.place) this.focus.go(this.focus.place);
	}

	/**
	 * A new title, merged with what others wrote since. What cannot be kept is given back.
	 * @param seen the title that the person began with
	 */
	rename(record: JourneyRecord, title: string, seen: string): void {
		// Of what has gone the text alone is to be told of: that it went was said.
		const isThere = record.id === this.draft?.id || this.record(record.id) !== undefined;
		if (!isThere || !this.#rename(record, title, seen)) this.giveBack(title);
	}

	/** Somebody else renamed the same thing at the same moment: what both changed stands, else this person's is given back. */
	#overruled({ type, id, field, seen, mine }: Overruled<Place['type']>): void {
		const record = type === 'journey' ? this.source.snapshot?.meta : this.record(id);
		if (!record) return;
		const theirs = String(record[field as keyof typeof record]);
		const both = mergeTitles(seen, mine, theirs);
		if (both === theirs) return;
		if (both === null || both.length > limits.title || !this.canEdit)
			return this.giveBack(mine, 'overruled', type === 'journey' ? this.journeyId : id);
		const fields = { [field]: both };
		const step = { fields, seen: { [field]: theirs } };
		this.source.checkpoint();
		this.#ownStep(() =>
			this.source.write([type === 'journey' ? { op: 'journey', ...step } : patch(type, id, fields as never, step.seen)])
		);
	}

	/** A text that cannot be kept: whoever typed it gets it back, to use it elsewhere. */
	giveBack(text: string, why: Homeless = this.canEdit ? 'map-gone' : 'map-locked', about?: string): void {
		if (text.trim() !== '') this.#options.homeless(text, why, about);
	}

	#rename(record: JourneyRecord, title: string, seen: string): Outcome | null {
		const input = { id: record.id, fields: { title }, seen: { title: seen } };
		if (record.id === this.draft?.id) return this.#keepDraft(this.draft, title);
		switch (record.type) {
			case 'scene':
				return this.run(commands.editScene, input);
			case 'lane':
				return this.run(commands.editLane, input);
			case 'touchpoint':
				return this.run(commands.editTouchpoint, input);
			case 'card':
				return this.run(commands.editCard, input);
			default:
				return null;
		}
	}

	/** From now on the card is one like the others. */
	#keepDraft(draft: Draft, title: string): Outcome | null {
		if (!this.canEdit || !this.source.snapshot) return null;
		const done = this.#write(addDraft(this.source.snapshot, draft, title));
		if (!done) return null;
		this.draft = null;
		this.added = draft.id;
		return done;
	}

	/** @param about the record that is edited */
	#write(done: Result<Outcome>, about?: string): Outcome | null {
		if (!done.ok) {
			this.#options.refused(done.issues[0]?.code ?? 'invalid');
			return null;
		}
		this.source.checkpoint();
		this.#ownStep(() => this.source.write(done.value.changes));
		for (const title of done.value.replaced) this.giveBack(title, 'replaced', about);
		return done.value;
	}

	/** Takes this person's last step back, or does it again; false as for the source. */
	take(what: 'undo' | 'redo'): boolean {
		return this.#ownStep(() => this.source[what]());
	}

	#ownStep<T>(write: () => T): T {
		this.#own = true;
		try {
			return write();
		} finally {
			this.#own = false;
			this.steps++;
		}
	}

	/** Must a key that asks for this do nothing, since what it was meant for has gone? Says so again then. */
	swallows(intent: Intent): boolean {
		const { place } = this.focus;
		const isPlaceSelected = place !== null && place.at !== 'cell' && this.selects(place.id);
		if (!this.lostPlace.swallows(intent, { any: !this.selection.empty, place: isPlaceSelected })) return false;
		// Letters that follow are meant for the text that it would have opened.
		if (intent.do === 'edit' || intent.do === 'add') this.afterTyping.begin(place ? focusKey(place) : '');
		this.#options.lost?.(this.lostPlace.titles);
		return true;
	}

	selects(id: string): boolean {
		return this.selection.has(id) || this.selection.head?.id === id;
	}

	/** What this person has chosen of a map and is not in the next one: titles by id. */
	#chosenAndGone(before: JourneySnapshot, now: JourneySnapshot): ReadonlyMap<string, string> {
		const { byId } = indexOf(before);
		const { byId: left } = indexOf(now);
		const { place } = this.focus;
		const chosen = [...this.selection.list, this.selection.head?.id];
		if (place && this.lostPlace.chosen) {
			// A card that is only being added goes with its cell.
			const cell = place.at === 'cell' ? place : place.id === this.draft?.id ? this.draft : null;
			chosen.push(...(cell ? [cell.sceneId, cell.laneId] : 'id' in place ? [place.id] : []));
		}
		const gone = chosen.flatMap((id) => (id === undefined || left.has(id) ? [] : (byId.get(id) ?? [])));
		return new Map(gone.map((record) => [record.id, nameOf(record, (id) => byId.get(id))]));
	}

	#changed(before: JourneySnapshot | null, after: JourneySnapshot): void {
		const now = withDraft(after, this.draft);
		const { byId } = indexOf(now);
		const gone = before && !this.#own ? this.#chosenAndGone(withDraft(before, this.draft), now) : null;
		this.selection.keep((id) => byId.has(id));
		if (this.editing !== null && !byId.has(this.editing) && this.editing !== this.journeyId) this.endEdit(false);
		if (gone && gone.size > 0) this.lostPlace.lose(gone);
		this.focus.follow(before && withDraft(before, this.draft), now, this.lostPlace.touched);
		if (gone && gone.size > 0) this.#options.lost?.(this.lostPlace.titles);
	}
}

const KEY = Symbol('board');

export const setBoard = (board: Board): Board => setContext(KEY, board);

/** The board that the component is part of. */
export const useBoard = (): Board => getContext<Board>(KEY);
