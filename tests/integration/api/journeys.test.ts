import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';

describe.each(testDatabases())('journeys ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	let viewer: Person;
	let stranger: Person;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		({ owner: stranger } = await open.people.workspace());
		viewer = await open.people.member(owner, 'viewer');
	});
	afterAll(() => open.close());

	const journeys = () => open.app.journeys;
	const rows = (table: 'scene' | 'touchpoint', journeyId: string) =>
		open.db.system
			.selectFrom(table)
			.select(['id', 'title', 'deleted_at'])
			.where('journey_id', '=', journeyId)
			.execute();

	it('a blank one starts with before, during and after', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Buying shoes' });
		const map = await journeys().get(viewer.actor, id);
		expect(map.title).toBe('Buying shoes');
		expect(map.scenes).toHaveLength(3);
		expect(map.lanes.some((lane) => lane.kind === 'touchpoints')).toBe(true);
		expect(map).toMatchObject({ status: 'active', touchpoints: [] });
		expect(await rows('scene', id)).toHaveLength(3);
	});

	it.each(['retail', 'airline', 'saas'] as const)(
		'the template %s is there whole, in the view too',
		async (template) => {
			for (const locale of ['en', 'zh-CN'] as const) {
				const { id, touchpoints } = await journeys().create(owner.actor, { title: template, template, locale });
				const map = await journeys().get(owner.actor, id);
				expect(new Set(Object.values(touchpoints))).toEqual(new Set(map.touchpoints.map((one) => one.id)));
				const stored = await rows('touchpoint', id);
				expect(new Map(stored.map((row) => [row.id, row.title]))).toEqual(
					new Map(map.touchpoints.map((one) => [one.id, one.title]))
				);
			}
		}
	);

	it('a touchpoint added by the API is on the map and can be asked at when the call returns', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Ask there' });
		const { scenes } = await journeys().get(owner.actor, id);
		const made = await journeys().addTouchpoint(owner.actor, id, {
			sceneId: scenes[1]!.id,
			title: 'Till',
			channel: 'store'
		});
		expect(made).toMatchObject({ title: 'Till', channel: 'store', sceneId: scenes[1]!.id });
		const { collector } = await open.app.surveys.ask(owner.actor, {
			journeyId: id,
			touchpointId: made.id,
			kind: 'csat'
		});
		expect(collector.touchpointId).toBe(made.id);
		await expect(
			journeys().addTouchpoint(owner.actor, id, { sceneId: newId(), title: 'Nowhere' })
		).rejects.toMatchObject({ status: 400 });
	});

	it('renaming goes through the document, so open boards see it', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Old name' });
		const card = await journeys().update(owner.actor, id, { title: 'New name', status: 'archived' });
		expect(card).toMatchObject({ id, title: 'New name', status: 'archived' });
		expect((await journeys().get(owner.actor, id)).title).toBe('New name');
		expect((await journeys().list(owner.actor, { status: 'archived' })).items.map((one) => one.id)).toContain(id);
		expect((await journeys().list(owner.actor, { status: 'active' })).items.map((one) => one.id)).not.toContain(id);
	});

	it('a touchpoint that left the map keeps its row, and comes back as the same', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Comings and goings' });
		const { scenes } = await journeys().get(owner.actor, id);
		const made = await journeys().addTouchpoint(owner.actor, id, { sceneId: scenes[0]!.id, title: 'Flyer' });
		const documents = (await import('../../../server/areas/journeys/documents-in-collab.ts')).createJourneyDocuments({
			collab: open.app.collab,
			newId
		});
		await documents.edit({ workspaceId: owner.actor.workspaceId, documentId: id }, owner.actor, 'deleteCards', {
			ids: [made.id]
		});
		await journeys().changed({ workspaceId: owner.actor.workspaceId, documentId: id });
		expect((await rows('touchpoint', id)).find((row) => row.id === made.id)?.deleted_at).toBeInstanceOf(Date);
		expect((await journeys().get(owner.actor, id)).touchpoints).toEqual([]);
	});

	it('an edit that nobody projected is found by the next start', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Left behind' });
		await open.db.system
			.updateTable('journey')
			.set({ title: 'stale', projected_at: new Date(0) })
			.where('id', '=', id)
			.execute();
		expect(await open.app.projections!.catchUp()).toBeGreaterThan(0);
		await expect
			.poll(async () => (await journeys().list(owner.actor, { q: 'left behind' })).items.map((one) => one.title), {
				timeout: 30_000
			})
			.toEqual(['Left behind']);
	});

	it('finds words anywhere on the map, in both languages', async () => {
		const { id } = await journeys().create(owner.actor, { title: '云杉百货', template: 'retail', locale: 'zh-CN' });
		const { touchpoints } = await journeys().get(owner.actor, id);
		const found = await journeys().list(owner.actor, { q: `云杉 ${touchpoints[2]!.title.slice(0, 2)}` });
		expect(found.items.map((one) => one.id)).toEqual([id]);
		expect((await journeys().list(owner.actor, { q: 'no such word anywhere' })).items).toEqual([]);
	});

	it('answers for some ids: which of them are here, with their names', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Known here' });
		const { id: archived } = await journeys().create(owner.actor, { title: 'Archived here' });
		await journeys().update(owner.actor, archived, { status: 'archived' });
		const { id: gone } = await journeys().create(owner.actor, { title: 'Deleted' });
		await journeys().remove(owner.actor, gone);
		const { owner: other } = await open.people.workspace();
		const { id: theirs } = await journeys().create(other.actor, { title: 'Theirs' });
		const { json } = await caller(open.app, viewer.actor)(
			'GET',
			`/journeys?ids=${[id, archived, gone, theirs, newId()].join(',')}`
		);
		expect(new Set(json.items.map((one: { title: string }) => one.title))).toEqual(
			new Set(['Known here', 'Archived here'])
		);
		const wrong = await caller(open.app, viewer.actor)('GET', '/journeys?ids=nonsense');
		expect(wrong.status).toBe(400);
	});

	it('pages through the list without losing or repeating one', async () => {
		const { owner: other } = await open.people.workspace();
		const made = [];
		for (let at = 0; at < 5; at++) made.push((await journeys().create(other.actor, { title: `Journey ${at}` })).id);
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await journeys().list(other.actor, { limit: 2, ...(cursor ? { cursor } : {}) });
			seen.push(...page.items.map((one) => one.id));
			cursor = page.next ?? undefined;
		} while (cursor);
		expect(seen).toEqual(made.reverse());
		await expect(journeys().list(other.actor, { cursor: 'bm90IG91cnM' })).rejects.toMatchObject({ status: 400 });
	});

	it('refuses what the role does not allow, and answers 404 to strangers', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Ours' });
		await expect(journeys().create(viewer.actor, { title: 'x' })).rejects.toMatchObject({ status: 403 });
		await expect(journeys().update(viewer.actor, id, { title: 'x' })).rejects.toMatchObject({ status: 403 });
		await expect(journeys().remove(viewer.actor, id)).rejects.toMatchObject({ status: 403 });
		for (const wrong of [id, newId(), 'no id']) {
			const refused = expect.objectContaining({ status: 404, code: 'not_found' }) as unknown;
			await expect(journeys().get(stranger.actor, wrong)).rejects.toEqual(refused);
			await expect(journeys().update(stranger.actor, wrong, { title: 'x' })).rejects.toEqual(refused);
			await expect(journeys().addTouchpoint(stranger.actor, wrong, { sceneId: newId(), title: 'x' })).rejects.toEqual(
				refused
			);
			await expect(journeys().remove(stranger.actor, wrong)).rejects.toEqual(refused);
		}
		expect((await journeys().list(stranger.actor)).items).toEqual([]);
		await expect(journeys().get(null, id)).rejects.toMatchObject({ status: 401 });
	});

	it('a deleted journey is gone for everybody, its answers are not', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Gone', template: 'saas' });
		await journeys().remove(owner.actor, id);
		await expect(journeys().get(owner.actor, id)).rejects.toMatchObject({ status: 404 });
		expect(await journeys().exists(owner.actor.workspaceId, id)).toBe(false);
		expect((await rows('touchpoint', id)).length).toBeGreaterThan(0);
		await expect(journeys().remove(owner.actor, id)).rejects.toMatchObject({ status: 404 });
	});

	it('takes its codes along: no list has them, and none is read, changed or drawn', async () => {
		const { collectors } = open.app;
		const { id } = await journeys().create(owner.actor, { title: 'Asked', template: 'saas' });
		const touchpointId = (await journeys().get(owner.actor, id)).touchpoints[0]!.id;
		const { collector, survey } = await open.app.surveys.ask(owner.actor, { journeyId: id, touchpointId, kind: 'nps' });
		const filters = [{ touchpointId }, { journeyId: id }, { surveyId: survey.id }];
		const listed = async () =>
			Promise.all(filters.map(async (filter) => (await collectors.list(owner.actor, filter)).map((one) => one.id)));
		expect(await listed()).toEqual([[collector.id], [collector.id], [collector.id]]);
		await journeys().remove(owner.actor, id);
		expect(await listed()).toEqual([[], [], []]);
		expect((await collectors.list(owner.actor, {})).map((one) => one.id)).not.toContain(collector.id);
		const gone = { status: 404 };
		await expect(collectors.get(owner.actor, collector.id)).rejects.toMatchObject(gone);
		await expect(collectors.update(owner.actor, collector.id, { name: 'x' })).rejects.toMatchObject(gone);
	});

	it('makes the document and its journey together or not at all', async () => {
		const before = await open.db.system
			.selectFrom('document')
			.select((of) => of.fn.countAll<string>().as('n'))
			.executeTakeFirstOrThrow();
		await expect(
			journeys().create({ ...owner.actor, workspaceId: newId() }, { title: 'No such workspace' })
		).rejects.toThrow();
		await expect(journeys().create(owner.actor, { title: '' })).rejects.toMatchObject({ status: 400 });
		await expect(journeys().create(owner.actor, { title: 'x', template: 'none' })).rejects.toMatchObject({
			status: 400
		});
		const after = await open.db.system
			.selectFrom('document')
			.select((of) => of.fn.countAll<string>().as('n'))
			.executeTakeFirstOrThrow();
		expect(after).toEqual(before);
	});
});
