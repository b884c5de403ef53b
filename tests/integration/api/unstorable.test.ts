import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readUpdate } from '../../../server/collab/bytes/read-update.ts';
import { newId, testDatabases } from '../../support/database.ts';
import { anyDocument, GOOD } from '../../support/any-document.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';

/** Does the gate of the collaboration server let it in? It refuses documents in documents, for one. */
function isTaken(update: Uint8Array): boolean {
	try {
		readUpdate(update);
		return true;
	} catch {
		return false;
	}
}

/** What the relational side cannot take stops nothing: not the rest of a map, not the rest of a batch. */
describe.each(testDatabases())('texts that PostgreSQL cannot store ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
	});
	afterAll(() => open.close());

	const journeys = () => open.app.journeys;
	const keyOf = (documentId: string) => ({ workspaceId: owner.actor.workspaceId, documentId });
	/** As a client does that is not ours: straight into the document. */
	const put = (id: string, work: (doc: Y.Doc) => void) => open.app.collab.transact(keyOf(id), owner.actor.userId, work);
	const prefix = (doc: Y.Doc, root: string, id: string, text: string): void => {
		const fields = doc.getMap(root).get(id) as Y.Map<string>;
		fields.set('title', text + fields.get('title')!);
	};
	const scenes = (id: string) =>
		open.db.system.selectFrom('scene').selectAll().where('journey_id', '=', id).orderBy('order_key').execute();

	it('U+0000 in a scene title: everything goes on, and the view has the rest of the title', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Trip' });
		const [first] = (await journeys().get(owner.actor, id)).scenes;
		await put(id, (doc) => {
			prefix(doc, 'scenes', first!.id, 'Be\0');
			doc.getMap('journey').set('title', `\0${String(doc.getMap('journey').get('title'))}`);
		});
		const touchpoint = await journeys().addTouchpoint(owner.actor, id, { sceneId: first!.id, title: 'Till' });
		expect((await journeys().update(owner.actor, id, { title: 'Renamed' })).title).toBe('Renamed');
		const { survey } = await open.app.surveys.ask(owner.actor, {
			journeyId: id,
			touchpointId: touchpoint.id,
			kind: 'nps'
		});
		expect(survey.title).toBe('Till · NPS');
		expect(await journeys().changed(keyOf(id))).toBe(true);
		const card = (await journeys().list(owner.actor, { q: 'till' })).items.find((one) => one.id === id);
		expect(card?.scenes[0]).toMatchObject({ title: `Be${first!.title}`, touchpointCount: 1 });
	});

	it('halves of characters, a title of a million letters, a record whose id is none', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Trip' });
		const [first, second] = (await journeys().get(owner.actor, id)).scenes;
		await put(id, (doc) => {
			prefix(doc, 'scenes', first!.id, 'x'.repeat(999) + '😀'.repeat(500_000));
			const foreign = new Y.Map<unknown>([['order', 'a0']]);
			doc.getMap('scenes').set('not an id', foreign);
			doc.getMap('scenes').set('number', 7);
			prefix(doc, 'scenes', second!.id, 'Still ');
		});
		expect(await journeys().changed(keyOf(id))).toBe(true);
		const rows = await scenes(id);
		expect(rows).toHaveLength(3);
		expect(rows[0]!.title).toBe('x'.repeat(999));
		expect(rows[1]!.title).toMatch(/^Still /);
	});

	it('a touchpoint title cut for the survey it names is not cut through a character', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Trip' });
		const { scenes: columns } = await journeys().get(owner.actor, id);
		const title = `${'a'.repeat(179)}😀`;
		const made = await journeys().addTouchpoint(owner.actor, id, { sceneId: columns[0]!.id, title });
		const asked = await open.app.surveys.ask(owner.actor, { journeyId: id, touchpointId: made.id, kind: 'csat' });
		expect(asked.survey.title).toBe(`${'a'.repeat(179)} · CSAT`);
	});

	it('more records than a statement should have', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Crowded' });
		const { scenes: columns, lanes } = await journeys().get(owner.actor, id);
		await put(id, (doc) => {
			for (let i = 0; i < 4_500; i++) {
				const fields = { sceneId: columns[0]!.id, laneId: lanes[0]!.id, order: 'a0', title: new Y.Text(`No ${i}`) };
				doc.getMap('touchpoints').set(newId(), new Y.Map<unknown>(Object.entries(fields)));
			}
		});
		expect(await journeys().changed(keyOf(id))).toBe(true);
		const { n } = await open.db.system
			.selectFrom('touchpoint')
			.select((of) => of.fn.countAll<number>().as('n'))
			.where('journey_id', '=', id)
			.executeTakeFirstOrThrow();
		expect(n).toBe(4_500);
	});

	it('a record that the table refuses for another reason is left out, the others are written', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Refused' });
		const [first, second] = (await journeys().get(owner.actor, id)).scenes;
		await open.db.query(`
			create function refuse_scene() returns trigger language plpgsql as $$
				begin
					if new.title = 'unheard of' then raise exception 'no' using errcode = '22P02'; end if;
					return new;
				end $$`);
		await open.db.query(
			'create trigger refuse before insert or update on scene for each row execute function refuse_scene()'
		);
		try {
			await put(id, (doc) => {
				(doc.getMap('scenes').get(first!.id) as Y.Map<string>).set('title', 'unheard of');
				prefix(doc, 'scenes', second!.id, 'Fine: ');
			});
			expect(await journeys().changed(keyOf(id))).toBe(true);
			expect((await scenes(id)).map((row) => row.title)).toEqual(expect.arrayContaining([first!.title]));
			expect((await scenes(id))[1]!.title).toMatch(/^Fine: /);
		} finally {
			await open.db.query('drop trigger refuse on scene; drop function refuse_scene');
		}
	});

	it('any document that Yjs can hold is projected, and what is right in it arrives', async () => {
		await fc.assert(
			fc.asyncProperty(anyDocument, async (update) => {
				fc.pre(update !== null && isTaken(update));
				const { owner: own } = await open.people.workspace();
				const { id } = await journeys().create(own.actor, { title: 'Any' });
				const key = { workspaceId: own.actor.workspaceId, documentId: id };
				await open.app.collab.applyServerUpdate(key, own.actor.userId, update);
				expect(await journeys().changed(key)).toBe(true);
				const [card] = (await journeys().list(own.actor)).items;
				expect(card!.scenes).toContainEqual(expect.objectContaining({ id: GOOD, title: 'Good one' }));
				await journeys().get(own.actor, id);
			}),
			{ numRuns: 25 }
		);
	});

	describe('in what is sent to the API', () => {
		async function collector() {
			const { id } = await journeys().create(owner.actor, { title: 'Asked', template: 'retail' });
			const { touchpoints } = await journeys().get(owner.actor, id);
			const asked = { journeyId: id, touchpointId: touchpoints[0]!.id, kind: 'nps' };
			return (await open.app.surveys.ask(owner.actor, asked)).collector;
		}

		it('one row of a batch refuses only itself', async () => {
			const { code: collectorCode } = await collector();
			const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) as unknown;
			const { status, json } = await caller(open.app, owner.actor)('POST', '/responses/batch', {
				body: {
					responses: [
						{ collectorCode, answers: { nps: 9 } },
						{ collectorCode, answers: { nps: 8, comment: 'nul \0' } },
						{ collectorCode, answers: { nps: 7 }, customer: { externalId: 'half \ud83d' } },
						{ collectorCode, answers: { nps: 6, comment: deep } },
						{ collectorCode, answers: { nps: 5 } }
					]
				}
			});
			expect(status).toBe(200);
			expect(json.results.map((one: { status: string }) => one.status)).toEqual([
				'created',
				'invalid',
				'invalid',
				'invalid',
				'created'
			]);
			expect(json.results[1].issues).toMatchObject([{ code: 'text', path: ['answers', 'comment'] }]);
		});

		it('one row of an import too', async () => {
			const { touchpointId } = await collector();
			const send = caller(open.app, owner.actor);
			const started = await send('POST', '/imports', {
				body: { fileName: 'f.csv', kind: 'nps', total: 2, touchpointIds: [touchpointId], language: 'en' }
			});
			const { status, json } = await send('POST', `/imports/${started.json.id}/rows`, {
				body: {
					rows: [
						{ row: 1, touchpointId, score: 9, comment: 'nul \0', key: 'one' },
						{ row: 2, touchpointId, score: 8, key: 'two' }
					]
				}
			});
			expect(status).toBe(200);
			expect(json.results).toMatchObject([
				{ row: 1, status: 'invalid' },
				{ row: 2, status: 'created' }
			]);
		});

		it.each([
			['POST', '/journeys', { title: 'a\0b' }],
			['POST', '/surveys', { title: 'a\ud83db', kind: 'nps' }],
			['POST', '/departments', { name: 'a\0b' }]
		])('%s %s says what is wrong', async (method, path, body) => {
			const { status, json } = await caller(open.app, owner.actor)(method, path, { body });
			expect(status).toBe(400);
			expect(json.error.issues).toMatchObject([{ code: 'text' }]);
		});
	});
});
