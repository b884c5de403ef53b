import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { allButAbout, type Roots } from '#server/collab/bytes/roots.ts';
import {
	createCollab,
	type Collab,
	type CollabOptions,
	type CollabRequest,
	type Grant,
	type KindService,
	type Refusal,
	type ServedKind
} from '#server/collab/index.ts';
import { createDocument } from '#server/documents/repo/documents.ts';
import { newId, type TestDb } from '../../support/database.ts';
import { createListener, createLoudspeaker } from '#server/bus/index.ts';
import { openStore } from '../../support/document-store.ts';
import * as Y from 'yjs';
import type { DocumentStore } from '#server/documents/store.ts';

const quiet = { info() {}, warn() {}, error() {} };

/** People by the value of their `x-user` header. */
export type People = Map<string, { name: string; color?: string; canWrite: boolean } | Refusal>;

export interface CollabServer {
	readonly collab: Collab;
	readonly people: People;
	/** `ws://127.0.0.1:…/collab` */
	readonly url: string;
	readonly port: number;
	close(): Promise<void>;
}

export interface ServerOptions extends Partial<
	Pick<CollabOptions, 'limits' | 'scratch' | 'isOwn' | 'log' | 'kindsModule'> & KindService
> {
	/** Where people may write in a journey; default: everywhere but in what it says about itself. */
	readonly roots?: Roots;
	/** Kinds beside the journey: the same people may open them. */
	readonly kinds?: readonly Pick<ServedKind, 'name' | 'roots'>[];
	/** Stands between the server and the database. */
	readonly wrap?: (store: DocumentStore) => DocumentStore;
}

export const storeOf = (db: TestDb): DocumentStore => openStore(db.db);

/** A collaboration server of its own on a free port of the loopback; ann and bob may write, vera may read. */
export async function startCollab(db: TestDb, workspaceId: string, options: ServerOptions = {}): Promise<CollabServer> {
	const people: People = new Map([
		['ann', { name: 'Ann', color: '#ff0000', canWrite: true }],
		['bob', { name: 'Bob', canWrite: true }],
		['vera', { name: 'Vera', canWrite: false }]
	]);
	const decide = async (request: CollabRequest, id: string): Promise<Grant | Refusal> => {
		const userId = String(request.headers['x-user'] ?? 'ann');
		const person = people.get(userId);
		if (!person) return { refused: 'unauthenticated' };
		return 'refused' in person ? person : { userId, workspaceId, documentId: id, ...person };
	};
	const store = storeOf(db);
	const { wrap, roots = allButAbout, kinds = [], authorize = decide, follow, ...rest } = options;
	const service: KindService = { authorize, ...(follow && { follow }) };
	const listener = createListener({ createClient: () => db.db.createClient('presence'), log: quiet });
	await listener.start();
	const collab = await createCollab({
		speaker: createLoudspeaker('presence', { listener, query: db.db.query }),
		store: wrap ? wrap(store) : store,
		kinds: [{ name: 'journey', roots }, ...kinds].map((kind) => ({ ...kind, ...service })),
		isOwn: () => true,
		scratch: false,
		log: quiet,
		...rest
	});
	const server = http.createServer((_request, response) => response.end());
	server.on('upgrade', (request, socket, head) => collab.upgrade(request, socket, head));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		collab,
		people,
		port,
		url: `ws://127.0.0.1:${port}/collab`,
		close: async () => {
			await collab.close();
			await listener.stop();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

/** A workspace without members; enough for documents. */
export async function makeWorkspace(db: TestDb): Promise<string> {
	const workspaceId = newId();
	await db.db.system
		.insertInto('workspace')
		.values({ workspace_id: workspaceId, name: 'Test', time_zone: 'UTC' })
		.execute();
	return workspaceId;
}

/** A document of the kind `journey` with one map `cards`. @returns its id */
export async function makeDocument(
	db: TestDb,
	workspaceId: string,
	fill: (doc: Y.Doc) => void = () => {}
): Promise<string> {
	const id = newId();
	const doc = new Y.Doc();
	doc.getMap('cards').set('seed', 'content from the server');
	fill(doc);
	await db.db.system.transaction().execute((trx) =>
		createDocument(trx, {
			workspaceId,
			id,
			kind: 'journey',
			schemaVersion: 1,
			update: Y.encodeStateAsUpdate(doc),
			author: 'ann'
		})
	);
	doc.destroy();
	return id;
}
