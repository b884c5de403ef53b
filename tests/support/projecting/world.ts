import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProjector, type Projector } from '#server/documents/projection/projector.ts';
import { QUEUE } from '#server/documents/projection/queue.ts';
import type { DocumentKey } from '#server/documents/store.ts';
import { openApp } from '../../integration/api/support.ts';
import type { Engine } from '../database.ts';
import { nowhere } from '../nowhere.ts';

/** The program, and beside it – as another process has them – projectors of their own, whose projections break when told to. */
export async function openProjecting(engine: Engine, env: Readonly<Record<string, string>> = {}) {
	const open = await openApp(engine, env);
	const { owner } = await open.people.workspace();
	const folder = mkdtempSync(join(tmpdir(), 'wayfelt-projecting-'));
	const errors: {
		readonly document?: unknown;
		readonly documents?: unknown;
		readonly tries?: unknown;
		readonly message: string;
	}[] = [];
	const stops: (() => Promise<unknown>)[] = [];
	const log = {
		info: () => undefined,
		warn: () => undefined,
		error: (fields: object, message = '') => void errors.push({ ...fields, message })
	};
	const keyOf = (documentId: string): DocumentKey => ({ workspaceId: owner.actor.workspaceId, documentId });
	const rows = async (text: string, ...values: unknown[]) =>
		(await open.db.query(text, values)).rows as Record<string, unknown>[];

	return {
		...open,
		owner,
		log,
		/** What was logged as an error. */
		errors,
		/** Run after the test, the last first. */
		stops,
		journey: async (title: string) => keyOf((await open.app.journeys.create(owner.actor, { title })).id),
		/** An edit as a board makes it: committed, and not projected by whoever made it. */
		rename: (key: DocumentKey, title: string): Promise<void> =>
			open.app.collab.transact(key, owner.actor.userId, (doc) => void doc.getMap('journey').set('title', title)),
		/** What its row says. */
		titleOf: async ({ documentId }: DocumentKey) =>
			(await rows('select title from journey where id = $1', documentId))[0]!.title as string,
		/** How often it was told that it has another name. */
		renamings: async ({ documentId }: DocumentKey) =>
			(await rows(`select 1 from outbox where kind = 'journey.renamed' and subject_id = $1`, documentId)).length,
		/** Jobs of a document, by state. */
		async jobs({ workspaceId, documentId }: DocumentKey): Promise<Record<string, number>> {
			const found = await rows(
				`select state::text, count(*)::int as n from pgboss.job where name = $1 and singleton_key = $2 group by 1`,
				QUEUE,
				`${workspaceId}/${documentId}`
			);
			return Object.fromEntries(found.map(({ state, n }) => [state as string, n as number]));
		},
		projector(): Projector {
			const module = new URL('./breaking.ts', import.meta.url);
			module.searchParams.set('folder', folder);
			const made = createProjector({
				address: open.db.address,
				projectionsModule: module,
				codeCache: join(nowhere, 'code-cache'),
				log,
				delays: [0]
			});
			stops.push(() => made.close());
			return made;
		},
		/** What happens to its projections half-way, until the returned function is called. */
		tell(what: 'die' | 'fail' | 'wait', { documentId }: DocumentKey): () => void {
			const file = join(folder, `${what}-${documentId}`);
			writeFileSync(file, '');
			return () => rmSync(file, { force: true });
		},
		/** Process that was told to wait with a document and does so; null: none yet. */
		waitsAt({ documentId }: DocumentKey): number | null {
			const file = join(folder, `waits-${documentId}`);
			return existsSync(file) ? Number(readFileSync(file, 'utf8')) || null : null;
		},
		async stop() {
			for (const stop of stops.splice(0).reverse()) await stop();
			errors.splice(0);
		},
		async close() {
			await open.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
