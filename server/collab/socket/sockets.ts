import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import type { Address } from '../protocol/address.ts';
import { Connection } from './connection.ts';
import { scratchLimits, type Limits } from '../limits.ts';
import type { CollabRequest, Follow, Following, Grant } from '../ports.ts';
import type { DocumentKey } from '../../documents/store.ts';
import type { Person } from '../room/other-processes.ts';
import type { OpenRoom, Rooms } from '../room/rooms.ts';
import { authorizeInTime, codeOf, type AdmittedSocket, type Authorize } from './http-upgrade.ts';
import type { Log } from '../../platform/log.ts';
import { SCRATCH } from '../../documents/scratch.ts';

/** Which sockets: those that match everything given. */
export interface SocketFilter {
	readonly userId?: string;
	readonly documentId?: string;
	readonly workspaceId?: string;
}

interface Entry {
	readonly request: CollabRequest;
	readonly address: Address;
	/** Monotonic ms: decided about again without being asked. */
	dueAt: number;
	/** Runs out when the session or token does. */
	ending: NodeJS.Timeout | undefined;
	readonly following: Following | undefined;
}

export interface SocketsOptions {
	readonly authorize: Authorize;
	/** What people are told beside a document of this kind. */
	readonly followOf: (kind: string) => Follow | undefined;
	readonly rooms: Rooms;
	readonly limits: Limits;
	readonly log: Log;
	/** Somebody came into a document, or left it. */
	readonly onChanged: (key: DocumentKey) => void;
}

/** When rights may have been taken away, the decision must be there within a second (ms). */
const REAUTHORIZE_TIME = 800;

/** So many times within `reauthorizeEvery` it is looked whose turn it is to be decided about again. */
const LOOKS = 60;
/** Questions to the database at the same time. */
const AT_ONCE = 50;
/** Timers take no longer time (ms); what ends later is looked at then. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** ms */
const ASK_AGAIN = 1_000;
/** A session that ends at this moment is not over yet for whoever asks at this moment (ms). */
const OVER = 20;

/** Every open socket of this process: whose it is, and whether it may stay. */
export class Sockets {
	readonly #options: SocketsOptions;
	readonly #entries = new Map<Connection, Entry>();
	readonly #perUser = new Map<string, number>();
	readonly #timers: readonly NodeJS.Timeout[];

	constructor(options: SocketsOptions) {
		this.#options = options;
		const { pingEvery, reauthorizeEvery } = options.limits;
		this.#timers = [
			setInterval(() => this.#ping(), pingEvery).unref(),
			setInterval(() => this.#reauthorizeDue(), reauthorizeEvery / LOOKS).unref()
		];
	}

	get size(): number {
		return this.#entries.size;
	}

	/** Who is in the workspace's documents now, each person once a document; by document id. */
	present(workspaceId: string): Map<string, Person[]> {
		const found = new Map<string, Map<string, Person>>();
		for (const [{ open, grant }, { address }] of this.#entries) {
			if (!open || grant.workspaceId !== workspaceId || address.kind === SCRATCH) continue;
			const here = found.get(grant.documentId) ?? new Map<string, Person>();
			found.set(grant.documentId, here.set(grant.userId, { id: grant.userId, name: grant.name }));
		}
		return new Map([...found].map(([id, here]) => [id, [...here.values()]]));
	}

	/** Documents that somebody has open; what load generators have open is nobody's business. */
	*documents(): Iterable<DocumentKey> {
		const seen = new Set<string>();
		for (const [{ room, grant }, { address }] of this.#entries) {
			if (address.kind === SCRATCH || seen.has(grant.documentId)) continue;
			seen.add(grant.documentId);
			yield room.key;
		}
	}

	/** Why one more socket cannot come in, or null. */
	full(grant: Grant, { room }: OpenRoom): CloseCode | null {
		const { socketsPerUser, socketsPerDocument } = this.#options.limits;
		const mine = grant.userId === '' ? 0 : (this.#perUser.get(grant.userId) ?? 0);
		return mine >= socketsPerUser || room.members.size >= socketsPerDocument ? closeCodes.tooMany : null;
	}

	admit(admitted: AdmittedSocket): void {
		const { ws, socket, request, address, grant } = admitted;
		const { room, epoch } = admitted.opened;
		const { limits, log } = this.#options;
		const scratch = address.kind === SCRATCH;
		const connection = new Connection({
			ws,
			socket,
			room,
			epoch,
			grant,
			named: !scratch,
			limits: scratch ? scratchLimits(limits) : limits,
			log,
			onClose: (closed) => this.#leave(closed)
		});
		const following =
			grant.canFollow === true
				? this.#options.followOf(address.kind)?.(grant, (name, data) => connection.tell(name, data))
				: undefined;
		connection.onSaid = following?.heard?.bind(following);
		const entry = { request, address, dueAt: this.#nextTurn(), ending: undefined, following };
		this.#entries.set(connection, entry);
		this.#watchEnd(connection, entry, grant);
		this.#perUser.set(grant.userId, (this.#perUser.get(grant.userId) ?? 0) + 1);
		room.members.add(connection);
		if (!scratch) this.#options.onChanged(room.key);
		// The room may have been given up while the handshake was on its way.
		if (room.broken) connection.close(closeCodes.tryAgain);
	}

	/**
	 * Decides again about sockets whose rights may have changed. Until then nothing is taken from them; who may not
	 * stay, or about whom no decision comes in time, is closed. Resolves when all are decided.
	 */
	async reauthorize(filter: SocketFilter): Promise<void> {
		const chosen = [...this.#entries].filter(
			([{ grant }, { address }]) =>
				address.kind !== SCRATCH &&
				(filter.userId === undefined || grant.userId === filter.userId) &&
				(filter.documentId === undefined || grant.documentId === filter.documentId) &&
				(filter.workspaceId === undefined || grant.workspaceId === filter.workspaceId)
		);
		await this.#reauthorizeEach(chosen, REAUTHORIZE_TIME);
	}

	/**
	 * Decides again about everybody, some at a time: hundreds of questions at once would make every one of them late.
	 * Resolves when all are decided.
	 */
	async reauthorizeAll(): Promise<void> {
		const all = [...this.#entries].filter(([, { address }]) => address.kind !== SCRATCH);
		for (const [connection] of all) connection.pause();
		while (all.length > 0) await this.#reauthorizeEach(all.splice(0, AT_ONCE), this.#options.limits.authorizeTime);
	}

	async #reauthorizeEach(chosen: readonly (readonly [Connection, Entry])[], time: number): Promise<void> {
		for (const [connection] of chosen) connection.pause();
		await Promise.all(chosen.map(([connection, entry]) => this.#reauthorizeOne(connection, entry, time)));
	}

	/** Everybody's turn comes within `reauthorizeEvery`, but not everybody's at the same time. */
	#reauthorizeDue(): void {
		const now = performance.now();
		const due = [...this.#entries].filter(([, { dueAt, address }]) => dueAt <= now && address.kind !== SCRATCH);
		void this.#reauthorizeEach(due, this.#options.limits.authorizeTime);
	}

	#nextTurn(): number {
		return performance.now() + this.#options.limits.reauthorizeEvery * (0.5 + Math.random() / 2);
	}

	/** Decides again at the moment the session or token ends; it may have been prolonged meanwhile. */
	#watchEnd(connection: Connection, entry: Entry, { endsAt }: Grant): void {
		clearTimeout(entry.ending);
		if (!endsAt) return;
		const left = endsAt.getTime() - Date.now();
		entry.ending = setTimeout(
			() => {
				if (endsAt.getTime() > Date.now()) this.#watchEnd(connection, entry, { ...connection.grant, endsAt });
				else void this.#reauthorizeEach([[connection, entry]], REAUTHORIZE_TIME);
			},
			// Whoever was let in beyond the end is asked again, but not without pause.
			left > 0 ? Math.min(LONGEST_TIMER, left + OVER) : ASK_AGAIN
		).unref();
	}

	/** Closes all of them. */
	close(code: CloseCode): void {
		for (const timer of this.#timers) clearInterval(timer);
		for (const connection of [...this.#entries.keys()]) connection.close(code);
	}

	async #reauthorizeOne(connection: Connection, entry: Entry, authorizeTime: number): Promise<void> {
		const { request, address } = entry;
		entry.dueAt = this.#nextTurn();
		try {
			const grant = await authorizeInTime({ authorize: this.#options.authorize, authorizeTime }, request, address);
			if ('refused' in grant) connection.close(codeOf(grant));
			else if (sameRights(grant, connection.grant)) {
				connection.resume();
				if (this.#entries.has(connection)) this.#watchEnd(connection, entry, grant);
			} else connection.close(closeCodes.rightsChanged);
		} catch (error) {
			this.#options.log.error({ err: error }, 'collab: could not decide again about a socket');
			connection.close(closeCodes.tryAgain);
		}
	}

	#leave(connection: Connection): void {
		const entry = this.#entries.get(connection);
		if (!entry) return;
		this.#entries.delete(connection);
		clearTimeout(entry.ending);
		entry.following?.stop();
		const { userId } = connection.grant;
		const left = (this.#perUser.get(userId) ?? 1) - 1;
		if (left > 0) this.#perUser.set(userId, left);
		else this.#perUser.delete(userId);
		const { room } = connection;
		room.members.delete(connection);
		room.presence.leave(connection);
		if (entry.address.kind !== SCRATCH) this.#options.onChanged(room.key);
		this.#options.rooms.release(room);
	}

	#ping(): void {
		for (const connection of this.#entries.keys()) connection.ping();
	}
}

const sameRights = (a: Grant, b: Grant): boolean =>
	a.userId === b.userId &&
	a.canWrite === b.canWrite &&
	a.canFollow === b.canFollow &&
	a.workspaceId === b.workspaceId &&
	a.documentId === b.documentId;
