import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueTicket } from '../../../server/areas/answers/ticket.ts';
import { purgeOldVisits } from '../../../server/areas/answers/jobs/purge-visits.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, type AnswerServices } from './support.ts';

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)';

describe.each(testDatabases())('how far people come ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace('Yunshan'));
		({ owner: other } = await people.workspace());
		services = createAnswerServices(test.db, clock.now);
		// Collectors are as old as the clock of the test.
		await test.db.system
			.updateTable('collector')
			.set({ stages_since: new Date(0) })
			.execute();
	});
	afterAll(() => test.close());

	/** A page of a code: what it tells of itself. */
	function pageOf(code: string, at = clock.now()) {
		const responseId = newId();
		const told = { code, responseId, ticket: issueTicket(SECRET, code, responseId, at) };
		return {
			...told,
			seen: (agent = PHONE) => services.responses.visit({ ...told, started: false }, agent),
			began: () => services.responses.visit({ ...told, started: true }, PHONE),
			answer: (test = false) =>
				services.responses.submit({
					...told,
					language: 'en',
					answers: { nps: '9' },
					...(test && { test: true })
				})
		};
	}

	async function ready() {
		const { collector, touchpointId, journeyId } = await asked(test.db, services, owner);
		await test.db.system
			.updateTable('collector')
			.set({ stages_since: clock.now() })
			.where('id', '=', collector.id)
			.execute();
		const look = async (period = '30') =>
			(await services.collectors.ofTouchpoint(owner.actor, touchpointId, { period })).collectors[0]!;
		return { ...collector, touchpointId, journeyId, look };
	}

	it('a page is opened once and begun once, however often it says so, and together', async () => {
		const { code, look } = await ready();
		const [one, two, three] = [pageOf(code), pageOf(code), pageOf(code)];
		await Promise.all([one.seen(), one.seen(), one.began(), two.seen(), two.began(), two.began(), three.seen()]);
		await one.seen();
		await two.began();
		expect((await two.answer()).status).toBe('created');
		expect((await look()).stages).toMatchObject({ views: 3, starts: 2, answers: 1 });
		expect((await look()).stages!.completion!.value).toBe(0.5);
	});

	it('what begins without having been seen was opened too; an answer of a page that told nothing as well', async () => {
		const { code, look } = await ready();
		await pageOf(code).began();
		await pageOf(code).answer();
		expect((await look()).stages).toMatchObject({ views: 1, starts: 1, answers: 1 });
		await pageOf(code).answer();
		expect((await look()).stages).toMatchObject({ views: 2, starts: 2, answers: 2 });
	});

	it('only with the ticket of a form that was loaded not long ago, of this code, while it asks, and no robot', async () => {
		const { id, code, look } = await ready();
		const page = pageOf(code);
		const visit = (told: object) => services.responses.visit({ ...page, started: false, ...told }, PHONE);
		await visit({ ticket: '' });
		await visit({ ticket: page.ticket.slice(0, -1) + (page.ticket.endsWith('A') ? 'B' : 'A') });
		await visit({ responseId: newId() });
		await visit({ responseId: 'x' });
		await visit({ code: 'nosuchcode12' });
		await pageOf(code, new Date(clock.now().getTime() - 9 * 24 * 3600_000)).seen();
		await page.seen('Mozilla/5.0 (compatible; Googlebot/2.1)');
		await page.seen('facebookexternalhit/1.1');
		await services.collectors.update(owner.actor, id, { status: 'paused' });
		await page.seen();
		expect((await look()).stages).toMatchObject({ views: 0, starts: 0, answers: 0, completion: null });
		await services.collectors.update(owner.actor, id, { status: 'open' });
		await page.seen();
		expect((await look()).stages!.views).toBe(1);
	});

	it('a test counts nowhere, and is said to be there', async () => {
		const { code, look, touchpointId } = await ready();
		await pageOf(code).answer(true);
		expect(await look()).toMatchObject({ stages: { views: 0, starts: 0, answers: 0 }, lastAnswerAt: null, answers: 0 });
		expect((await services.collectors.ofTouchpoint(owner.actor, touchpointId, {})).tests).toBe(1);
	});

	it('of a collector from before nothing is said of the days in which nobody counted', async () => {
		const { id, code, look } = await ready();
		await pageOf(code).answer();
		await test.db.system
			.updateTable('collector')
			.set({ stages_since: new Date(clock.now().getTime() + 1000) })
			.where('id', '=', id)
			.execute();
		const found = await look('all');
		expect(found.stages).toMatchObject({ views: 0, starts: 0, answers: 0, completion: null });
		expect([found.answers, found.lastAnswerAt]).toEqual([1, clock.now().toISOString()]);
	});

	it('counts stay when pages are forgotten', async () => {
		const { code, look } = await ready();
		const page = pageOf(code);
		await page.began();
		const later = new Date(clock.now().getTime() + 10 * 24 * 3600_000);
		expect(await purgeOldVisits.run({ system: test.db.system, now: () => later })).toBeGreaterThan(0);
		expect((await look()).stages).toMatchObject({ views: 1, starts: 1 });
	});

	it('a pause says so to whoever comes, takes an open page’s answer, and ends', async () => {
		const { id, code } = await ready();
		const page = pageOf(code);
		clock.advance(1000);
		expect((await services.collectors.update(owner.actor, id, { status: 'paused' })).status).toBe('paused');
		expect(await services.responses.form(code)).toMatchObject({ gone: 'paused' });
		expect((await page.answer()).status).toBe('created');
		expect(await pageOf(code, new Date(clock.now().getTime() + 1)).answer()).toMatchObject({
			status: 'gone',
			reason: 'paused'
		});
		// Closed for good out of a pause, and open again.
		expect((await services.collectors.update(owner.actor, id, { status: 'closed' })).status).toBe('closed');
		expect(await services.responses.form(code)).toMatchObject({ gone: 'closed' });
		expect((await services.collectors.update(owner.actor, id, { status: 'open' })).status).toBe('open');
		expect(await services.responses.form(code)).toMatchObject({ code });
	});

	it('of a touchpoint that was taken from its map are shown, since they ask on, and can be closed', async () => {
		const { touchpointId, journeyId, id, code } = await ready();
		const taken = (deleted_at: Date | null) =>
			test.db.system.updateTable('touchpoint').set({ deleted_at }).where('id', '=', touchpointId).execute();
		await taken(new Date());
		expect(await services.responses.form(code)).toMatchObject({ code });
		const found = await services.collectors.ofTouchpoint(owner.actor, touchpointId, {});
		expect(found.collectors.map(({ lacks }) => lacks)).toEqual([['not_on_map']]);
		const listed = async () =>
			(await services.collectors.ofJourney(owner.actor, journeyId, {})).touchpoints.filter(
				(one) => one.id === touchpointId
			);
		expect(await listed()).toMatchObject([{ onMap: false, open: 1, sceneTitle: '' }]);
		expect((await services.collectors.update(owner.actor, id, { status: 'closed' })).status).toBe('closed');
		await expect(services.collectors.ofTouchpoint(other.actor, touchpointId, {})).rejects.toThrow(/not_found/);
		await taken(null);
		expect(await listed()).toMatchObject([{ onMap: true, open: 0 }]);
		// With its journey all are gone.
		await taken(new Date());
		await test.db.system.updateTable('journey').set({ deleted_at: new Date() }).where('id', '=', journeyId).execute();
		await expect(services.collectors.ofTouchpoint(owner.actor, touchpointId, {})).rejects.toThrow(/not_found/);
	});

	it('is another workspace’s business only', async () => {
		const { touchpointId } = await ready();
		await expect(services.collectors.ofTouchpoint(other.actor, touchpointId, {})).rejects.toThrow(/not_found/);
	});

	it('a website that is named nowhere, and what a platform lacks, is said', async () => {
		const { surveyId, touchpointId } = await ready();
		await services.collectors.create(owner.actor, { surveyId, touchpointId, channel: 'embed' });
		const found = await services.collectors.ofTouchpoint(owner.actor, touchpointId, {});
		expect(found.collectors.map(({ channel, lacks }) => [channel, lacks])).toEqual([
			['embed', ['no_websites']],
			['qr', []]
		]);
	});
});
