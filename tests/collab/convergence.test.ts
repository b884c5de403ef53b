import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readDocument } from '#server/documents/repo/documents.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, sameContent, until, type Editor } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

type Step =
	| { readonly do: 'set' | 'delete' | 'type'; readonly who: number; readonly key: number }
	| { readonly do: 'leave' | 'come' | 'wait'; readonly who: number }
	| { readonly do: 'restart' };

const who = fc.nat(2);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 8,
			arbitrary: fc.record({
				do: fc.constantFrom('set' as const, 'delete' as const, 'type' as const),
				who,
				key: fc.nat(6)
			})
		},
		{
			weight: 2,
			arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'come' as const, 'wait' as const), who })
		},
		{ weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) }
	),
	{ minLength: 5, maxLength: 40 }
);

describe.each(testDatabases())('whatever happens ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	afterAll(() => db.close());

	it('all copies become equal, and every edit that somebody else saw is stored', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (list) => {
				const id = await makeDocument(db, workspace);
				const limits = { idle: 5, compactUpdates: 8, compactUpdatesWhenIdle: 0 };
				let server: CollabServer = await startCollab(db, workspace, { limits });
				const editors: Editor[] = ['ann', 'bob', 'ann'].map((user) => openEditor(server.url, id, user));
				// Whatever a copy receives from the server was committed: the marks others set.
				const seen = new Set<string>();
				for (const [i, editor] of editors.entries()) {
					editor.doc.getMap('marks').observe((event) => {
						if (!event.transaction.local)
							for (const key of event.keysChanged) if (!key.startsWith(`${i}-`)) seen.add(key);
					});
				}
				let marks = 0;
				try {
					for (const step of list) {
						if (step.do === 'restart') {
							await server.close();
							server = await startCollab(db, workspace, { limits });
							for (const editor of editors) {
								editor.provider.disconnect();
								editor.provider.serverUrl = server.url;
								editor.provider.connect();
							}
							continue;
						}
						const editor = editors[step.who]!;
						if (step.do === 'set') {
							editor.cards.set(`k${step.key}`, marks);
							editor.doc.getMap('marks').set(`${step.who}-${marks++}`, true);
						} else if (step.do === 'delete') editor.cards.delete(`k${step.key}`);
						else if (step.do === 'type')
							editor.doc.getText('text').insert(Math.min(step.key, editor.doc.getText('text').length), 'x');
						else if (step.do === 'leave') editor.provider.disconnect();
						else if (step.do === 'come') editor.provider.connect();
						else if (editor.provider.shouldConnect) await until(() => editor.provider.synced, 'in sync');
					}
					for (const { provider } of editors) provider.connect();
					await until(
						() => editors.every(({ provider, doc }) => provider.synced && sameContent(doc, editors[0]!.doc)),
						'all copies are equal'
					);
					const stored = new Y.Doc();
					await until(async () => {
						Y.applyUpdate(stored, (await readDocument(db.db.system, workspace, id))!.update);
						return sameContent(stored, editors[0]!.doc);
					}, 'what is stored is the same');
					for (const mark of seen) expect(stored.getMap('marks').has(mark), mark).toBe(true);
				} finally {
					for (const editor of editors) editor.destroy();
					await server.close();
				}
			}),
			{ numRuns: Number(process.env.COLLAB_RUNS ?? 15) }
		);
	});
});
