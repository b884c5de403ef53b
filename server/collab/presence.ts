import { awarenessFrame, type AwarenessEntry } from './frames.ts';
import type { Limits } from './limits.ts';

/** Who is behind a presence state, as far as presence needs to know. */
export interface PresenceMember {
	/** Client ids this connection speaks for. */
	readonly presenceClients: Set<number>;
	readonly user: { readonly id: string; readonly name: string; readonly color?: string } | null;
	/** Not queued for slow readers. */
	offerPresence(frame: Buffer): void;
}

interface State extends AwarenessEntry {
	readonly member: PresenceMember;
	readonly at: number;
}

/** ms */
const FORGET_AFTER = 60_000;

const LEFT: Uint8Array = new TextEncoder().encode('null');
const isLeft = (json: Uint8Array): boolean => json.length === 4 && json[0] === 110;

/**
 * Cursors, selections and names of one document: the newest state of each client, sent to everybody as one frame
 * a tick. Never stored. A connection speaks only for client ids that nobody else uses, and cannot choose its name.
 */
export class Presence {
	readonly #states = new Map<number, State>();
	readonly #changed = new Set<number>();
	readonly #members: ReadonlySet<PresenceMember>;
	readonly #limits: Limits;
	#timer: NodeJS.Timeout | undefined;
	#sentAt = 0;

	constructor(members: ReadonlySet<PresenceMember>, limits: Limits) {
		this.#members = members;
		this.#limits = limits;
	}

	/**
	 * Takes one state. Stock clients echo the states of others: those are older than what is here, and skipped.
	 * @param mayClaim whether the member may speak for a client id that is new here
	 * @returns false if it spoke for somebody else; nothing changed then
	 * @throws if the JSON is broken or not an object
	 */
	set(member: PresenceMember, entry: AwarenessEntry, mayClaim: (client: number) => boolean): boolean {
		const old = this.#states.get(entry.client);
		if (old && (old.clock > entry.clock || (old.clock === entry.clock && !isLeft(entry.json)))) return true;
		if (old && old.member !== member && !isSameUser(old.member, member)) return isLeft(entry.json);
		if (!member.presenceClients.has(entry.client)) {
			if (isLeft(entry.json) || member.presenceClients.size >= this.#limits.presenceClients) return true;
			if (!mayClaim(entry.client)) return false;
			member.presenceClients.add(entry.client);
		}
		this.#put({
			client: entry.client,
			clock: entry.clock,
			json: signed(entry.json, member),
			member,
			at: performance.now()
		});
		return true;
	}

	/** A connection is gone: so are its cursors. */
	leave(member: PresenceMember): void {
		for (const client of member.presenceClients) {
			const state = this.#states.get(client);
			if (state?.member === member && !isLeft(state.json)) {
				this.#put({ client, clock: state.clock + 1, json: LEFT, member, at: performance.now() });
			}
		}
	}

	/** Everybody's state, for a newcomer; null when nobody is there. */
	all(): Buffer | null {
		const present = [...this.#states.values()].filter((state) => !isLeft(state.json));
		return present.length === 0 ? null : awarenessFrame(present);
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#put(state: State): void {
		this.#states.set(state.client, state);
		this.#changed.add(state.client);
		if (this.#timer) return;
		// Few people: at once. Many: one frame a tick, however fast they move.
		const wait =
			this.#members.size <= 4 ? 0 : Math.max(0, this.#sentAt + this.#limits.presenceTick - performance.now());
		this.#timer = setTimeout(() => this.#send(), wait);
	}

	#send(): void {
		this.#timer = undefined;
		this.#sentAt = performance.now();
		const states = [...this.#changed].map((client) => this.#states.get(client)).filter((state) => state !== undefined);
		this.#changed.clear();
		const frame = awarenessFrame(states);
		for (const member of this.#members) member.offerPresence(frame);
		if (this.#states.size > 2 * this.#members.size) this.#forgetThoseWhoLeft();
	}

	/** Kept for a while, so that a late echo does not bring a cursor back. */
	#forgetThoseWhoLeft(): void {
		const before = performance.now() - FORGET_AFTER;
		for (const state of this.#states.values()) {
			if (isLeft(state.json) && state.at < before) this.#states.delete(state.client);
		}
	}
}

const isSameUser = (a: PresenceMember, b: PresenceMember): boolean => a.user?.id === b.user?.id;

/** The state with the session's own name in it. */
function signed(json: Uint8Array, member: PresenceMember): Uint8Array {
	if (isLeft(json)) return LEFT;
	const state: unknown = JSON.parse(Buffer.from(json).toString());
	if (typeof state !== 'object' || state === null || Array.isArray(state)) throw new Error('presence is not an object');
	if (!member.user) return Uint8Array.from(json);
	const given = (state as { user?: unknown }).user;
	const color = member.user.color ?? colorOf(given);
	return Buffer.from(
		JSON.stringify({ ...state, user: { id: member.user.id, name: member.user.name, ...(color && { color }) } })
	);
}

function colorOf(user: unknown): string | undefined {
	const color = typeof user === 'object' && user !== null ? (user as { color?: unknown }).color : undefined;
	return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined;
}
