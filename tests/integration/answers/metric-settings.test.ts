import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultContent } from '#domain/survey/index.ts';
import type { SettingPlace } from '#domain/metrics/index.ts';
import { createTargets } from '../../../server/areas/results/targets.ts';
import { createMetricSettings, type MetricSettings } from '../../../server/areas/results/settings.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, editPlaces, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');
const CSAT = { metric: 'csat', scale: { min: 1, max: 5 } } as const;
const nothing = { ...CSAT, revision: 0, target: null, margin: null, owner: null };

describe.each(testDatabases())('metric settings ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let settings: MetricSettings;
	let owner: Person;
	let editor: Person;
	let viewer: Person;
	let other: Person;
	/** Two scenes of two touchpoints, each with forty answers of 5 by the same survey. */
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let surveyId: string;
	let codes: string[];
	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => NOW);
		settings = createMetricSettings({ db: test.db, now: () => NOW });
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
		editor = await people.member(owner, 'editor');
		placed = await placeJourney(test.db, owner.actor.workspaceId, [2, 2]);
		const survey = await services.surveys.create(owner.actor, { title: 'S', kind: 'csat' });
		surveyId = survey.id;
		await services.surveys.publish(owner.actor, survey.id);
		codes = [];
		for (const touchpointId of placed.touchpoints) {
			const { code } = await services.collectors.create(owner.actor, { surveyId, touchpointId, channel: 'link' });
			codes.push(code);
			await answer(code, 40);
		}
	});

	const answer = (collectorCode: string, n: number) =>
		services.responses.recordBatch(
			owner.actor,
			Array.from({ length: n }, () => ({ collectorCode, submittedAt: '2026-03-20T10:00:00Z', answers: { csat: 5 } }))
		);
	const numbers = async () => {
		const { touchpoints, scenes, journey } = await services.results.forJourney(viewer.actor, placed.journeyId, {});
		const of = (scores: readonly { target: number; targetFrom?: string; judgement: string }[] | undefined) =>
			scores!.map(({ target, targetFrom = 'definition', judgement }) => `${target} ${targetFrom} ${judgement}`)[0];
		return {
			touchpoints: placed.touchpoints.map((id) => of(touchpoints[id])),
			scenes: placed.sceneIds.map((id) => of(scenes[id])),
			journey: of(journey)
		};
	};
	const set = (place: SettingPlace, id: string, over: object, by: Person = editor) =>
		settings.set(by.actor, place, id, { ...nothing, ...over });

	it('hold for what is inside, unless it has its own; and what is taken back is inherited again', async () => {
		const [first, , third] = placed.touchpoints as [string, string, string];
		const [scene] = placed.sceneIds as [string];
		expect(await numbers()).toMatchObject({
			journey: '80 definition good',
			scenes: Array(2).fill('80 definition good')
		});
		await set('journey', placed.journeyId, { target: 96, margin: 2 });
		await set('scene', scene, { target: 99 });
		await set('touchpoint', first, { target: 70 });
		expect(await numbers()).toEqual({
			touchpoints: ['70 touchpoint good', '99 scene unclear', '96 journey unclear', '96 journey unclear'],
			scenes: ['99 scene unclear', '96 journey unclear'],
			journey: '96 journey good'
		});
		const seen = await settings.get(viewer.actor, 'touchpoint', first);
		expect(seen.path.map(({ place, title }) => [place, title])).toEqual([
			['touchpoint', 'Touchpoint 0.0'],
			['scene', 'Scene 0'],
			['journey', 'Trip']
		]);
		expect(seen.metrics).toMatchObject([
			{
				...CSAT,
				revision: 1,
				own: { target: 70, margin: null },
				holds: { target: 70, targetFrom: 'touchpoint', margin: 2, marginFrom: 'journey' },
				inherited: { target: 99, targetFrom: 'scene' }
			}
		]);
		await set('touchpoint', first, { revision: 1 });
		expect((await numbers()).touchpoints[0]).toBe('99 scene unclear');
		const { history } = (await settings.get(viewer.actor, 'touchpoint', first)).metrics[0]!;
		expect(history).toMatchObject([
			{ target: null, setBy: editor.actor.name, setAt: NOW.toISOString() },
			{ target: 70, setBy: editor.actor.name }
		]);
		// Whatever shows the touchpoint judges it alike.
		const closer = await services.results.closerLook(viewer.actor, third, {});
		expect(closer!.scores[0]).toMatchObject({ target: 96, margin: 2, targetFrom: 'journey' });
		expect(closer!.trend).toMatchObject({ target: 96 });
		const parts = await services.results.sceneParts(viewer.actor, scene, {});
		expect(parts!.map(({ scores }) => scores[0]!.target)).toEqual([99, 99]);
		const heat = await services.results.heatmap(viewer.actor, {});
		expect(heat.journeys[0]!.scenes.map(({ scores }) => scores[0]!.target)).toEqual([99, 96]);
	});

	it('go along when a question is worded anew, and change with the scene of a touchpoint that is moved', async () => {
		const [scene] = placed.sceneIds as [string];
		await set('scene', scene, { target: 91 });
		const content = defaultContent('csat');
		const [question, ...rest] = content.questions;
		const questions = [{ ...question!, text: { ...question!.text, en: 'Were you pleased?' } }, ...rest];
		await services.surveys.updateDraft(owner.actor, surveyId, { content: { ...content, questions } });
		await services.surveys.publish(owner.actor, surveyId);
		await answer(codes[0]!, 10);
		expect((await numbers()).touchpoints[0]).toMatch(/^91 scene/);
		await editPlaces(
			test.db,
			placed.journeyId,
			sql`update touchpoint set scene_id = ${placed.sceneIds[1]!} where id = ${placed.touchpoints[0]!}`
		);
		expect((await numbers()).touchpoints[0]).toMatch(/^80 definition/);
	});

	it('judge each day of a trend by what was wanted on it', async () => {
		const [first] = placed.touchpoints as [string];
		const late = createMetricSettings({ db: test.db, now: () => new Date('2026-03-25T10:00:00Z') });
		await late.set(editor.actor, 'touchpoint', first, { ...nothing, target: 100 });
		await services.responses.recordBatch(
			owner.actor,
			Array.from({ length: 40 }, () => ({
				collectorCode: codes[0]!,
				submittedAt: '2026-03-26T10:00:00Z',
				answers: { csat: 5 }
			}))
		);
		const { definition } = (await services.results.forTouchpoint(viewer.actor, first))[0]!;
		const trend = await services.results.trend(viewer.actor, first, definition, {});
		expect(trend.targets).toEqual([
			{ from: trend.window.from, target: 80 },
			{ from: '2026-03-25', target: 100 }
		]);
		expect(trend.target).toBe(100);
		const on = (at: string) => trend.days.find(({ day }) => day === at)!.judgement;
		expect([on('2026-03-20'), on('2026-03-26')]).toEqual(['good', 'unclear']);
	});

	it('judge days that are over by what was wanted at their end, and say what changed since', async () => {
		const [first] = placed.touchpoints as [string];
		const on = (at: string) => createMetricSettings({ db: test.db, now: () => new Date(at) });
		await on('2026-03-22T10:00:00Z').set(editor.actor, 'journey', placed.journeyId, { ...nothing, target: 90 });
		await on('2026-03-25T10:00:00Z').set(editor.actor, 'touchpoint', first, { ...nothing, target: 100 });
		await createTargets({ db: test.db, newId, now: () => new Date('2026-03-27T10:00:00Z') }).set(
			owner.actor,
			(await services.results.forTouchpoint(viewer.actor, first))[0]!.definition,
			{ target: 70 }
		);
		const shop = { surveyId, touchpointId: first, channel: 'qr', name: 'Shop' };
		await answer((await services.collectors.create(owner.actor, shop)).code, 40);
		const judged = async (to: string) => {
			const days = { from: '2026-03-01', to };
			const { touchpoints, scenes } = await services.results.forJourney(viewer.actor, placed.journeyId, days);
			const { journeys } = await services.results.heatmap(viewer.actor, days);
			const scene = journeys.flatMap((one) => one.scenes).find(({ id }) => id === placed.sceneIds[0])!;
			expect(scene.scores[0]!.target).toBe(scenes[placed.sceneIds[0]!]![0]!.target);
			// What was answered at a place is judged as its touchpoint is.
			const { places } = await services.results.placesHeatmap(viewer.actor, days);
			expect(places.map(({ name }) => name)).toEqual(['Shop']);
			expect(places[0]!.touchpoints[0]!.scores[0]!.target).toBe(touchpoints[first]![0]!.target);
			return [touchpoints[first]![0]!, scenes[placed.sceneIds[0]!]![0]!].map(
				({ target, judgement }) => `${target} ${judgement}`
			);
		};
		expect(await judged('2026-03-21')).toEqual(['80 good', '80 good']);
		expect(await judged('2026-03-24')).toEqual(['90 good', '90 good']);
		expect(await judged('2026-03-26')).toEqual(['100 unclear', '90 good']);
		expect(await judged('2026-03-31')).toEqual(['100 unclear', '90 good']);
		const closer = await services.results.closerLook(viewer.actor, first, { from: '2026-03-01', to: '2026-03-23' });
		expect(closer!.targets).toEqual([
			{ from: '2026-03-01', target: 80 },
			{ from: '2026-03-22', target: 90 },
			{ from: '2026-03-25', target: 100 }
		]);
		expect(closer!.trend).toMatchObject({ target: 90 });
	});

	it('say which metric stands first', async () => {
		const [first] = placed.touchpoints as [string];
		const asked = await services.surveys.ask(owner.actor, {
			journeyId: placed.journeyId,
			touchpointId: first,
			kind: 'nps'
		});
		await services.responses.recordBatch(
			owner.actor,
			Array.from({ length: 6 }, () => ({ collectorCode: asked.collector.code, answers: { nps: 9 } }))
		);
		const shown = async () => (await services.results.forTouchpoint(viewer.actor, first)).map(({ metric }) => metric);
		expect(await shown()).toEqual(['csat', 'nps']);
		const nps = { metric: 'nps', scale: { min: 0, max: 10 }, leads: true };
		await set('journey', placed.journeyId, nps);
		expect(await shown()).toEqual(['nps', 'csat']);
		// What is nearer decides.
		await set('touchpoint', first, { leads: true });
		expect(await shown()).toEqual(['csat', 'nps']);
	});

	it('have an owner: a member, a department, else the one on the map', async () => {
		const { workspaceId } = owner.actor;
		const departmentId = newId();
		await sql`insert into department (workspace_id, id, name) values (${workspaceId}, ${departmentId}, 'Shops')`.execute(
			test.db.system
		);
		const [first] = placed.touchpoints as [string];
		const held = async () => (await settings.get(viewer.actor, 'touchpoint', first)).metrics[0]!.holds;
		expect(await held()).toMatchObject({ owner: null, ownerFrom: null });
		await sql`update scene set department_id = ${departmentId} where id = ${placed.sceneIds[0]!}`.execute(
			test.db.system
		);
		expect(await held()).toMatchObject({ owner: { kind: 'department', name: 'Shops' }, ownerFrom: 'map' });
		await set('scene', placed.sceneIds[0]!, { owner: { kind: 'member', id: viewer.actor.userId } });
		expect(await held()).toMatchObject({ owner: { kind: 'member', name: viewer.actor.name }, ownerFrom: 'scene' });
		for (const stranger of [
			{ kind: 'member', id: other.actor.userId },
			{ kind: 'department', id: newId() },
			{ kind: 'department', id: 'x' }
		])
			await expect(set('touchpoint', first, { owner: stranger })).rejects.toMatchObject({
				status: 400,
				issues: [{ code: 'unknown', path: ['owner'] }]
			});
	});

	it('stand in the dictionary with what changed, when, by whom, from what to what', async () => {
		const [first] = placed.touchpoints as [string];
		const [scene] = placed.sceneIds as [string];
		const targets = createTargets({ db: test.db, newId, now: () => new Date('2026-03-31T11:00:00Z') });
		const { definition } = (await services.results.forTouchpoint(viewer.actor, first))[0]!;
		await targets.set(owner.actor, definition, { target: 85 });
		await set('scene', scene, { target: 91, owner: { kind: 'member', id: editor.actor.userId } });
		await set('scene', scene, { revision: 1, target: 92 });
		const { window, entries } = await services.results.dictionary(viewer.actor);
		expect(window).toMatchObject({ to: '2026-03-31', timeZone: expect.any(String) });
		expect(entries).toHaveLength(1);
		const [entry] = entries;
		expect(entry).toMatchObject({
			...CSAT,
			id: definition,
			asked: true,
			replaces: [],
			n: 160,
			all: 160,
			value: 100,
			touchpoints: 4,
			surveys: [{ id: surveyId, title: 'S' }],
			channels: ['link'],
			target: 85,
			places: [{ place: 'scene', id: scene, title: 'Scene 0', journey: { title: 'Trip' }, target: 92, owner: null }]
		});
		expect(entry!.changes).toMatchObject([
			{ what: 'target', by: owner.actor.name, from: { target: 80, margin: 10 }, to: { target: 85, margin: 10 } },
			{ what: 'place', place: { id: scene }, by: editor.actor.name, from: { target: 91 }, to: { target: 92 } },
			{ what: 'place', from: null, to: { target: 91, owner: { name: editor.actor.name } } },
			{ what: 'asked' }
		]);
		expect(entry!.seen.map(({ n }) => n)).toEqual([30, 100, 400, 1000]);
		await expect(services.results.dictionary(null)).rejects.toMatchObject({ status: 401 });
		expect((await services.results.dictionary(other.actor)).entries).toEqual([]);
	});

	it('show neither a value nor how answers spread in the dictionary before enough have answered', async () => {
		const [, second] = placed.touchpoints as [string, string];
		const asked = await services.surveys.ask(owner.actor, {
			journeyId: placed.journeyId,
			touchpointId: second,
			kind: 'nps'
		});
		for (let n = 1; n <= 5; n++) {
			await services.responses.record(owner.actor, {
				collectorCode: asked.collector.code,
				submittedAt: '2026-03-20T10:00:00Z',
				answers: { nps: n }
			});
			const { entries } = await services.results.dictionary(viewer.actor);
			const nps = entries.find(({ metric }) => metric === 'nps')!;
			expect([nps.n, nps.value, nps.seen.length]).toEqual(n < 5 ? [n, null, 0] : [5, -100, 4]);
		}
	});

	it('of two who change the same at once one is told, and nothing of theirs is written', async () => {
		const [scene] = placed.sceneIds as [string];
		const people = [owner, editor, owner, editor];
		const tried = await Promise.allSettled(people.map((by, at) => set('scene', scene, { target: 50 + at }, by)));
		const refused = tried.filter((one) => one.status === 'rejected');
		expect(refused).toHaveLength(3);
		for (const { reason } of refused) expect(reason).toMatchObject({ status: 409, code: 'setting_changed' });
		const { metrics } = await settings.get(viewer.actor, 'scene', scene);
		expect(metrics[0]).toMatchObject({ revision: 1 });
		expect(metrics[0]!.history).toHaveLength(1);
		// With the revision that holds it goes; with one that nobody has written yet it does not.
		await expect(set('scene', scene, { revision: 7, target: 60 })).rejects.toMatchObject({ status: 409 });
		await set('scene', scene, { revision: 1, target: 60 });
		// The same again is no change.
		expect((await set('scene', scene, { revision: 2, target: 60 })).metrics[0]).toMatchObject({ revision: 2 });
	});

	it('are all or nothing: a write that fails half-way leaves the setting and the numbers as they were', async () => {
		const [scene] = placed.sceneIds as [string];
		const { workspaceId } = owner.actor;
		const before = await numbers();
		await sql`
			create function refuse_event() returns trigger language plpgsql as $$ begin raise 'no room'; end $$`.execute(
			test.db.system
		);
		await sql`create trigger refuse before insert on outbox for each row when (new.kind = 'target.set-here') execute function refuse_event()`.execute(
			test.db.system
		);
		try {
			await expect(set('scene', scene, { target: 60 })).rejects.toThrow();
		} finally {
			await sql`drop trigger refuse on outbox`.execute(test.db.system);
			await sql`drop function refuse_event()`.execute(test.db.system);
		}
		expect(await numbers()).toEqual(before);
		const { rows } = await sql`select 1 from metric_setting where workspace_id = ${workspaceId}`.execute(
			test.db.system
		);
		expect(rows).toEqual([]);
		await set('scene', scene, { target: 60 });
		expect((await numbers()).scenes[0]).toMatch(/^60 scene/);
	});

	it('are refused where no value can be, of what is not asked, to those who may not, and to strangers', async () => {
		const [first] = placed.touchpoints as [string];
		for (const bad of [
			{ target: 101 },
			{ target: '80' },
			{ margin: 0 },
			{ scale: { min: 0, max: 9 } },
			{ metric: 'nps', scale: { min: 0, max: 10 }, target: 5 },
			{ revision: -1 },
			{ more: 1 }
		])
			await expect(set('touchpoint', first, bad), JSON.stringify(bad)).rejects.toMatchObject({ status: 400 });
		await expect(set('touchpoint', first, { target: 50 }, viewer)).rejects.toMatchObject({ status: 403 });
		await expect(set('touchpoint', first, { target: 50 }, other)).rejects.toMatchObject({ status: 404 });
		await expect(settings.get(other.actor, 'scene', placed.sceneIds[0]!)).rejects.toMatchObject({ status: 404 });
		await expect(settings.get(null, 'scene', placed.sceneIds[0]!)).rejects.toMatchObject({ status: 401 });
		// A scene is no touchpoint.
		await expect(settings.get(owner.actor, 'touchpoint', placed.sceneIds[0]!)).rejects.toMatchObject({ status: 404 });
	});
});
