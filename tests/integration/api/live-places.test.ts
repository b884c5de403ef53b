import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NumbersChanged } from '#contract/live-numbers.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import {
	createScene,
	createTouchpoint,
	type Change,
	type JourneySnapshot,
	type Touchpoint
} from '#domain/journey/index.ts';
import { versionOf, withChange, type JourneyResults, type ResultsContent } from '#domain/metrics/index.ts';
import { newId, testDatabases } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';
import { openApp } from './support.ts';

/** From when the tables say what the document says; a second by itself, the rest is a slow machine's. */
const SOON = { timeout: 5_000, interval: 20 };

/** A map is edited by one board while others show its sums: no answer comes, and the sums follow nevertheless. */
describe.each(testDatabases())('sums of touchpoints that are moved ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	beforeAll(async () => {
		open = await openApp(engine);
	});
	afterAll(() => open.close());

	/** Two scenes; in the first of them two touchpoints with six answers each. */
	async function answered() {
		const { owner } = await createPeople(open.db).workspace();
		const { workspaceId, userId } = owner.actor;
		const { id: journeyId } = await open.app.journeys.create(owner.actor, { title: 'Trip' });
		const key = { workspaceId, documentId: journeyId };
		/** An edit as a board makes it: the tables follow by themselves. */
		const edit = (changes: (map: JourneySnapshot) => readonly Change[]): Promise<void> =>
			open.app.collab.transact(key, userId, (doc) =>
				journeyKind.apply(doc, changes(journeyKind.read(doc)), personOrigin(userId))
			);
		const [first, second] = [newId(), newId()];
		const [stays, goes] = [newId(), newId()];
		await edit(({ lanes }) => [
			...[first, second].map((id, at): Change => ({
				op: 'put',
				record: createScene({ id, order: `b1${at}`, title: `Scene ${at}` })
			})),
			...[stays, goes].map((id, at): Change => ({
				op: 'put',
				record: createTouchpoint({
					id,
					order: `a${at}`,
					sceneId: first,
					laneId: lanes.find(({ kind }) => kind === 'touchpoints')!.id,
					title: `Touchpoint ${at}`
				})
			}))
		]);
		await open.app.journeys.changed(key);
		for (const touchpointId of [stays, goes]) {
			const { collector } = await open.app.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'nps' });
			for (let n = 0; n < 6; n++)
				await open.app.responses.record(owner.actor, { collectorCode: collector.code, answers: { nps: 9 } });
		}
		const fetched = () => open.app.results.forJourney(owner.actor, journeyId, {});
		let shown: JourneyResults = await fetched();
		const told: NumbersChanged[] = [];
		const followed = Promise.withResolvers<void>();
		const missed = vi.fn();
		const following = open.app.live.follow(
			{ workspaceId, journeyId },
			{
				missed,
				score: () => undefined,
				tell(name, data) {
					if (name === 'numbers.followed') return followed.resolve();
					const changed = data as NumbersChanged;
					told.push(changed);
					shown = { ...withChange<ResultsContent>(shown, changed.change!), version: changed.version };
				}
			}
		);
		following.ask({ ask: 1, filter: {} });
		await followed.promise;
		const put = (id: string, fields: Partial<Touchpoint>) =>
			edit(({ touchpoints }) => [{ op: 'put', record: { ...touchpoints.find((one) => one.id === id)!, ...fields } }]);
		const sums = () => [first, second].map((id) => shown.scenes[id]?.[0]?.n);
		return { edit, put, fetched, told, missed, sums, key, first, second, stays, goes, shown: () => shown, following };
	}

	it('both scenes are told to whoever shows them, soon after the tables say so; a name is not', async () => {
		const { put, key, told, sums, fetched, shown, missed, goes, second, following } = await answered();
		expect(sums()).toEqual([12, undefined]);
		const before = told.length;
		await put(goes, { title: 'Otherwise' });
		await open.app.journeys.changed(key);
		await put(goes, { sceneId: second });
		await open.app.journeys.changed(key);
		await vi.waitFor(() => expect(sums()).toEqual([6, 6]), SOON);
		expect(told.slice(before).map(({ touched, change }) => [touched, Object.keys(change!)])).toEqual([
			[[], ['scenes']]
		]);
		expect(shown()).toEqual(await fetched());
		expect(shown().version).toBe(versionOf(shown()));
		expect(missed).not.toHaveBeenCalled();
		following.stop();
	});

	it('one that is removed counts no longer, and again when that is undone', async () => {
		const { edit, key, sums, fetched, shown, goes, following } = await answered();
		let removed: JourneySnapshot['touchpoints'][number] | undefined;
		await edit(({ touchpoints }) => {
			removed = touchpoints.find(({ id }) => id === goes);
			return [{ op: 'delete', type: 'touchpoint', id: goes }];
		});
		await open.app.journeys.changed(key);
		await vi.waitFor(() => expect(sums()).toEqual([6, undefined]), SOON);
		expect(shown()).toEqual(await fetched());
		await edit(() => [{ op: 'put', record: removed! }]);
		await open.app.journeys.changed(key);
		await vi.waitFor(() => expect(sums()).toEqual([12, undefined]), SOON);
		expect(shown()).toEqual(await fetched());
		following.stop();
	});

	it('another department, of the touchpoint or of its scene, changes the sums of who looks at that department alone', async () => {
		const { edit, put, key, first, goes, following } = await answered();
		const { workspaceId, documentId: journeyId } = key;
		const departmentId = newId();
		await open.db.query(`insert into department (workspace_id, id, name) values ($1, $2, 'Shops')`, [
			workspaceId,
			departmentId
		]);
		const told: NumbersChanged[] = [];
		const followed = Promise.withResolvers<void>();
		const shops = open.app.live.follow(
			{ workspaceId, journeyId },
			{
				missed: () => undefined,
				score: () => undefined,
				tell: (name, data) =>
					void (name === 'numbers.followed' ? followed.resolve() : told.push(data as NumbersChanged))
			}
		);
		shops.ask({ ask: 1, filter: { departments: [departmentId] } });
		await followed.promise;
		const sum = () => told.at(-1)?.change?.scenes?.[first]?.[0]?.n;
		await put(goes, { departmentId });
		await open.app.journeys.changed(key);
		await vi.waitFor(() => expect(sum()).toBe(6), SOON);
		await edit(({ scenes }) => [{ op: 'put', record: { ...scenes.find(({ id }) => id === first)!, departmentId } }]);
		await open.app.journeys.changed(key);
		await vi.waitFor(() => expect(sum()).toBe(12), SOON);
		shops.stop();
		following.stop();
	});
});
