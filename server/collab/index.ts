import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type * as Y from 'yjs';
import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { Address } from './protocol/address.ts';
import { Changes } from './room/change-notifier.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Packed } from '../documents/pack.ts';
import type { CollabRequest, Grant, KindService, ReadEdits, ServedKind } from './ports.ts';
import { OtherProcesses, type Loudspeaker, type Person } from './room/other-processes.ts';
import { Rooms, type OpenRoom } from './room/rooms.ts';
import { onlyMaps } from './bytes/roots.ts';
import { ServerEdits } from './room/server-edits.ts';
import { createUpgrade, type Authorize } from './socket/http-upgrade.ts';
import { Sockets, type SocketFilter } from './socket/sockets.ts';
import { createMergeWorker } from './compaction/worker.ts';
import type { DocumentKey, DocumentStore } from '../documents/store.ts';
import type { Log } from '../platform/log.ts';
import { SCRATCH } from '../documents/scratch.ts';

export type { Loudspeaker } from './room/other-processes.ts';
export type { CollabRequest, Follow, Grant, KindService, Refusal, ServedKind } from './ports.ts';
export type { DocumentKey, DocumentStore } from '../documents/store.ts';
export { isOwnOrigin } from './socket/own-origin.ts';
export { UnknownDocument } from './room/server-edits.ts';

export interface CollabOptions {
	readonly store: DocumentStore;
	/** Kinds of document; any other is refused. */
	readonly kinds: readonly ServedKind[];
	/** Exports `documentKinds`, for the worker thread: it reads edits that were set aside as the kinds do. Without: nobody does. */
	readonly kindsModule?: URL;
	/** Whether a page of our own opens the socket (see `isOwnOrigin`). */
	readonly isOwn: (request: CollabRequest) => boolean;
	/** Accept the kind `scratch`: any name, any content, nobody is asked. Never in production. */
	readonly scratch: boolean;
	readonly log: Log;
	/** To other processes: who is where, and their cursors. Without: each process shows its own. */
	readonly speaker?: Loudspeaker;
	readonly limits?: Partial<Limits>;
}

export interface CollabStats {
	readonly rooms: number;
	readonly sockets: number;
	/** Statements, rows and failures of the group commit since the start. */
	readonly commits: number;
	readonly rows: number;
	readonly failures: number;
	/** Edits that could not be put into their document, since the start. */
	readonly setAside: number;
	readonly databaseUp: boolean;
}

export interface Collab {
	/** For the HTTP server's `upgrade` event; takes the socket. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Rights may have changed: sockets that match are decided about again, and closed, within a second. */
	revoke(filter: SocketFilter): Promise<void>;
	/** Rights may have changed of anybody, and it is not known of whom: every socket is decided about again. */
	reauthorizeAll(): Promise<void>;
	/** Edits a document on the server; resolves when the edit is committed and shown. */
	transact<T>(key: DocumentKey, author: string, work: (doc: Y.Doc) => T): Promise<T>;
	/** The same with an update that was made elsewhere. */
	applyServerUpdate(key: DocumentKey, author: string, update: Uint8Array): Promise<void>;
	/** The document's content was replaced or its schema raised in the database: everybody loads it again. */
	replaced(key: DocumentKey): void;
	/** What edits of a document that were set aside would change in it now; row by row, null where nothing can be read. */
	readSetAside<T extends KindTypes>(
		kind: DocumentKind<T>,
		key: DocumentKey,
		rows: readonly Packed[]
	): Promise<readonly (ReadEdits<T['difference']> | null)[]>;
	/** Who has documents of a workspace open, in any process; each once a document, by document id. */
	present(workspaceId: string): ReadonlyMap<string, readonly Person[]>;
	stats(): CollabStats;
	close(): Promise<void>;
}

/** A kind as collaboration serves it: people may write in its maps, and nowhere else. */
export const serveKind = ({ name, roots }: Pick<DocumentKind, 'name' | 'roots'>, service: KindService): ServedKind => ({
	...service,
	name,
	roots: onlyMaps(Object.keys(roots))
});

/**
 * The collaboration server: rooms of people who edit one document, over the y-websocket protocol. An edit is
 * committed before anybody else sees it and before its author is told.
 */
export async function createCollab(options: CollabOptions): Promise<Collab> {
	const { store, log } = options;
	const kinds = kindsByName(options.kinds);
	if (options.scratch && process.env.NODE_ENV === 'production') {
		throw new Error('scratch documents are open to anybody and are refused in production');
	}
	const limits: Limits = { ...defaultLimits, ...options.limits };
	const worker = createMergeWorker({ kindsModule: options.kindsModule ?? null });
	const rooms = new Rooms({
		store,
		worker,
		limits,
		log,
		rootsOf: (kind) => (kind === SCRATCH ? null : (kinds.get(kind)?.roots ?? nowhere)),
		onGrown: (key, kind) => changes.add(key, kind),
		onMoved: (key, entries) => others?.moved(key, entries)
	});
	// Whoever cannot project a document may have met an edit that nobody can apply.
	const changes = new Changes(
		limits.changedAfter,
		async (key, kind) => kinds.get(kind)?.project(key),
		(key) => rooms.repair(key),
		log
	);
	const authorize: Authorize = async (request, kind, id) =>
		(await kinds.get(kind)?.authorize(request, id)) ?? { refused: 'not_found' };
	const sockets = new Sockets({
		authorize,
		followOf: (kind) => kinds.get(kind)?.follow,
		rooms,
		limits,
		log,
		onChanged: (key) => others?.changed(key)
	});
	let others: OtherProcesses | undefined;
	const edits = new ServerEdits(rooms);
	let closing = false;

	store.onForeign((keys) => rooms.foreign(keys));
	store.onLost(() => rooms.drop(closeCodes.tryAgain, new Error('the database connection was lost')));
	await store.start();
	if (options.speaker) {
		const here = {
			documents: () => sockets.documents(),
			room: (key: DocumentKey) => rooms.find(key)
		};
		others = new OtherProcesses(randomUUID(), options.speaker, here, log);
	}

	const findRoom = async (address: Address, grant: Grant): Promise<OpenRoom | { code: CloseCode }> => {
		if (closing) return { code: closeCodes.restarting };
		if (address.kind === SCRATCH) await store.createScratch(grant);
		const opened = await rooms.open(grant);
		if (!opened) return { code: closeCodes.notFound };
		const code = mismatch(address, opened) ?? sockets.full(grant, opened);
		if (code === null) return opened;
		rooms.release(opened.room);
		return { code };
	};

	const upgrade = createUpgrade({
		authorize,
		isOwn: options.isOwn,
		scratch: options.scratch,
		maxFrame: limits.frame,
		authorizeTime: limits.authorizeTime,
		log,
		findRoom,
		abandon: ({ room }) => rooms.release(room),
		admit: (socket) => sockets.admit(socket)
	});

	return {
		upgrade: (request, socket, head) => void upgrade(request, socket, head),
		revoke: (filter) => sockets.reauthorize(filter),
		reauthorizeAll: () => sockets.reauthorizeAll(),
		transact: (key, author, work) => edits.transact(key, author, work),
		applyServerUpdate: (key, author, update) => edits.apply(key, author, update),
		replaced: (key) => rooms.drop(closeCodes.replaced, new Error('the document was replaced'), key),
		async readSetAside(kind, key, setAside) {
			const stored = await store.load(key);
			if (stored?.kind !== kind.name) return setAside.map(() => null);
			return worker.read(kind, { snapshot: stored.snapshot, rows: stored.rows, setAside });
		},
		present: (workspaceId) => together(sockets.present(workspaceId), others?.present(workspaceId)),
		stats: () => ({
			rooms: rooms.size,
			sockets: sockets.size,
			...rooms.journal.stats,
			setAside: rooms.setAside,
			databaseUp: store.up
		}),
		async close() {
			closing = true;
			// While it is known who was where.
			await others?.close();
			await rooms.close();
			sockets.close(closeCodes.restarting);
			await changes.flush();
			await worker.close();
			await store.close();
		}
	};
}

type Present = ReadonlyMap<string, readonly Person[]>;

/** Each person once a document. */
function together(here: Present, elsewhere: Present = new Map()): Present {
	const all = new Map(here);
	for (const [id, people] of elsewhere) {
		const known = new Map([...people, ...(here.get(id) ?? [])].map((person) => [person.id, person]));
		all.set(id, [...known.values()]);
	}
	return all;
}

/** Of a kind that this program does not serve (any more): nobody may write in it. */
const nowhere = onlyMaps([]);

function kindsByName(kinds: readonly ServedKind[]): ReadonlyMap<string, ServedKind> {
	const named = new Map(kinds.map((kind) => [kind.name, kind]));
	if (named.size < kinds.length || named.has(SCRATCH)) throw new Error('two kinds of document have the same name');
	return named;
}

/** Rights are those of the kind in the address. A client that says which copy or schema it has must fit; one that says nothing is taken. */
function mismatch(address: Address, opened: OpenRoom): CloseCode | null {
	if (address.kind !== opened.room.kind) return closeCodes.notFound;
	if (address.epoch !== null && address.epoch !== opened.epoch) return closeCodes.replaced;
	if (address.schema !== null && address.schema < opened.schemaVersion) return closeCodes.editorTooOld;
	return null;
}
