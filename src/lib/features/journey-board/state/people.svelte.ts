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
	/** Called when somebody came or went. */
	onjoin: ((person: Person) => void) | null = null;
	onleave: ((person: Person) => void) | null = null;

	/** Item or head → who has it selected. */
	readonly #holding = $derived.by(() => {
		const holding = new Map<string, Person[]>();
		for (const person of this.list)
			for (const id of person.selection) {
				const others = holding.get(id);
				if (others) others.push(person);
				else holding.set(id, [person]);
			}
		return holding;
	});

	/** Each other person once, for the avatars. */
	readonly others = $derived([
		...new Map(this.list.map((person) => [person.id, { id: person.id, name: person.name }])).values()
	]);

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
		for (const person of this.list) if (!before.delete(person.clientId)) this.onjoin?.(person);
		for (const person of before.values()) this.onleave?.(person);
	}
}

const NOBODY: readonly Person[] = [];

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
