import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type * as Y from 'yjs';
import { closeCodes } from '#document/core/close-codes.ts';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Packed } from '../documents/pack.ts';
import { findRoom } from './socket/find-room.ts';
import type { CollabRequest, KindService, ReadEdits, ServedKind } from './ports.ts';
import { OtherProcesses, type Loudspeaker, type Person } from './room/other-processes.ts';
import { Rooms } from './room/rooms.ts';
import { onlyMaps } from './bytes/roots.ts';
import { ServerEdits } from './room/server-edits.ts';
import { createUpgrade } from './socket/http-upgrade.ts';
import { ServedKinds } from './socket/served-kinds.ts';
import { Sockets, type SocketFilter } from './socket/sockets.ts';
import { createMergeWorker } from './compaction/worker.ts';
import type { DocumentKey, DocumentStore } from '../documents/store.ts';
import type { Log } from '../platform/log.ts';

export type { Loudspeaker } from './room/other-processes.ts';
export type { CollabRequest, Follow, Following, Grant, KindService, Refusal, ServedKind, Tell } from './ports.ts';
export type { DocumentKey, DocumentStore } from '../documents/store.ts';
export { isOwnOrigin } from './socket/own-origin.ts';
export { UnknownDocument } from './room/server-edits.ts';

export interface CollabOptions {
	readonly store: DocumentStore;
	/** Kinds of document; any other is refused. */
	readonly kinds: readonly ServedKind[];
	/** Exports `documentKinds`, for the worker's process: it reads edits that were set aside as the kinds do. Without: nobody does. */
	readonly kindsModule?: URL;
	/** Folder in which Node keeps compiled code of the worker's process. */
	readonly codeCache?: string;
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
	/** Somebody could not read a stored document: edits that Yjs refuses are set aside. Does nothing to one that can be read. */
	repair(key: DocumentKey): Promise<void>;
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
	const limits: Limits = { ...defaultLimits, ...options.limits };
	const kinds = new ServedKinds(options.kinds);
	if (options.scratch && process.env.NODE_ENV === 'production') {
		throw new Error('scratch documents are open to anybody and are refused in production');
	}
	const { worker, rooms, sockets, others } = await open(options, kinds, limits);
	const edits = new ServerEdits(rooms);
	let closing = false;

	const upgrade = createUpgrade({
		authorize: (request, kind, id) => kinds.authorize(request, kind, id),
		isOwn: options.isOwn,
		scratch: options.scratch,
		maxFrame: limits.frame,
		authorizeTime: limits.authorizeTime,
		log,
		findRoom: async (address, grant) =>
			closing ? { code: closeCodes.restarting } : findRoom({ store, rooms, sockets }, address, grant),
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
		repair: (key) => rooms.repairStored(key),
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
			await worker.close();
			await store.close();
		}
	};
}

/** Rooms, sockets and what stands between them and other processes; from here on other processes' edits are heard. */
async function open(options: CollabOptions, kinds: ServedKinds, limits: Limits) {
	const { store, log } = options;
	const worker = createMergeWorker({ kindsModule: options.kindsModule, codeCache: options.codeCache });
	const rooms = new Rooms({
		store,
		worker,
		limits,
		log,
		rootsOf: (kind) => kinds.rootsOf(kind),
		onMoved: (key, entries) => others?.moved(key, entries)
	});
	const sockets = new Sockets({
		authorize: (request, kind, id) => kinds.authorize(request, kind, id),
		followOf: (kind) => kinds.followOf(kind),
		rooms,
		limits,
		log,
		onChanged: (key) => others?.changed(key)
	});
	let others: OtherProcesses | undefined;

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
	return { worker, rooms, sockets, others };
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
