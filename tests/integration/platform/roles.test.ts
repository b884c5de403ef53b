import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { App } from '../../../server/app.ts';
import { compose } from '../../../server/compose.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { createLog } from '../../../server/platform/log.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';
import { nowhere } from '../../support/nowhere.ts';

describe.each(testDatabases())('one program split into two processes ($name)', (engine) => {
	let test: TestDb;
	let front: App;
	let worker: App;

	async function start(roles: string): Promise<App> {
		const config = {
			...readSettings({ ORIGIN: 'http://localhost:3000', DATABASE_URL: test.url, ROLES: roles }, nowhere),
			secret: 'a secret that only tests may know, and long enough'
		};
		return compose({ config, log: createLog('fatal'), db: { ...test.db, place: engine.name, stop: async () => {} } });
	}

	beforeAll(async () => {
		test = await openTestDb(engine);
		[front, worker] = [await start('web,collab'), await start('worker')];
	});
	afterAll(async () => {
		await front.close();
		await worker.close();
		await test.close();
	});

	it('what follows from a change in one is done by the other', async () => {
		const { owner } = await createPeople(test.db, front).workspace();
		const { workspaceId } = owner.actor;
		const { id: journeyId } = await front.journeys.create(owner.actor, {
			title: 'Trip',
			template: 'retail',
			locale: 'en'
		});
		const touchpointId = (await front.journeys.get(owner.actor, journeyId)).touchpoints[0]!.id;
		const { collector } = await front.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'nps' });
		const submittedAt = '2026-03-02T22:30:00.000Z';
		await front.responses.record(owner.actor, { collectorCode: collector.code, submittedAt, answers: { nps: 9 } });
		const day = async () =>
			(await test.db.query('select day::text as day from response where workspace_id = $1', [workspaceId])).rows;
		expect(await day()).toEqual([{ day: '2026-03-02' }]);

		await front.workspaces.update(owner.actor, { timeZone: 'Asia/Shanghai' });

		// Long before the job of the same purpose, which looks every five minutes, would have found it.
		await vi.waitFor(async () => expect(await day()).toEqual([{ day: '2026-03-03' }]), {
			timeout: 60_000,
			interval: 50
		});
		await vi.waitFor(async () => expect(await worker.events!.stats()).toEqual({ waiting: 0, queued: 0, dead: 0 }), {
			timeout: 60_000,
			interval: 50
		});
	});

	it('a process that is no worker takes no part in the work', () => {
		expect(front.events).toBe(null);
		expect(worker.events).not.toBe(null);
	});
});
