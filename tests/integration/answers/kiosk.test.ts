import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueTicket } from '../../../server/areas/answers/ticket.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, totals, type AnswerServices } from './support.ts';

const HOUR = 3600_000;

describe.each(testDatabases())('a kiosk hands in what waited ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		({ owner } = await createPeople(test.db).workspace('Yunshan'));
		services = createAnswerServices(test.db, clock.now);
	});
	afterAll(() => test.close());

	async function screen(channel = 'kiosk') {
		const placed = await placeJourney(test.db, owner.actor.workspaceId);
		const { touchpointId, journeyId } = placed;
		const { collector } = await services.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'nps', channel });
		const page = newId();
		const ticket = issueTicket(SECRET, collector.code, page, clock.now());
		const sent = (hoursAgo: number, more: object = {}) => ({
			code: collector.code,
			responseId: newId(),
			ticket,
			language: 'en',
			answers: { nps: '8' },
			kiosk: { page, at: new Date(clock.now().getTime() - hoursAgo * HOUR).toISOString() },
			...more
		});
		const submit = (input: object) => services.responses.submit(input, { address: '192.0.2.9' });
		const stored = (id: string) =>
			test.db.system
				.selectFrom('response')
				.select(['submitted_at', 'received_at', 'mark', 'day'])
				.where('id', '=', id)
				.executeTakeFirst();
		return { ...collector, page, ticket, sent, submit, stored };
	}

	it('each once, however often and however many at once, on the day on which it was given', async () => {
		const { sent, submit, stored } = await screen();
		clock.advance(30 * HOUR);
		const items = Array.from({ length: 150 }, (_, at) => sent(25 - at / 10));
		const before = await totals(test.db, owner.actor.workspaceId);
		const first = await Promise.all(items.map(submit));
		expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['created']));
		const again = await Promise.all([...items, ...items].map(submit));
		expect(new Set(again.map(({ status }) => status))).toEqual(new Set(['duplicate']));
		const after = await totals(test.db, owner.actor.workspaceId);
		expect([after.raw - before.raw, after.counted - before.counted]).toEqual([150, 150]);
		const [one] = items;
		expect(await stored(one!.responseId)).toMatchObject({
			submitted_at: new Date(one!.kiosk.at),
			received_at: clock.now(),
			mark: null
		});
	});

	it('a clock there that is wrong is not believed', async () => {
		const { sent, submit, stored } = await screen();
		clock.advance(HOUR);
		for (const hoursAgo of [48, -48]) {
			const given = sent(hoursAgo);
			expect((await submit(given)).status).toBe('created');
			expect((await stored(given.responseId))!.submitted_at).toEqual(clock.now());
			expect((await submit(given)).status).toBe('duplicate');
		}
	});

	it('only with the ticket of its page, not too old, and only at a kiosk', async () => {
		const { sent, submit, page } = await screen();
		const link = await screen('link');
		const invalid = { status: 'invalid', issues: [{ code: 'invalid', path: ['ticket'] }] };
		expect(await submit(sent(0, { ticket: '' }))).toEqual(invalid);
		expect(await submit(sent(0, { kiosk: { page: newId(), at: clock.now().toISOString() } }))).toEqual(invalid);
		expect(await submit(link.sent(0))).toEqual(invalid);
		const old = sent(0);
		clock.advance(9 * 24 * HOUR);
		expect(await submit(old)).toEqual(invalid);
		expect(page).toBeTruthy();
	});

	it('what was given before it closed is kept, and marked as late', async () => {
		const { id, sent, submit, stored } = await screen();
		const given = sent(0);
		clock.advance(HOUR);
		await services.collectors.update(owner.actor, id, { status: 'closed' });
		clock.advance(2 * HOUR);
		expect((await submit(given)).status).toBe('created');
		expect((await stored(given.responseId))!.mark).toBe('late');
	});

	it('how far people came counts under its own page’s ticket, and at no other channel', async () => {
		const { code, touchpointId, page, ticket } = await screen();
		const look = async () =>
			(await services.collectors.ofTouchpoint(owner.actor, touchpointId, {})).collectors[0]!.stages;
		const visit = (started: boolean, more: object = {}) =>
			services.responses.visit({ code, responseId: newId(), page, ticket, started, ...more }, null);
		await test.db.system.updateTable('collector').set({ stages_since: clock.now() }).where('code', '=', code).execute();
		await visit(false);
		await visit(true);
		await visit(true, { page: newId() });
		expect(await look()).toMatchObject({ views: 2, starts: 1 });
		const link = await screen('link');
		await services.responses.visit({ ...link, responseId: newId(), started: true }, null);
		const found = await services.collectors.ofTouchpoint(owner.actor, link.touchpointId, {});
		expect(found.collectors[0]!.stages).toMatchObject({ views: 0 });
	});
});
