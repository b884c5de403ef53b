import { awarenessFrame, type AwarenessEntry } from '../protocol/frames.ts';
import type { Limits } from '../limits.ts';
import type { Pace } from './pace.ts';

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
	/** The process at which its connection is; null: this one. */
	readonly process: string | null;
}

/** ms */
const FORGET_AFTER = 60_000;

const LEFT: Uint8Array = new TextEncoder().encode('null');
const isLeft = (json: Uint8Array): boolean => json.length === 4 && json[0] === 110;

/**
 * Cursors, selections and names of one document: the newest state of each client, sent to everybody as one frame
 * a tick, or less often where people type (`Pace`). Never stored. A connection speaks only for client ids that nobody else uses, and cannot choose its name.
 * Nobody is turned away for what an ordinary client sends: echoes are skipped, what is too large is cut.
 */
export class Presence {
	readonly #states = new Map<number, State>();
	readonly #changed = new Set<number>();
	readonly #members: ReadonlySet<PresenceMember>;
	readonly #limits: Limits;
	readonly #pace: Pick<Pace, 'presence'>;
	#timer: NodeJS.Timeout | undefined;
	#sweeper: NodeJS.Timeout | undefined;
	#sentAt = -Infinity;
	/** What has changed here, for other processes that have the document open. */
	onLocal: (entries: readonly AwarenessEntry[]) => void = () => {};

	constructor(members: ReadonlySet<PresenceMember>, limits: Limits, pace: Pick<Pace, 'presence'>) {
		this.#pace = pace;
		this.#members = members;
		this.#limits = limits;
	}

	/** States of connections of this process. */
	local(): readonly AwarenessEntry[] {
		return [...this.#states.values()].filter(({ process, json }) => process === null && !isLeft(json));
	}

	/** States of connections of another process, with names that it has put in. Who is connected here is known better here. */
	takeForeign(process: string, entries: readonly AwarenessEntry[]): void {
		for (const entry of entries) {
			const old = this.#states.get(entry.client);
			if (old && (old.clock > entry.clock || (old.clock === entry.clock && !isLeft(entry.json)))) continue;
			if (isLeft(entry.json) && (!old || isLeft(old.json) || old.process !== process)) continue;
			const member = old?.process === process ? old.member : foreignMember(entry);
			if (old && !isLeft(old.json) && !isSameUser(old.member, member)) continue;
			this.#put({ ...entry, member, process, at: performance.now() });
		}
	}

	/** Nobody of that process has the document open any more. */
	leaveForeign(process: string): void {
		for (const state of this.#states.values()) if (state.process === process) this.#end(state);
	}

	/**
	 * Takes one state. Stock clients echo the states of others: those are older than what is here, and skipped.
	 * @param mayClaim whether the member may speak for a client id that is new here
	 * @returns false if it spoke for somebody else; nothing changed then
	 * @throws if the JSON is broken or not an object
	 */
	set(member: PresenceMember, entry: AwarenessEntry, mayClaim: (client: number) => boolean): boolean {
		const old = this.#states.get(entry.client);
		if (old && (old.clock > entry.clock || (old.clock === entry.clock && !isLeft(entry.json)))) {
			this.#tellIfGone(member, old, entry);
			return true;
		}
		if (old && old.member !== member && !isSameUser(old.member, member)) return isLeft(entry.json);
		if (!member.presenceClients.has(entry.client)) {
			if (isLeft(entry.json) || member.presenceClients.size >= this.#limits.presenceClients) return true;
			if (!mayClaim(entry.client)) return false;
			member.presenceClients.add(entry.client);
		}
		this.#put({
			client: entry.client,
			clock: entry.clock,
			json: signed(entry.json, member, this.#limits.presenceBytes),
			member,
			process: null,
			at: performance.now()
		});
		return true;
	}

	/** A connection is gone: so are its cursors. */
	leave(member: PresenceMember): void {
		for (const client of member.presenceClients) {
			const state = this.#states.get(client);
			if (state?.member === member) this.#end(state);
		}
	}

	/** Everybody's state, for a newcomer; null when nobody is there. */
	all(): Buffer | null {
		const present = [...this.#states.values()].filter((state) => !isLeft(state.json));
		return present.length === 0 ? null : awarenessFrame(present);
	}

	/** The same with those who have just left, for somebody who missed some frames; null when there is nothing. */
	everything(): Buffer | null {
		return this.#states.size === 0 ? null : awarenessFrame([...this.#states.values()]);
	}

	close(): void {
		clearTimeout(this.#timer);
		clearInterval(this.#sweeper);
	}

	/**
	 * Somebody comes back (a new connection, a laptop that slept) with the state that ended meanwhile: nobody would take
	 * it. A client that hears that it is gone raises its clock and says that it is there.
	 */
	#tellIfGone(member: PresenceMember, old: State, { client, json }: AwarenessEntry): void {
		if (!isLeft(old.json) || isLeft(json) || !isSameUser(old.member, member)) return;
		member.offerPresence(awarenessFrame([{ client, clock: old.clock, json: LEFT }]));
	}

	#end(state: State): void {
		if (!isLeft(state.json)) this.#put({ ...state, json: LEFT, at: performance.now() });
	}

	#put(state: State): void {
		this.#states.set(state.client, state);
		this.#changed.add(state.client);
		this.#sweeper ??= setInterval(() => this.#sweep(), this.#limits.presenceSilent / 3).unref();
		this.#sendIn(Math.max(0, this.#sentAt + this.#limits.presenceTick - performance.now()));
	}

	/** Whoever moves meanwhile is in it with the newest place. */
	#sendIn(ms: number): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			const wait = this.#pace.presence(performance.now());
			if (wait > 0) this.#sendIn(wait);
			else this.#send();
		}, Math.ceil(ms));
	}

	#send(): void {
		this.#sentAt = performance.now();
		const states = [...this.#changed].map((client) => this.#states.get(client)).filter((state) => state !== undefined);
		this.#changed.clear();
		const frame = awarenessFrame(states);
		for (const member of this.#members) member.offerPresence(frame);
		const local = states.filter(({ process }) => process === null);
		if (local.length > 0) this.onLocal(local);
	}

	/** Ends those from whom nothing comes any more, and forgets those who left – not at once: late echoes would bring them back. */
	#sweep(): void {
		const now = performance.now();
		for (const state of this.#states.values()) {
			if (!isLeft(state.json)) {
				if (state.at < now - this.#limits.presenceSilent) this.#end(state);
			} else if (state.at < now - FORGET_AFTER) this.#states.delete(state.client);
		}
		if (this.#states.size > 0) return;
		clearInterval(this.#sweeper);
		this.#sweeper = undefined;
	}
}

/** Stands for the connections of another process. */
function foreignMember({ client, json }: AwarenessEntry): PresenceMember {
	const { user } = (JSON.parse(Buffer.from(json).toString()) ?? {}) as { user?: PresenceMember['user'] };
	return { presenceClients: new Set([client]), user: user ?? null, offerPresence: () => undefined };
}

const isSameUser = (a: PresenceMember, b: PresenceMember): boolean => a.user?.id === b.user?.id;

/** Larger states are not even read: what is left of them is who is there. */
const LARGEST = 65_536;
/** Room for the name beside what is left of a state that is cut. */
const NAME = 512;

/** The state with the session's own name in it, at most so many bytes (names apart). */
function signed(json: Uint8Array, member: PresenceMember, bytes: number): Uint8Array {
	if (isLeft(json)) return LEFT;
	const given: unknown = json.length > LARGEST ? {} : JSON.parse(Buffer.from(json).toString());
	if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error('presence is not an object');
	const fits = json.length <= bytes;
	if (!member.user) return fits ? Uint8Array.from(json) : Buffer.from(JSON.stringify(cut(given, bytes)));
	const { user: claimed, ...state } = given as { user?: unknown };
	const color = member.user.color ?? colorOf(claimed);
	const user = { id: member.user.id, name: member.user.name, ...(color && { color }) };
	return Buffer.from(JSON.stringify({ ...(fits ? state : cut(state, bytes - NAME)), user }));
}

/** What fits of a state that is too large: its fields, the smallest first. */
function cut(state: object, bytes: number): object {
	let left = bytes;
	return Object.fromEntries(
		Object.entries(state)
			.map((field) => ({ field, size: Buffer.byteLength(JSON.stringify(field)) }))
			.sort((a, b) => a.size - b.size)
			.filter(({ size }) => (left -= size) >= 0)
			.map(({ field }) => field)
	);
}

function colorOf(user: unknown): string | undefined {
	const color = typeof user === 'object' && user !== null ? (user as { color?: unknown }).color : undefined;
	return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined;
}
