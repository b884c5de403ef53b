import { updatesFrame } from '../protocol/frames.ts';
import { Guarded } from '../bytes/guarded.ts';
import type { JournalRoom } from './journal.ts';
import type { Limits } from '../limits.ts';
import type { Author, Member } from './member.ts';
import type { Known } from '../bytes/metadata.ts';
import { pack, unpack } from '../../documents/pack.ts';
import { Pace } from './pace.ts';
import { Presence } from './room-presence.ts';
import { readUpdate } from '../bytes/read-update.ts';
import type { Roots } from '../bytes/roots.ts';
import type { Snapshot } from './open-snapshot.ts';
import { Tail } from './tail.ts';
import { SyncReply } from './sync-reply.ts';
import type { DocumentKey, JournalBatch, JournalRow } from '../../documents/store.ts';

interface Entry {
	/** null: nothing new, but to be confirmed only after what is on its way. */
	readonly update: Uint8Array | null;
	readonly author: Author;
}

export interface RoomBatch {
	readonly row: JournalBatch | null;
	readonly entries: readonly Entry[];
}

export interface RoomEvents {
	/** Something waits for a commit. */
	wake(room: Room): void;
	/** Committed and shown. */
	grown(room: Room): void;
	/** A commit failed: this room's memory is ahead of the database, it must be forgotten. */
	broken(room: Room): void;
}

export type Submitted = 'taken' | 'gap' | 'forged' | 'closed' | 'full' | 'busy';

/** One open document: its committed bytes, what waits for its commit, and who is there. It holds no Y.Doc. */
export class Room implements JournalRoom<RoomBatch> {
	readonly members = new Set<Member>();
	readonly presence: Presence;
	readonly tail = new Tail();
	readonly syncReply: SyncReply;
	/** Includes what waits for its commit. */
	readonly known: Known;
	readonly key: DocumentKey;
	readonly kind: string;
	readonly #limits: Limits;
	readonly #events: RoomEvents;
	/** Where people may write; null: anywhere. */
	readonly #roots: Roots | null;
	/** What they may not touch; null until the first edit asks. */
	#guarded: Guarded | null = null;
	snapshot: Snapshot;
	restUntil = 0;
	broken = false;
	#waiting: Entry[] = [];
	#waitingBytes = 0;
	/** How long the last broadcast took, ms. */
	#showing = 0;
	#committing: RoomBatch | null = null;
	readonly #paceOfTelling: Pace;
	/** Committed, and not shown to the others yet. */
	#untold: Uint8Array[] = [];
	/** Whoever made all of it; null: several. */
	#onlyAuthor: Member | null = null;
	#telling: NodeJS.Timeout | undefined;

	constructor(
		{ key, kind, roots }: { readonly key: DocumentKey; readonly kind: string; readonly roots: Roots | null },
		snapshot: Snapshot,
		rows: readonly JournalRow[],
		limits: Limits,
		events: RoomEvents
	) {
		this.key = key;
		this.kind = kind;
		this.#roots = roots;
		this.snapshot = snapshot;
		this.#limits = limits;
		this.#events = events;
		this.known = snapshot.known();
		this.#paceOfTelling = new Pace(limits, performance.now());
		this.presence = new Presence(this.members, limits, this.#paceOfTelling);
		this.syncReply = new SyncReply(snapshot, this.tail);
		for (const row of rows) this.#take(row);
	}

	/** Nothing waits for a commit. */
	get settled(): boolean {
		return this.#waiting.length === 0 && this.#committing === null;
	}

	/**
	 * An edit arrives. It is shown to nobody before its commit.
	 * @throws if the bytes are not an update
	 */
	submit(update: Uint8Array, author: Author): Submitted {
		if (this.broken) return 'busy';
		const content = readUpdate(update, this.#roots);
		const verdict = this.known.check(content, author.userId);
		if (verdict === 'gap' || verdict === 'forged') return verdict;
		if (verdict === 'nothing new') {
			if (this.settled) author.settled(null);
			else this.#waiting.push({ update: null, author });
			return 'taken';
		}
		if (author.member && this.#guard()?.refuses(update, content, this.known)) return 'closed';
		if (this.#waitingBytes + update.length > this.#limits.waiting) return 'busy';
		if (this.snapshot.state.length + this.tail.bytes + this.#waitingBytes + update.length > this.#limits.document)
			return 'full';
		this.known.add(content, author.userId);
		if (!author.member) this.#guarded?.learn(update);
		this.#waiting.push({ update, author });
		this.#waitingBytes += update.length;
		if (!this.#committing) this.#events.wake(this);
		return 'taken';
	}

	takeBatch(nextSeq: () => number): RoomBatch | null {
		if (this.#waiting.length === 0 || this.#committing) return null;
		const entries = this.#waiting;
		this.#waiting = [];
		this.#waitingBytes = 0;
		const updates = entries.flatMap(({ update, author }) => (update ? { update, author: author.userId } : []));
		const row = updates.length === 0 ? null : { key: this.key, seq: nextSeq(), ...pack(updates) };
		this.#committing = { row, entries };
		if (row) this.#pace();
		return this.#committing;
	}

	committed({ row, entries }: RoomBatch, node: number): void {
		if (this.broken) return;
		this.#committing = null;
		if (row) this.tail.push({ ...row, node }, entries.filter(({ update }) => update).length);
		if (this.#waiting.length > 0) this.#events.wake(this);
	}

	show({ row, entries }: RoomBatch): void {
		if (this.broken) return;
		// Before it is shown: the confirmation travels with the broadcast, and waits for none.
		for (const { author } of entries) author.settled(null);
		if (row) {
			const first = entries[0]?.author.member ?? null;
			const onlyAuthor = entries.every(({ author }) => author.member === first) ? first : null;
			this.#broadcast(
				entries.flatMap(({ update }) => update ?? []),
				onlyAuthor
			);
		}
		this.#events.grown(this);
	}

	failed(error: unknown): void {
		if (this.broken) return;
		this.fail(error);
		this.#events.broken(this);
	}

	/** Who waits is told that nothing was stored. */
	fail(error: unknown): void {
		if (this.broken) return;
		this.broken = true;
		this.close();
		for (const { author } of [...(this.#committing?.entries ?? []), ...this.#waiting]) author.settled(error);
		this.#waiting = [];
	}

	/** Rows that other processes committed. */
	takeForeign(rows: readonly JournalRow[]): void {
		const updates = rows.filter((row) => !this.tail.has(row)).flatMap((row) => this.#take(row));
		if (updates.length > 0) this.#broadcast(updates, null);
	}

	/**
	 * The document was compacted: a new snapshot took the place of the old one and of most of the tail.
	 * @param rows what is stored beyond it
	 * @param place of the tail when it was read; what came later stays
	 */
	rebase(snapshot: Snapshot, rows: readonly JournalRow[], place: number, node: number): void {
		const stored = new Set(rows.map((row) => `${row.node}:${row.seq}`));
		const inside = snapshot.known();
		const complete = this.known.covers(inside);
		this.snapshot = snapshot;
		this.syncReply.rebase(snapshot);
		this.known.join(inside);
		this.#guarded = null;
		this.tail.retain((row) => row.place > place || stored.has(`${row.node}:${row.seq}`));
		// Own rows come by `committed`.
		this.takeForeign(rows.filter((row) => row.node !== node));
		if (!complete) for (const member of this.members) member.resync();
	}

	/** Every broadcast costs a write for each reader: the more readers, the fewer broadcasts. */
	#pace(): void {
		const { gather, gatherPerReader, gatherFrom, longestRest } = this.#limits;
		const beyond = this.members.size - gatherFrom;
		if (beyond <= 0) return;
		const period = Math.max(Math.min(gather, gatherPerReader * beyond), Math.min(longestRest, 2 * this.#showing));
		this.restUntil = performance.now() + period;
	}

	/** Read only when somebody edits: most visits only look. What waits for its commit is in it too. */
	#guard(): Guarded | null {
		if (this.#guarded || !this.#roots) return this.#guarded;
		this.#guarded = new Guarded(this.#roots);
		const waiting = [...(this.#committing?.entries ?? []), ...this.#waiting].flatMap(({ update }) => update ?? []);
		for (const update of [this.snapshot.state, ...this.tail.list(), ...waiting]) this.#guarded.learn(update);
		return this.#guarded;
	}

	#take(row: JournalRow): Uint8Array[] {
		const updates = unpack(row);
		for (const { update, author } of updates) {
			this.known.add(readUpdate(update), author);
			this.#guarded?.learn(update);
		}
		this.tail.push(row, updates.length);
		return updates.map(({ update }) => update);
	}

	/** Shows updates to everybody: now, or joined with what comes until it is time. */
	#broadcast(updates: readonly Uint8Array[], onlyAuthor: Member | null): void {
		this.#onlyAuthor = this.#untold.length === 0 || this.#onlyAuthor === onlyAuthor ? onlyAuthor : null;
		this.#untold.push(...updates);
		if (this.#telling === undefined) this.#tell();
	}

	/** One frame for everybody but the only author. Whoever comes in meanwhile has it already, and takes it twice. */
	#tell(): void {
		this.#telling = undefined;
		if (this.members.size > 0) {
			const now = performance.now();
			const wait = this.#paceOfTelling.edits(now);
			if (wait > 0) {
				this.#telling = setTimeout(() => this.#tellOrFail(), wait);
				return;
			}
			const frame = updatesFrame(this.#untold);
			const { place } = this.tail;
			for (const member of this.members) member.offerUpdate(member === this.#onlyAuthor ? null : frame, place);
			this.#showing = performance.now() - now;
		}
		this.#untold = [];
		this.#onlyAuthor = null;
	}

	#tellOrFail(): void {
		try {
			this.#tell();
		} catch (error) {
			// Nobody waits for this: what cannot be shown must not end the process.
			this.failed(error);
		}
	}

	/** Nobody is told anything any more. */
	close(): void {
		clearTimeout(this.#telling);
		this.presence.close();
	}
}
