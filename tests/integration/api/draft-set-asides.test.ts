import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import { textAt, writeText, type TextPlace } from '#domain/survey/draft/index.ts';
import { compact } from '../../../server/collab/compaction/compact.ts';
import { createMergeWorker, type MergeWorker } from '../../../server/collab/compaction/worker.ts';
import { pack } from '../../../server/documents/pack.ts';
import { readDocument } from '../../../server/documents/repo/documents.ts';
import type { DocumentStore } from '../../../server/documents/store.ts';
import { testDatabases } from '../../support/database.ts';
import { openStore } from '../../support/document-store.ts';
import type { Person } from '../../support/people.ts';
import { tooDeepToDelete, withDeletionOf } from '../../support/poison.ts';
import { caller, openApp } from './support.ts';

const asked: TextPlace = { question: 'nps' };

describe.each(testDatabases())('edits of a survey’s draft that were set aside ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let store: DocumentStore;
	let worker: MergeWorker;
	let owner: Person;
	let editor: Person;
	let viewer: Person;
	let stranger: Person;
	let seq = 0;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		({ owner: stranger } = await open.people.workspace());
		editor = await open.people.member(owner, 'editor');
		viewer = await open.people.member(owner, 'viewer');
		worker = createMergeWorker();
		store = openStore(open.db);
		await store.start();
	});
	afterAll(async () => {
		await worker.close();
		await store.close();
		await open.close();
	});

	const call = (who: Person) => caller(open.app, who.actor);
	const keyOf = (documentId: string) => ({ workspaceId: owner.actor.workspaceId, documentId });
	/** A survey whose draft was opened: only then there is a document. */
	const make = async (): Promise<string> => {
		const { json } = await call(owner)('POST', '/surveys', { body: { title: 'After', kind: 'nps' } });
		expect((await call(owner)('PATCH', `/surveys/${json.id}`, { body: { title: 'Opened' } })).status).toBe(200);
		return json.id as string;
	};
	/** What two editors' edits leave behind that Yjs refuses: a text that somebody typed is in them. */
	const setAside = async (id: string, typed: string): Promise<void> => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await readDocument(open.db.system, owner.actor.workspaceId, id))!.update);
		const made: Uint8Array[] = [];
		doc.once('update', (update: Uint8Array) => made.push(update));
		const before = textAt(surveyDraftKind.read(doc), asked, 'en');
		// Added to what is there: `withDeletionOf` takes an update that deletes nothing itself.
		surveyDraftKind.apply(doc, [writeText(asked, 'en', `${before} ${typed}`, before)], 'wayfelt:api');
		const [chain, deletion] = tooDeepToDelete(4_000_001);
		for (const update of [chain, withDeletionOf(made[0]!, deletion)])
			await store.append([{ key: keyOf(id), seq: ++seq, ...pack([{ update, author: editor.actor.userId }]) }]);
		await compact(store, worker, keyOf(id));
	};

	it('are listed by the route with whose they are and what they say; the draft is as it was', async () => {
		const id = await make();
		await setAside(id, 'Would you come back?');
		const { status, json } = await call(editor)('GET', `/surveys/${id}/set-aside`);
		expect(status).toBe(200);
		expect(json.items).toHaveLength(1);
		expect(json.items[0]).toMatchObject({
			authors: [{ id: editor.actor.userId, name: editor.actor.name }],
			edits: 1,
			reason: expect.stringContaining('call stack') as string
		});
		expect(JSON.stringify(json.items[0].contents)).toContain('Would you come back?');
		const shown = await call(editor)('GET', `/surveys/${id}`);
		expect(JSON.stringify(shown.json.draft)).not.toContain('Would you come back?');
	});

	it('can be fetched as they are, and go when somebody who may edit removes them', async () => {
		const id = await make();
		await setAside(id, 'Gone soon');
		const path = `/surveys/${id}/set-aside`;
		const [{ id: entry, bytes }] = (await call(editor)('GET', path)).json.items;
		const file = await call(editor)('GET', `${path}/${entry}/bytes`);
		expect(file.headers.get('content-disposition')).toContain(`wayfelt-set-aside-${entry}.bin`);
		expect(await open.app.draftSetAsides.bytes(editor.actor, id, entry)).toHaveLength(bytes);
		expect((await call(editor)('DELETE', `${path}/${entry}`)).status).toBe(204);
		expect((await call(editor)('DELETE', `${path}/${entry}`)).status).toBe(404);
		expect((await call(editor)('GET', path)).json.items).toEqual([]);
	});

	it('are for those who may edit the survey, in its workspace', async () => {
		const id = await make();
		await setAside(id, 'Not for everybody');
		const path = `/surveys/${id}/set-aside`;
		const [{ id: entry }] = (await call(editor)('GET', path)).json.items;
		for (const [who, status] of [
			[viewer, 403],
			[stranger, 404]
		] as const) {
			expect((await call(who)('GET', path)).status).toBe(status);
			expect((await call(who)('GET', `${path}/${entry}/bytes`)).status).toBe(status);
			expect((await call(who)('DELETE', `${path}/${entry}`)).status).toBe(status);
		}
		expect((await call(editor)('GET', path)).json.items).toHaveLength(1);
		// Of a survey, and by the address of a journey: nothing is there.
		expect((await call(editor)('GET', `/journeys/${id}/set-aside`)).status).toBe(404);
	});
});
