import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPersonalLinks } from '../../../server/areas/answers/personal-links.ts';
import { issueTicket } from '../../../server/areas/answers/ticket.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, ORIGIN, totals, type AnswerServices } from './support.ts';

const DAY = 24 * 3600_000;

describe.each(testDatabases())('links for one person each ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	const clock = fakeNow();
	const linksWith = (id: () => string = newId) =>
		createPersonalLinks({ db: test.db, newId: id, now: clock.now, secret: SECRET });
	let links: ReturnType<typeof linksWith>;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace('Yunshan'));
		({ owner: other } = await people.workspace());
		services = createAnswerServices(test.db, clock.now);
		links = linksWith();
	});
	afterAll(() => test.close());

	const text = async (batch: string, person = owner) => {
		let all = '';
		for await (const piece of await links.csv(person.actor, batch, ORIGIN)) all += piece;
		return all;
	};
	/** What stands behind `?p=` of each link. */
	const addresses = async (batch: string) => [...(await text(batch)).matchAll(/\?p=([\w.-]+)/g)].map(([, p]) => p!);

	async function made(rows: object[], more: object = {}) {
		const { collector } = await asked(test.db, services, owner);
		const batch = await links.create(owner.actor, collector.id, { rows, ...more });
		const [first = ''] = await addresses(batch.id);
		const open = (p = first) => services.responses.personalLink(collector.code, p);
		const submit = (given: { responseId: string; ticket: string }, nps: string) =>
			services.responses.submit({ code: collector.code, ...given, language: 'en', answers: { nps } });
		return { collector, batch, first, open, submit };
	}
	/** What a page sends of it; what the list says besides is for the logic. */
	const asForm = (found: unknown) => {
		const { responseId, ticket } = found as { responseId: string; ticket: string };
		return { responseId, ticket };
	};

	it('open a form under their own id, take one answer, and say kindly that it is there', async () => {
		const { open, submit, batch, collector } = await made([{ externalId: 'C-1', name: '林晓' }, {}]);
		const form = asForm(await open());
		expect(form).toEqual({ responseId: expect.any(String), ticket: expect.any(String) });
		// An answer that was begun is gone on with, under the same id.
		clock.advance(60_000);
		expect(asForm(await open()).responseId).toBe(form.responseId);
		expect(await submit(form, '9')).toEqual({ status: 'created' });
		// Sent again since its receipt was lost: thanked again.
		expect(await submit(form, '9')).toEqual({ status: 'duplicate' });
		expect(await submit(form, '1')).toMatchObject({ status: 'gone', reason: 'link_used' });
		expect(await open()).toBe('link_used');
		const { items } = await services.responses.list(owner.actor, { collectorId: collector.id });
		expect(items).toMatchObject([{ id: form.responseId, answers: { nps: 9 } }]);
		const customer = await test.db.system
			.selectFrom('customer')
			.select('name')
			.where('id', '=', items[0]!.customerId!)
			.executeTakeFirst();
		expect(customer!.name).toBe('林晓');
		expect((await links.list(owner.actor, collector.id))[0]).toMatchObject({ id: batch.id, total: 2, used: 1 });
	});

	it('two answers at once by one link: one counts, the other is told', async () => {
		const { open, submit } = await made([{}]);
		const form = asForm(await open());
		const before = await totals(test.db, owner.actor.workspaceId);
		const outcomes = await Promise.all(['2', '9'].map((nps) => submit(form, nps)));
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['created', 'gone']);
		const after = await totals(test.db, owner.actor.workspaceId);
		expect([after.raw - before.raw, after.counted - before.counted]).toEqual([1, 1]);
	});

	it('end: by their time, with grace for whoever is writing', async () => {
		const { open, submit } = await made([{}, {}], { days: 1 });
		clock.advance(DAY - 60_000);
		const form = asForm(await open());
		clock.advance(5 * 60_000);
		expect(await open()).toBe('link_expired');
		expect(await submit(form, '7')).toEqual({ status: 'created' });
	});

	it('are taken back together, also what is open in a browser; what was answered stays', async () => {
		const { open, submit, batch, collector } = await made([{}, {}]);
		const [one, two] = (await addresses(batch.id)).map((p) => open(p));
		expect(await submit(asForm(await one), '8')).toEqual({ status: 'created' });
		const writing = asForm(await two);
		expect((await links.update(owner.actor, batch.id, { revoked: true })).revokedAt).toBe(clock.now().toISOString());
		expect(await open()).toBe('link_revoked');
		expect(await submit(writing, '3')).toMatchObject({ status: 'gone', reason: 'link_revoked' });
		expect((await links.list(owner.actor, collector.id))[0]).toMatchObject({ used: 1 });
		// Taken back twice is taken back once.
		clock.advance(1000);
		expect((await links.update(owner.actor, batch.id, { revoked: true })).revokedAt).not.toBe(
			clock.now().toISOString()
		);
	});

	it('who looks and begins is counted once, as everybody is, and what came back may be put right after the end', async () => {
		const { open, submit, collector } = await made([{}]);
		const { code } = collector;
		await test.db.system.updateTable('collector').set({ stages_since: clock.now() }).where('code', '=', code).execute();
		const form = asForm(await open());
		for (const started of [false, true, true]) await services.responses.visit({ code, ...form, started }, null);
		// Of another link's seal it is none of ours.
		const forged = { ...form, ticket: form.ticket.replace('~', '~x') };
		await services.responses.visit({ code, ...forged, responseId: newId(), started: true }, null);
		const { collectors } = await services.collectors.ofTouchpoint(owner.actor, collector.touchpointId, {});
		expect(collectors[0]!.stages).toMatchObject({ views: 1, starts: 1 });

		clock.advance(1000);
		await services.collectors.update(owner.actor, collector.id, { status: 'closed' });
		clock.advance(60_000);
		expect(await services.responses.form(code)).toHaveProperty('gone');
		expect(await services.responses.form(code, form)).not.toHaveProperty('gone');
		expect(await submit(form, '9')).toEqual({ status: 'created' });
	});

	it('are ours, whole, and of this code only', async () => {
		const { open, first, collector } = await made([{}]);
		const elsewhere = await made([{}]);
		expect(await elsewhere.open(first)).toBeNull();
		const [id, expires, seal] = first.split('.') as [string, string, string];
		const later = (parseInt(expires, 36) + 1000).toString(36);
		for (const forged of [
			`${newId()}.${expires}.${seal}`,
			`${id}.${later}.${seal}`,
			`${id}.${expires}.${'A'.repeat(22)}`,
			id,
			'',
			`${id}.${issueTicket(SECRET, collector.code, id, clock.now())}`
		])
			expect(await open(forged), forged).toBeNull();
	});

	it('the file has whom each is for, runs nothing in a spreadsheet, and comes in pieces', async () => {
		const rows = [
			{ externalId: '=HYPERLINK("x")', name: '+1', email: 'A@b.example', parameters: { place: '@shop' } },
			...Array.from({ length: 2499 }, (_, at) => ({ externalId: `many-${at}` }))
		];
		const { batch } = await made(rows, { name: 'March', parameters: ['place'] });
		const pieces: string[] = [];
		for await (const piece of await links.csv(owner.actor, batch.id, ORIGIN)) pieces.push(piece);
		expect(pieces).toHaveLength(4);
		const lines = pieces.join('').trimEnd().split('\r\n');
		expect(lines).toHaveLength(2501);
		expect(lines[0]).toBe('\ufeffnr,name,customer_id,email,place,link,expires_at,answered_at');
		expect(lines[1]).toContain(`1,'+1,"'=HYPERLINK(""x"")",a@b.example,'@shop,${ORIGIN}/s/`);
		expect(new Set(lines.map((line) => /\?p=[^,]+/.exec(line)?.[0])).size).toBe(2501);
		await expect(text(batch.id, other)).rejects.toThrow(/not_found/);
	});

	it('all or none: what fails half-way leaves no batch, no link and no customer', async () => {
		const { collector } = await asked(test.db, services, owner);
		const count = async () => {
			const { rows } = await test.db.query(
				'select (select count(*) from link_batch) a, (select count(*) from personal_link) b, (select count(*) from customer) c, (select count(*) from outbox) d'
			);
			return rows[0];
		};
		const before = await count();
		let ids = 0;
		const unlucky = linksWith(() => {
			if (++ids > 3000) throw new Error('out of ids');
			return newId();
		});
		const rows = Array.from({ length: 2000 }, (_, at) => ({ externalId: `half-${at}` }));
		await expect(unlucky.create(owner.actor, collector.id, { rows })).rejects.toThrow('out of ids');
		expect(await count()).toEqual(before);
	});

	it('ten thousand in one go', async () => {
		const { batch } = await made(Array.from({ length: 10_000 }, (_, at) => ({ externalId: `c-${at}` })));
		expect(batch.total).toBe(10_000);
		expect(new Set(await addresses(batch.id)).size).toBe(10_000);
		const { collector } = await asked(test.db, services, owner);
		const tooMany = { rows: Array.from({ length: 10_001 }, () => ({})) };
		await expect(links.create(owner.actor, collector.id, tooMany)).rejects.toThrow();
	}, 60_000);

	it('what a row says besides has to be declared, and a name alone is nobody', async () => {
		const { collector } = await asked(test.db, services, owner);
		const refused = (rows: object[]) => expect(links.create(owner.actor, collector.id, { rows })).rejects.toThrow();
		await refused([{ parameters: { place: 'x' } }]);
		await refused([{ name: 'Somebody' }]);
		await refused([{ email: 'none' }]);
		await refused([]);
	});

	it('go with the person they were for', async () => {
		const { open } = await made([{ externalId: 'gone' }]);
		expect(asForm(await open()).responseId).toBeTruthy();
		const { workspaceId } = owner.actor;
		await test.db.query(
			`delete from customer where (workspace_id, id) in (select workspace_id, customer_id from customer_identity where workspace_id = $1 and value = 'gone')`,
			[workspaceId]
		);
		expect(await open()).toBe('link_revoked');
	});
});
