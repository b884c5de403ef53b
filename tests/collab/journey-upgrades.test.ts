import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { journeySchema, schemaNumber } from '#domain/journey/index.ts';
import { defineSchema, type DocumentSchema } from '#domain/shared/document-schema.ts';
import { schemaOf } from '#document/core/about.ts';
import { seed } from '#document/kinds/journey/seed.ts';
import { createDocument, readDocument } from '#server/documents/repo/documents.ts';
import { upgradeDocuments } from '#server/documents/upgrade-documents.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { upgradeDocument } from '#document/core/records/upgrade-records.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { retail } from '../support/journey.ts';
import { makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

/** The schema of a program that comes later: scenes get a colour. */
const later = defineSchema(
	Object.values(journeySchema.sequences).map((definition) =>
		definition.type === 'scene'
			? {
					...definition,
					fields: v.object({}),
					versions: { Initial: 1, AddColour: 2 },
					migrations: [{ to: 'AddColour', up: (fields) => ({ ...fields, colour: 'blue' }) }]
				}
			: definition
	)
);

/** The journey as a program with this schema has it. */
const kindWith = (schema: DocumentSchema) => ({
	...journeyKind,
	schema,
	upgrade: (doc: Y.Doc) => upgradeDocument(doc, schema)
});

describe.each(testDatabases())('upgrading stored journeys ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
		server = await startCollab(db, workspace);
	});
	afterAll(async () => {
		await server.close();
		await db.close();
	});

	async function store(update: Uint8Array): Promise<string> {
		const id = newId();
		await db.db.system.transaction().execute((trx) =>
			createDocument(trx, {
				workspaceId: workspace,
				id,
				kind: 'journey',
				schemaVersion: schemaNumber(),
				update,
				author: 'ann'
			})
		);
		return id;
	}
	async function stored(id: string): Promise<{ version: number; doc: Y.Doc }> {
		const { update, schemaVersion } = (await readDocument(db.db.system, workspace, id))!;
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		return { version: schemaVersion, doc };
	}

	it('upgrades each once, durably, and names those that it cannot', async () => {
		const id = await store(seed(retail()));
		const strange = new Y.Doc();
		strange.getMap('document').set('schema', { spaceship: 1 });
		const strangeId = await store(Y.encodeStateAsUpdate(strange));
		const log: object[] = [];
		const run = (schema = later) =>
			upgradeDocuments({
				db: db.db,
				collab: server.collab,
				kind: kindWith(schema),
				log: { info() {}, error: (fields) => log.push(fields) }
			});

		await run(journeySchema);
		expect(log).toEqual([]);
		await run();
		const { version, doc } = await stored(id);
		expect(version).toBe(schemaNumber(later.current));
		expect(schemaOf(doc).scene).toBe(2);
		const scenes = Object.values(doc.getMap('scenes').toJSON()) as { colour: string; title: string }[];
		expect(scenes.map((s) => s.colour)).toEqual(scenes.map(() => 'blue'));
		expect(log).toMatchObject([{ documentId: strangeId, reason: 'unknown_type' }]);
		expect((await stored(strangeId)).version).toBe(schemaNumber());

		const before = Y.encodeStateAsUpdate((await stored(id)).doc);
		await run();
		expect(Y.encodeStateAsUpdate((await stored(id)).doc)).toEqual(before);
	});

	it('is done by one of several processes that start together', async () => {
		for (let i = 0; i < 5; i++) await store(seed(retail()));
		const other = await startCollab(db, workspace);
		const done: { upgraded: number }[] = [];
		const start = ({ collab }: CollabServer) =>
			upgradeDocuments({
				db: db.db,
				collab,
				kind: kindWith(later),
				log: { info: (fields) => done.push(fields as (typeof done)[number]), error() {} }
			});
		try {
			await Promise.all([start(server), start(other)]);
		} finally {
			await other.close();
		}
		expect(done.reduce((sum, { upgraded }) => sum + upgraded, 0)).toBe(5);
	});
});
