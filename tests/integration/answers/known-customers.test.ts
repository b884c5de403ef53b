import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPersonalLinks } from '../../../server/areas/answers/personal-links.ts';
import { customerSeal } from '../../../server/areas/customers/customer-seal.ts';
import { createKnownCustomers } from '../../../server/areas/customers/known-customers.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, ORIGIN, type AnswerServices } from './support.ts';

describe.each(testDatabases())('customers whom a website knows ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	let editor: Person;
	let secret: string;
	let code: string;
	let collectorId: string;
	const clock = fakeNow();
	const known = () => createKnownCustomers({ db: test.db, newId, now: clock.now, seal: customerSeal(SECRET) });
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace('Yunshan'));
		({ owner: other } = await people.workspace());
		editor = await people.member(owner, 'editor');
		services = createAnswerServices(test.db, clock.now);
		({ secret } = await known().makeSecret(owner.actor));
		const { collector } = await asked(test.db, services, owner);
		({ code, id: collectorId } = collector);
	});
	afterAll(() => test.close());

	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const proof = (claims: object, by = secret): string => {
		const exp = Math.floor(clock.now().getTime() / 1000) + 3600;
		const text = `${part({ alg: 'HS256' })}.${part({ exp, ...claims })}`;
		return `${text}.${createHmac('sha256', by).update(text).digest('base64url')}`;
	};
	const whoOf = async (claims: object, unasked = false) => {
		const visitor = await services.responses.visitor(code, proof(claims), unasked);
		return (visitor as { who: string }).who;
	};
	const send = async (who: string | undefined, nps: string, to = code) => {
		const form = await services.responses.form(to);
		if ('gone' in form) throw new Error(form.gone);
		const { responseId, ticket } = form;
		const sent = { code: to, responseId, ticket, language: 'en', answers: { nps }, ...(who !== undefined && { who }) };
		return { sent, responseId, outcome: await services.responses.submit(sent) };
	};
	const customerOf = async (responseId: string) => {
		const { rows } = await test.db.query(
			`select c.name, i.value from response r left join customer c on c.id = r.customer_id
				left join customer_identity i on i.customer_id = c.id and i.kind = 'external' where r.id = $1`,
			[responseId]
		);
		return rows[0] as { name: string | null; value: string | null };
	};
	const customers = async () => Number((await test.db.query('select count(*) n from customer')).rows[0]!.n);

	it('their answers stand in their history: one customer however often, and the same that a list brought', async () => {
		const links = createPersonalLinks({ db: test.db, newId, now: clock.now, secret: SECRET });
		await links.create(owner.actor, collectorId, { rows: [{ externalId: 'C-1', name: '林晓' }] });
		const before = await customers();
		const first = await send(await whoOf({ sub: 'C-1', name: 'Another spelling' }), '9');
		const second = await send(await whoOf({ sub: 'C-1' }), '3');
		expect([first.outcome, second.outcome]).toEqual([{ status: 'created' }, { status: 'created' }]);
		expect(await customers()).toBe(before);
		expect(await customerOf(second.responseId)).toEqual({ name: '林晓', value: 'C-1' });
		// Sent again since its receipt was lost.
		expect(await services.responses.submit(first.sent)).toEqual({ status: 'duplicate' });
		const fresh = await send(await whoOf({ sub: 'C-2', name: 'Ada' }), '7');
		expect(await customerOf(fresh.responseId)).toEqual({ name: 'Ada', value: 'C-2' });
		expect(await customers()).toBe(before + 1);
	});

	it('looking writes nothing, and what travels through the browser says nothing of anybody', async () => {
		const before = await customers();
		const who = await whoOf({ sub: 'C-only-looking', email: 'looking@shop.example' });
		expect(await customers()).toBe(before);
		expect(Buffer.from(who, 'base64url').toString('latin1')).not.toMatch(/looking/);
	});

	it('whoever is not to be asked gets no link of their own; a list of them alone makes none', async () => {
		const links = createPersonalLinks({ db: test.db, newId, now: clock.now, secret: SECRET });
		await known().changeDoNotContact(owner.actor, { customers: [{ email: 'no@shop.example' }], contact: 'never' });
		const rows = [{ externalId: 'L-1' }, { email: 'no@shop.example', name: 'No' }, {}, { externalId: 'L-2' }];
		const made = await links.create(owner.actor, collectorId, { rows });
		expect(made).toMatchObject({ total: 3, leftOut: 1 });
		const csv = (await Array.fromAsync(await links.csv(owner.actor, made.id, ORIGIN))).join('');
		expect(
			csv
				.trim()
				.split(/\r?\n/)
				.slice(1)
				.map((line) => line.split(',')[0])
		).toEqual(['1', '3', '4']);
		expect(csv).not.toContain('no@shop.example');
		// Also by a name that only we know.
		await links.create(owner.actor, collectorId, { rows: [{ externalId: 'L-9', email: 'nine@shop.example' }] });
		await known().changeDoNotContact(owner.actor, { customers: [{ email: 'nine@shop.example' }], contact: 'never' });
		await expect(links.create(owner.actor, collectorId, { rows: [{ externalId: 'L-9' }] })).rejects.toMatchObject({
			code: 'nobody_to_ask'
		});
		const customers = [{ email: 'no@shop.example' }, { email: 'nine@shop.example' }];
		await known().changeDoNotContact(owner.actor, { customers, contact: 'again' });
	});

	it('what is not proven is nobody, and is told why', async () => {
		const forged = await services.responses.visitor(code, proof({ sub: 'C-1' }, 'wfid_guess'), true);
		expect(forged).toEqual({ unproven: 'signature' });
		// A secret of another workspace proves nothing here.
		const theirs = await known().makeSecret(other.actor);
		expect(await services.responses.visitor(code, proof({ sub: 'C-1' }, theirs.secret), false)).toEqual({
			unproven: 'signature'
		});
		const { responseId } = await send(undefined, '5');
		expect((await customerOf(responseId)).value).toBeNull();
	});

	it('what the form carries is ours, whole, of this code, and not for ever; else the answer is nobody’s', async () => {
		const who = await whoOf({ sub: 'C-1' });
		const elsewhere = (await asked(test.db, services, owner)).collector.code;
		const changed = (who.startsWith('A') ? 'B' : 'A') + who.slice(1);
		for (const [given, to] of [
			['', code],
			['C-1', code],
			[changed, code],
			[`${who.slice(0, -4)}AAAA`, code],
			[who, elsewhere]
		] as const)
			expect((await customerOf((await send(given, '6', to)).responseId)).value, given).toBeNull();
		clock.advance(7 * 24 * 3600_000);
		expect((await customerOf((await send(who, '6')).responseId)).value).toBe('C-1');
		clock.advance(2 * 24 * 3600_000);
		expect((await customerOf((await send(who, '6')).responseId)).value).toBeNull();
	});

	it('an answer of a list’s link and a known customer’s, written together, each keep their own', async () => {
		const links = createPersonalLinks({ db: test.db, newId, now: clock.now, secret: SECRET });
		const batch = await links.create(owner.actor, collectorId, { rows: [{ externalId: 'by-link' }] });
		let file = '';
		for await (const piece of await links.csv(owner.actor, batch.id, ORIGIN)) file += piece;
		const { responseId, ticket } = (await services.responses.personalLink(code, /\?p=([\w.-]+)/.exec(file)![1]!)) as {
			responseId: string;
			ticket: string;
		};
		const who = await whoOf({ sub: 'by-site' });
		const byLink = { code, responseId, ticket, who, language: 'en', answers: { nps: '8' } };
		const [, bySite] = await Promise.all([services.responses.submit(byLink), send(who, '2'), send(who, '4')]);
		expect((await customerOf(responseId)).value).toBe('by-link');
		expect((await customerOf(bySite.responseId)).value).toBe('by-site');
	});

	it('what fails half-way leaves neither answer nor customer, and counts once when it comes again', async () => {
		const who = await whoOf({ sub: 'C-half' });
		const before = await customers();
		// The customer goes in first; then the answer meets a table that refuses it.
		await test.db.query('alter table response add constraint refused check (language <> $$zh-CN$$) not valid');
		const form = await services.responses.form(code);
		if ('gone' in form) throw new Error(form.gone);
		const { responseId, ticket } = form;
		const sent = { code, responseId, ticket, who, language: 'zh-CN', answers: { nps: '9' } };
		await expect(services.responses.submit(sent)).rejects.toThrow();
		expect(await customers()).toBe(before);
		await test.db.query('alter table response drop constraint refused');
		expect(await services.responses.submit(sent)).toEqual({ status: 'created' });
		expect(await customerOf(responseId)).toEqual({ name: null, value: 'C-half' });
	});

	it('who is not to be asked is not asked unasked, by any of their names, and may still say something', async () => {
		const { workspaceId } = owner.actor;
		await send(await whoOf({ sub: 'C-3', email: 'three@shop.example' }), '9');
		const never = { customers: [{ email: 'THREE@shop.example' }, { externalId: 'C-new' }], contact: 'never' };
		expect(await known().changeDoNotContact(owner.actor, never)).toEqual({ total: 2, changed: 2 });
		expect(await known().changeDoNotContact(owner.actor, never)).toEqual({ total: 2, changed: 0 });
		// Known to us by the address, to the website by the id.
		expect(await services.responses.visitor(code, proof({ sub: 'C-3' }), true)).toBe('not_asked');
		expect(await services.responses.visitor(code, proof({ sub: 'C-new' }), true)).toBe('not_asked');
		expect(await services.responses.visitor(code, proof({ sub: 'C-1' }), true)).toHaveProperty('who');
		// They pressed for it.
		expect(await services.responses.visitor(code, proof({ sub: 'C-3' }), false)).toHaveProperty('who');
		// Another workspace's list is its own.
		expect(await known().doNotContact(other.actor)).toMatchObject({ total: 0 });
		// Nothing of them stands in it, and an erasure leaves it.
		const { rows } = await test.db.query('select * from do_not_contact where workspace_id = $1', [workspaceId]);
		expect(JSON.stringify(rows)).not.toMatch(/three|C-new/i);
		const [three] = await services.customers.find('C-3', workspaceId);
		await services.customers.erase(workspaceId, three!.id, 'keep');
		expect(await services.responses.visitor(code, proof({ sub: 'x', email: 'three@shop.example' }), true)).toBe(
			'not_asked'
		);

		const again = { ...never, contact: 'again' };
		expect(await known().changeDoNotContact(owner.actor, again)).toEqual({ total: 0, changed: 2 });
		expect(await services.responses.visitor(code, proof({ sub: 'C-new' }), true)).toHaveProperty('who');
		for (const wrong of [{}, { customers: [], contact: 'never' }, { customers: [{ name: 'A' }], contact: 'never' }])
			await expect(known().changeDoNotContact(owner.actor, wrong)).rejects.toThrow('invalid');
	});

	it('secrets: two at most, never shown again, sealed, and dead when they are deleted', async () => {
		const second = await known().makeSecret(owner.actor);
		await expect(known().makeSecret(owner.actor)).rejects.toThrow('identity_secrets_full');
		const list = await known().secrets(owner.actor);
		expect(list.map(({ hint }) => hint)).toEqual([secret.slice(-4), second.secret.slice(-4)]);
		expect(JSON.stringify(list)).not.toContain(second.secret);
		const { rows } = await test.db.query('select secret from identity_secret');
		for (const row of rows as { secret: Buffer }[]) expect(row.secret.toString('latin1')).not.toContain('wfid_');
		expect(await services.responses.visitor(code, proof({ sub: 'C-1' }, second.secret), false)).toHaveProperty('who');
		await expect(known().deleteSecret(other.actor, second.id)).rejects.toThrow('not_found');
		await known().deleteSecret(owner.actor, second.id);
		await expect(known().deleteSecret(owner.actor, second.id)).rejects.toThrow('not_found');
		expect(await services.responses.visitor(code, proof({ sub: 'C-1' }, second.secret), false)).toEqual({
			unproven: 'signature'
		});
		for (const attempt of [
			() => known().secrets(editor.actor),
			() => known().makeSecret(editor.actor),
			() => known().doNotContact(editor.actor),
			() => known().changeDoNotContact(editor.actor, {})
		])
			await expect(attempt()).rejects.toThrow('forbidden');
	});

	it('of two who make one at once, none makes a third', async () => {
		const outcomes = await Promise.allSettled([1, 2, 3].map(() => known().makeSecret(owner.actor)));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await known().secrets(owner.actor)).toHaveLength(2);
	});
});
