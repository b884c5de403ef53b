import type { OtherOnBoard, OwnBoardPresence } from '#document/kinds/journey/index.ts';
import { presenceColour } from '#lib/ui/presence-colour.ts';

/** Somebody else's open board, ready to be drawn. */
export interface Person {
	/** One per open board: a person with two tabs is there twice. */
	readonly clientId: number;
	readonly id: string;
	readonly name: string;
	readonly colour: string;
	readonly cursor: { readonly x: number; readonly y: number } | null;
	readonly selection: readonly string[];
	readonly dragging: OtherOnBoard['dragging'];
	/** Id of the record whose title they type. */
	readonly editing: string | null;
}

/** Sends own presence; the network one coalesces. */
export interface PresencePort {
	say(own: Partial<OwnBoardPresence>): void;
}

/** Who else is here and what they hold. */
export class People {
	list = $state.raw<readonly Person[]>([]);
	/** Cards that others hold at this moment: changes with their hands only, not with each pointer that moves. */
	dragging = $state.raw<readonly NonNullable<Person['dragging']>[]>(NOTHING);
	/** Each other person once, for the avatars; the same list while nobody comes or goes, or selects something. */
	others = $state.raw<readonly Pick<Person, 'id' | 'name'>[]>([]);
	/** Item or head → who has it selected. */
	#holding = $state.raw<ReadonlyMap<string, readonly Person[]>>(new Map());
	/** What `others` and `#holding` were made of. */
	#still = '';
	/** Called when somebody came or went. */
	onjoin: ((person: Person) => void) | null = null;
	onleave: ((person: Person) => void) | null = null;

	readonly #port: PresencePort;

	constructor(port: PresencePort) {
		this.#port = port;
	}

	holding(id: string): readonly Person[] {
		return this.#holding.get(id) ?? NOBODY;
	}

	say(own: Partial<OwnBoardPresence>): void {
		this.#port.say(own);
	}

	/** Takes what the awareness says; a state without a user has not been let in yet. */
	take(others: readonly OtherOnBoard[]): void {
		const before = new Map(this.list.map((person) => [person.clientId, person]));
		this.list = others.flatMap((other) => (other.user ? [personOf(other, other.user)] : []));
		const still = stillOf(this.list);
		if (still !== this.#still) {
			this.#still = still;
			this.#holding = holdingOf(this.list);
			this.others = [...new Map(this.list.map(({ id, name }) => [id, { id, name }])).values()];
		}
		const held = this.list.flatMap(({ dragging }) => dragging ?? []);
		if (held.length > 0 || this.dragging.length > 0) this.dragging = held.length > 0 ? held : NOTHING;
		for (const person of this.list) if (!before.delete(person.clientId)) this.onjoin?.(person);
		for (const person of before.values()) this.onleave?.(person);
	}
}

const NOBODY: readonly Person[] = [];
const NOTHING: readonly never[] = [];

function holdingOf(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
	const holding = new Map<string, Person[]>();
	for (const person of people)
		for (const id of person.selection) {
			const others = holding.get(id);
			if (others) others.push(person);
			else holding.set(id, [person]);
		}
	return holding;
}

/** What of them does not change when a pointer moves. */
const stillOf = (people: readonly Person[]): string =>
	JSON.stringify(people.map(({ clientId, id, name, selection, editing }) => [clientId, id, name, selection, editing]));

const personOf = (other: OtherOnBoard, user: NonNullable<OtherOnBoard['user']>): Person => ({
	clientId: other.clientId,
	id: user.id,
	name: user.name,
	colour: presenceColour(user.id),
	cursor: other.cursor,
	selection: other.selection,
	dragging: other.dragging,
	editing: other.editing?.id ?? null
});
