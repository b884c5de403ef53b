import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDb, testDatabases, newId, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, totals, type AnswerServices } from './support.ts';

const SHOP = { address: '198.51.100.7' };

describe.each(testDatabases())('answers that may not be a person’s ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	let viewer: Person;
	let at = Date.now();
	beforeAll(async () => {
		test = await openTestDb(engine);
		at = Date.now();
		services = createAnswerServices(test.db, () => new Date(at));
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
	});
	afterAll(() => test.close());

	/** Loads the form, thinks, and sends it. */
	async function answer(code: string, score: number, thought: number) {
		const form = await services.responses.form(code);
		if ('gone' in form) throw new Error(form.gone);
		at += thought;
		const { responseId, ticket } = form;
		const given = { code, responseId, ticket, language: 'en', answers: { csat: score } };
		expect(await services.responses.submit(given, SHOP)).toEqual({ status: 'created' });
		return given;
	}
	const scripted = (code: string, score: number) =>
		services.responses.submit({ code, responseId: newId(), language: 'en', answers: { csat: score } }, SHOP);
	const n = async (touchpointId: string): Promise<number> =>
		(await services.results.forTouchpoint(owner.actor, touchpointId))[0]?.n ?? 0;
	const list = (touchpointId: string, person = owner, input: object = {}) =>
		services.marks.list(person.actor, touchpointId, input);
	const clean = async () => expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);

	it('are kept, left out, shown with what they would change, and taken back in', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		for (let i = 0; i < 20; i++) await answer(collector.code, i < 15 ? 5 : 2, 3000);
		for (let i = 0; i < 12; i++) expect(await scripted(collector.code, 5)).toEqual({ status: 'created' });
		expect(await n(touchpointId)).toBe(20);
		expect((await services.collectors.get(owner.actor, collector.id)).answers).toBe(20);
		const found = await list(touchpointId);
		expect(found).toMatchObject({ leftOut: 12, accepted: 0 });
		expect(found.items).toHaveLength(12);
		expect(found.items[0]).toMatchObject({ reason: 'no_ticket', leftOut: true, channel: 'qr', decidedByName: null });
		expect(found.effects).toMatchObject([{ without: { n: 20, value: 75 }, all: { n: 32, value: (27 / 32) * 100 } }]);
		await clean();

		const [one] = found.items;
		expect(await services.marks.decide(owner.actor, touchpointId, { leftOut: false, ids: [one!.id] })).toEqual({
			changed: 1
		});
		expect(await services.marks.decide(owner.actor, touchpointId, { leftOut: false, ids: [one!.id] })).toEqual({
			changed: 0
		});
		expect(await n(touchpointId)).toBe(21);
		const after = await list(touchpointId);
		expect(after).toMatchObject({
			leftOut: 11,
			accepted: 1,
			effects: found.effects.map(({ all, without }) => ({
				all: { n: all.n, value: all.value },
				without: { n: without.n, value: without.value }
			}))
		});
		expect(after.items.find(({ id }) => id === one!.id)).toMatchObject({
			leftOut: false,
			decidedByName: owner.actor.name
		});
		await clean();

		expect(await services.marks.decide(owner.actor, touchpointId, { leftOut: false })).toEqual({ changed: 11 });
		expect(await n(touchpointId)).toBe(32);
		await clean();
		expect(await services.marks.decide(owner.actor, touchpointId, { leftOut: true })).toEqual({ changed: 12 });
		expect(await n(touchpointId)).toBe(20);
		await clean();
	});

	it('a script that loads its forms is found out, its first answers too; people on the same Wi-Fi are not', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		for (let i = 0; i < 10; i++) await answer(collector.code, 4, 3000);
		for (let i = 0; i < 40; i++) await answer(collector.code, 1, 5);
		for (let i = 0; i < 10; i++) await answer(collector.code, 4, 3000);
		expect(await n(touchpointId)).toBe(20);
		expect(await list(touchpointId)).toMatchObject({ leftOut: 40, effects: [{ without: { value: 100 } }] });
		await clean();
	});

	it('an answer that waited for a day counts; one sent again counts once; a changed one takes its place', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		const given = await answer(collector.code, 5, 24 * 3600_000);
		expect(await services.responses.submit(given, SHOP)).toEqual({ status: 'duplicate' });
		expect(await services.responses.submit({ ...given, answers: { csat: 1 } }, SHOP)).toEqual({ status: 'changed' });
		expect(await list(touchpointId)).toMatchObject({ leftOut: 0, items: [], effects: [] });
		expect(await n(touchpointId)).toBe(1);
		// A marked one may be changed too, and stays left out.
		const scriptedId = newId();
		const marked = { code: collector.code, responseId: scriptedId, language: 'en', answers: { csat: 5 } };
		await services.responses.submit(marked, SHOP);
		expect(await services.responses.submit({ ...marked, answers: { csat: 2 } }, SHOP)).toEqual({ status: 'changed' });
		expect(await n(touchpointId)).toBe(1);
		await clean();
		await services.marks.decide(owner.actor, touchpointId, { leftOut: false });
		await clean();
	});

	it('one that was left out is taken out without touching the numbers, and its comment is not shown', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		for (let i = 0; i < 6; i++) await answer(collector.code, 5, 3000);
		const id = newId();
		const answers = { csat: 1, comment: 'buy now' };
		await services.responses.submit({ code: collector.code, responseId: id, language: 'en', answers }, SHOP);
		expect((await services.results.comments(owner.actor, touchpointId, {})).items).toEqual([]);
		await services.marks.decide(owner.actor, touchpointId, { leftOut: false });
		expect((await services.results.comments(owner.actor, touchpointId, {})).items).toHaveLength(1);
		await services.marks.decide(owner.actor, touchpointId, { leftOut: true });
		await services.responses.remove(owner.actor, id);
		expect(await n(touchpointId)).toBe(6);
		await clean();
	});

	it('deciding happens whole or not at all', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		for (let i = 0; i < 3; i++) await scripted(collector.code, 5);
		const before = await totals(test.db, owner.actor.workspaceId);
		await sql`create function stay() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`.execute(
			test.db.system
		);
		await sql`create trigger stay before insert or update on score_day for each row execute function stay()`.execute(
			test.db.system
		);
		try {
			await expect(services.marks.decide(owner.actor, touchpointId, { leftOut: false })).rejects.toThrow('disk full');
		} finally {
			await sql`drop trigger stay on score_day`.execute(test.db.system);
			await sql`drop function stay`.execute(test.db.system);
		}
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual(before);
		expect(await list(touchpointId)).toMatchObject({ leftOut: 3, accepted: 0 });
		await clean();
	});

	it('are the business of their workspace, and of roles that see and edit answers', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		await scripted(collector.code, 5);
		await expect(list(touchpointId, viewer)).rejects.toMatchObject({ status: 403 });
		await expect(services.marks.decide(viewer.actor, touchpointId, { leftOut: false })).rejects.toMatchObject({
			status: 403
		});
		await expect(list(touchpointId, other)).rejects.toMatchObject({ status: 404 });
		await expect(services.marks.decide(other.actor, touchpointId, { leftOut: false })).rejects.toMatchObject({
			status: 404
		});
		await expect(list(touchpointId, owner, { from: '2026-02-02', to: '2026-01-01' })).rejects.toMatchObject({
			status: 400
		});
		expect(await list(touchpointId, owner, { to: '2020-01-01' })).toMatchObject({ leftOut: 0 });
	});
});
