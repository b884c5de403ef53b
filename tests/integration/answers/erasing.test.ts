import { bySystem } from '#domain/events/index.ts';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockCustomer } from '../../../server/areas/erasure/repo/erasure.ts';
import { removeAndUncount } from '../../../server/areas/answers/repo/corrections.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, everything, totals, type AnswerServices } from './support.ts';

describe.each(testDatabases())('erasing a person ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let workspaceId: string;
	beforeAll(async () => {
		test = await openTestDb(engine);
		({ owner } = await createPeople(test.db).workspace());
		({ workspaceId } = owner.actor);
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());

	let known = 0;
	/** Somebody with three answers by programs, among answers of others. */
	async function somebody() {
		const number = ++known;
		const person = {
			externalId: `crm-${number}-7731`,
			email: `mei.${number}@example.com`,
			phone: `+86138${String(number).padStart(8, '0')}`,
			name: `Han Mei ${number}`
		};
		const there = await asked(test.db, services, owner);
		const rows = [0, 9, 10].map((nps) => ({
			collectorCode: there.collector.code,
			id: newId(),
			submittedAt: `2026-03-02T2${nps % 3}:17:43.123Z`,
			answers: { nps, comment: `call me ${number}, the blue house` },
			customer: person
		}));
		await services.responses.recordBatch(owner.actor, rows);
		for (let at = 0; at < 5; at++)
			await services.responses.record(owner.actor, {
				collectorCode: there.collector.code,
				answers: { nps: 9, comment: 'somebody else' },
				customer: { externalId: `other-${number}-${at}` }
			});
		const [found] = await services.customers.find(person.externalId, workspaceId);
		return { ...there, person, rows, customerId: found!.id };
	}

	const counts = () =>
		test.db.system.selectFrom('score_day').selectAll().orderBy('touchpoint_id').orderBy('day').execute();
	const customers = () => test.db.system.selectFrom('customer').selectAll().execute();
	const waiting = async () => {
		const { rows } = await test.db.query(
			"select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
		);
		return rows.length;
	};

	it('leaves nothing that names them in any table, and every count as it was', async () => {
		const { person, rows, customerId, touchpointId } = await somebody();
		await sql`update response set answers = answers || '{"seat": "14C near the wing"}' where id = ${rows[0]!.id}`.execute(
			test.db.system
		);
		await sql`insert into event (workspace_id, id, month, type, at, customer_id, properties)
			select ${workspaceId}, id, wayfelt_month_of(id), 'order', now(), ${customerId}, '{"ship": "the blue house"}'
			from (select ${newId()}::uuid as id) as given`.execute(test.db.system);
		const before = await counts();
		const hashes = (await test.db.query('select encode(body_hash, $1) as hash from response where customer_id = $2', [
			'hex',
			customerId
		])) as { rows: { hash: string }[] };
		const words = [
			...Object.values(person),
			...Object.values(person).map((word) => createHash('sha256').update(word).digest('hex')),
			...hashes.rows.map(({ hash }) => hash),
			'blue house',
			'14C',
			'17:43'
		];
		const texts = await everything(test.db);
		for (const word of [person.phone, 'blue house', '14C', '17:43', hashes.rows[0]!.hash])
			expect(Object.values(texts).join(''), word).toContain(word);

		expect(await services.customers.erase(workspaceId, customerId, 'keep')).toEqual({ kept: 3, removed: 0, events: 1 });

		for (const [table, text] of Object.entries(await everything(test.db))) {
			for (const word of words) expect(text, `${word} in ${table}`).not.toContain(word);
			if (table !== 'erasure' && table !== 'outbox') expect(text, table).not.toContain(customerId);
			if (table !== 'removed_response' && table !== 'outbox')
				for (const { id } of rows) expect(text, table).not.toContain(id);
		}
		// Whoever holds a copy learns which ids to let go of, and nothing else.
		const told = await test.db.system
			.selectFrom('outbox')
			.select(['kind', 'actor_kind', 'payload', 'subject_id'])
			.where(sql<boolean>`subject_id = any(${[customerId, ...rows.map(({ id }) => id)]}::text[])`)
			.execute();
		expect(told).toHaveLength(rows.length + 1);
		for (const event of told)
			expect(event).toMatchObject(
				event.subject_id === customerId
					? { kind: 'customer.erased', payload: { answers: 'keep', kept: rows.length, removed: 0 } }
					: { kind: 'answer.erased', actor_kind: 'system', payload: {} }
			);
		expect(await counts()).toEqual(before);
		expect(await services.responses.recount(workspaceId)).toEqual([]);
		const { items } = await services.responses.list(owner.actor, {
			touchpointId,
			from: '2026-03-02',
			to: '2026-03-03'
		});
		expect(items.map(({ answers }) => answers)).toEqual(expect.arrayContaining([{ nps: 0 }, { nps: 9 }, { nps: 10 }]));
		// Noon in Berlin, and an id that is in no order.
		expect(new Set(items.map(({ submittedAt }) => submittedAt.slice(11)))).toEqual(new Set(['11:00:00.000Z']));
		expect(items.every(({ id, customerId: of }) => id[14] === '4' && of === null)).toBe(true);
		await expect(services.customers.erase(workspaceId, customerId, 'keep')).rejects.toMatchObject({ status: 404 });
	});

	it('takes their answers out of the counts on request, and nobody else’s', async () => {
		const { rows, customerId } = await somebody();
		const before = await totals(test.db, workspaceId);
		expect(await services.customers.erase(workspaceId, customerId, 'remove')).toEqual({
			kept: 0,
			removed: 3,
			events: 0
		});
		expect(await totals(test.db, workspaceId)).toEqual({ raw: before.raw - 3, counted: before.counted - 3 });
		expect(await services.responses.recount(workspaceId)).toEqual([]);
		const gone = await everything(test.db);
		for (const { id } of rows) expect(gone.response).not.toContain(id);
	});

	it.each(['keep', 'remove'] as const)(
		'does not bring them back when their answers are sent again (%s)',
		async (answers) => {
			const { person, rows, customerId, collector, page } = await somebody();
			const fromPhone = page({ nps: '3', comment: 'from a phone' });
			await services.responses.submit(fromPhone);
			await services.responses.remove(owner.actor, fromPhone.responseId);
			await services.customers.erase(workspaceId, customerId, answers);
			// The collector is closed and opened below, and that is recorded.
			const { outbox: _recorded, ...before } = await everything(test.db);

			const again = await services.responses.recordBatch(owner.actor, rows);
			expect(again.results.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'duplicate']);
			const changed = { ...rows[0]!, answers: { nps: 5 }, customer: { ...person, name: 'H. M.' } };
			expect(await services.responses.record(owner.actor, changed)).toMatchObject({ status: 'duplicate' });
			expect(await services.responses.submit(fromPhone)).toEqual({ status: 'duplicate' });
			await services.collectors.update(owner.actor, collector.id, { status: 'closed' });
			expect(await services.responses.submit(fromPhone)).toEqual({ status: 'duplicate' });
			await services.collectors.update(owner.actor, collector.id, { status: 'open' });
			expect(await everything(test.db)).toMatchObject(before);

			// A new answer of theirs is another matter: they are a customer again, without a past.
			await services.responses.record(owner.actor, { ...rows[0]!, id: newId() });
			const [back] = await services.customers.find(person.externalId, workspaceId);
			expect(back!.id).not.toBe(customerId);
			expect(await services.customers.holdings(back!)).toMatchObject({ responses: 1, texts: 1 });
		}
	);

	it('introduces nobody for an answer that counts nothing', async () => {
		const { rows } = await somebody();
		const before = await customers();
		const stranger = { ...rows[0]!, customer: { externalId: 'a stranger' } };
		await expect(services.responses.record(owner.actor, stranger)).rejects.toMatchObject({ status: 409 });
		expect(await customers()).toEqual(before);
	});

	it.each(['keep', 'remove'] as const)('changes nothing when it fails half-way (%s)', async (answers) => {
		const { customerId, person } = await somebody();
		const before = await everything(test.db);
		// The note of the erasure is the last thing that is written.
		await sql`create function no_note() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$`.execute(
			test.db.system
		);
		await sql`create trigger no_note before insert on erasure for each row execute function no_note()`.execute(
			test.db.system
		);
		try {
			await expect(services.customers.erase(workspaceId, customerId, answers)).rejects.toMatchObject({
				code: 'storage_full'
			});
			expect(await everything(test.db)).toEqual(before);
		} finally {
			await sql`drop trigger no_note on erasure`.execute(test.db.system);
			await sql`drop function no_note()`.execute(test.db.system);
		}
		await services.customers.erase(workspaceId, customerId, answers);
		expect(await services.customers.find(person.email, workspaceId)).toEqual([]);
	});

	it('keeps out an answer that is sent again at the very moment when it is taken out', async () => {
		const { page } = await asked(test.db, services, owner);
		const given = page({ nps: '6' });
		await services.responses.submit(given);
		const before = await totals(test.db, workspaceId);
		const again = await test.db.system.transaction().execute(async (trx) => {
			await removeAndUncount(trx, workspaceId, [given.responseId], bySystem);
			// It began before the removal is committed, cannot see it, and waits for the row.
			const sent = services.responses.submit(given);
			await expect.poll(waiting).toBe(1);
			return { sent };
		});
		expect(await again.sent).toEqual({ status: 'duplicate' });
		expect(await totals(test.db, workspaceId)).toEqual({ raw: before.raw - 1, counted: before.counted - 1 });
	});

	it('links an answer that comes in meanwhile to somebody new', async () => {
		const { person, customerId, collector } = await somebody();
		const late = { collectorCode: collector.code, id: newId(), answers: { nps: 4 }, customer: person };
		const { sent, erased } = await test.db.system.transaction().execute(async (trx) => {
			await lockCustomer(trx, workspaceId, customerId);
			const erasing = services.customers.erase(workspaceId, customerId, 'keep');
			await expect.poll(waiting).toBe(1);
			const sending = services.responses.record(owner.actor, late);
			await expect.poll(waiting).toBe(2);
			return { sent: sending, erased: erasing };
		});
		expect(await sent).toEqual({ id: late.id, status: 'created' });
		await erased;
		// Whoever came first, the answer is counted, and the erased customer has none.
		const row = await test.db.system
			.selectFrom('response')
			.select('customer_id')
			.where('customer_id', '=', customerId)
			.executeTakeFirst();
		expect(row).toBeUndefined();
		expect((await customers()).some(({ id }) => id === customerId)).toBe(false);
		expect(await services.responses.recount(workspaceId)).toEqual([]);
	});

	it('goes on counting right while the same person answers and is erased over and over', async () => {
		const { collector } = await asked(test.db, services, owner);
		const sides = [services, createAnswerServices(test.db)];
		const customer = { externalId: 'over and over' };
		const answers = Array.from({ length: 300 }, (_, at) => ({
			collectorCode: collector.code,
			id: newId(),
			answers: { nps: at % 11 },
			// Every other one brings a name that is new, so that identities are written too.
			customer: at % 2 ? customer : { ...customer, email: `over.${at}@example.com` }
		}));
		let going = true;
		let erased = 0;
		const erasing = (async () => {
			while (going) {
				const [found] = await services.customers.find(customer.externalId, workspaceId);
				if (!found) continue;
				await services.customers.erase(workspaceId, found.id, erased++ % 2 ? 'keep' : 'remove');
			}
		})();
		const told: { status: string }[] = [];
		try {
			for (let from = 0; from < answers.length; from += 20) {
				const some = answers.slice(from, from + 20);
				const recorded = some.map((row, at) => sides[at % 2]!.responses.record(owner.actor, row));
				told.push(...(await Promise.all(recorded)));
			}
		} finally {
			going = false;
			await erasing;
		}
		expect(erased).toBeGreaterThan(1);
		expect(told.every(({ status }) => status === 'created')).toBe(true);
		expect(await services.responses.recount(workspaceId)).toEqual([]);
		expect((await services.customers.find(customer.externalId, workspaceId)).length).toBeLessThanOrEqual(1);
	});

	it.each(['keep', 'remove'] as const)('tells open boards once per touchpoint (%s)', async (answers) => {
		const { touchpointId, customerId } = await somebody();
		const client = test.db.createClient('test listener');
		const heard: { kind: string }[] = [];
		await client.connect();
		try {
			client.on('notification', ({ payload }) => heard.push(JSON.parse(payload!) as { kind: string }));
			await client.query('listen wayfelt');
			await services.customers.erase(workspaceId, customerId, answers);
			await client.query('select 1');
			expect(heard.filter(({ kind }) => kind !== 'recorded')).toMatchObject([
				{ kind: 'score', workspaceId, touchpointId, correction: true }
			]);
		} finally {
			await client.end();
		}
	});
});
