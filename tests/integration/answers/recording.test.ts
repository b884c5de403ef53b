import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, totals, type AnswerServices } from './support.ts';

describe.each(testDatabases())('recording answers from programs ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	let analyst: Person;
	let viewer: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		analyst = await people.member(owner, 'analyst');
		viewer = await people.member(owner, 'viewer');
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());

	it('counts one answer once, on the day it was given', async () => {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		const row = {
			collectorCode: collector.code,
			id: newId(),
			submittedAt: '2025-02-24T23:35:52Z',
			language: 'en',
			answers: { csat: 2, comment: 'late' }
		};
		expect(await services.responses.record(owner.actor, row)).toEqual({ id: row.id, status: 'created' });
		expect(await services.responses.record(owner.actor, row)).toEqual({ id: row.id, status: 'duplicate' });
		await expect(services.responses.record(owner.actor, { ...row, answers: { csat: 5 } })).rejects.toMatchObject({
			status: 409,
			code: 'idempotency_mismatch'
		});
		const counted = await test.db.system
			.selectFrom('score_day')
			.selectAll()
			.where('touchpoint_id', '=', touchpointId)
			.execute();
		// 00:35 in Berlin.
		expect(counted).toMatchObject([{ day: '2025-02-25', s2: 1, s5: 0 }]);
	});

	it('answers each row of a batch on its own, and repeating the batch changes nothing', async () => {
		const { collector } = await asked(test.db, services, owner, 'csat');
		const closed = await asked(test.db, services, owner, 'csat');
		const theirs = await asked(test.db, services, other, 'csat');
		await services.collectors.update(owner.actor, closed.collector.id, { status: 'closed' });
		const good = { collectorCode: collector.code, id: newId(), answers: { csat: 4 } };
		const rows = [
			good,
			{ ...good, id: newId(), answers: { csat: 6 } },
			{ ...good, id: newId(), extra: 1 },
			{ ...good, id: newId(), collectorCode: theirs.collector.code },
			{ ...good, id: newId(), collectorCode: closed.collector.code },
			{ ...good },
			{ ...good, answers: { csat: 1 } },
			{ ...good, id: newId(), submittedAt: '2099-01-01T00:00:00Z' },
			{ ...good, id: newId(), submittedAt: '2026-02-31T00:00:00Z' },
			{ ...good, id: newId(), submittedAt: '0000-01-01T00:00:00Z' },
			'nonsense',
			{ ...good, id: newId(), answers: { csat: 5, comment: 'nul \u0000 and half a pair \ud83d' } }
		];
		const before = await totals(test.db, owner.actor.workspaceId);
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		const statuses = [
			'created',
			'invalid',
			'invalid',
			'unknown_collector',
			'closed',
			'duplicate',
			'mismatch',
			'invalid',
			'invalid',
			'invalid',
			'invalid',
			'invalid'
		];
		expect(results.map(({ status }) => status)).toEqual(statuses);
		expect(results[1]).toMatchObject({
			issues: [{ code: 'not_on_scale', path: ['answers', 'csat'], params: { min: 1, max: 5 } }]
		});
		expect(results[10]).toMatchObject({ id: null });
		const again = await services.responses.recordBatch(owner.actor, rows);
		expect(again.results.map(({ status }) => status)).toEqual(
			statuses.map((status) => (status === 'created' ? 'duplicate' : status))
		);
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 1,
			counted: before.counted + 1
		});
		await expect(
			services.responses.recordBatch(
				owner.actor,
				Array.from({ length: 1001 }, () => good)
			)
		).rejects.toMatchObject({ status: 400 });
	});

	it('takes a thousand rows twice, in parallel', async () => {
		const { collector } = await asked(test.db, services, owner);
		const rows = Array.from({ length: 1000 }, (_, at) => ({
			collectorCode: collector.code,
			id: newId(),
			answers: { nps: at % 11 }
		}));
		const before = await totals(test.db, owner.actor.workspaceId);
		const [one, two] = await Promise.all([
			services.responses.recordBatch(owner.actor, rows),
			services.responses.recordBatch(owner.actor, rows)
		]);
		const created = [...one.results, ...two.results].filter(({ status }) => status === 'created');
		expect(created).toHaveLength(1000);
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 1000,
			counted: before.counted + 1000
		});
	});

	it('knows a customer again by any of their names, also when many answers introduce them at once', async () => {
		const { collector } = await asked(test.db, services, owner);
		const answer = (customer: object) => ({
			collectorCode: collector.code,
			id: newId(),
			answers: { nps: 5 },
			customer
		});
		const sides = [services, createAnswerServices(test.db)];
		const rows = Array.from({ length: 40 }, (_, at) =>
			answer(at % 2 === 0 ? { externalId: 'c-1', name: 'Li Lei' } : { externalId: 'c-1', email: 'Li@Example.com' })
		);
		await Promise.all(rows.map((row, at) => sides[at % 2]!.responses.record(owner.actor, row)));
		await services.responses.record(owner.actor, answer({ email: 'li@example.com', phone: '+86 138 0000 1234' }));
		const customers = await test.db.system
			.selectFrom('customer')
			.selectAll()
			.where('workspace_id', '=', owner.actor.workspaceId)
			.execute();
		expect(customers).toHaveLength(1);
		const identities = await test.db.system
			.selectFrom('customer_identity')
			.select(['kind', 'value'])
			.where('customer_id', '=', customers[0]!.id)
			.execute();
		expect(identities.map(({ kind, value }) => `${kind} ${value}`).sort()).toEqual([
			'email li@example.com',
			'external c-1',
			'phone +8613800001234'
		]);
		const { items } = await services.responses.list(owner.actor, { collectorId: collector.id });
		expect(new Set(items.map(({ customerId }) => customerId))).toEqual(new Set([customers[0]!.id]));
		await expect(services.responses.record(owner.actor, answer({ name: 'nobody' }))).rejects.toMatchObject({
			status: 400
		});
	});

	it('lists in pages without losing or repeating a row', async () => {
		const { collector } = await asked(test.db, services, owner);
		const ids = Array.from({ length: 25 }, newId);
		// All at the same instant: the id decides.
		await services.responses.recordBatch(
			owner.actor,
			ids.map((id) => ({
				collectorCode: collector.code,
				id,
				submittedAt: '2026-01-01T12:00:00.000Z',
				answers: { nps: 1 }
			}))
		);
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await services.responses.list(analyst.actor, {
				collectorId: collector.id,
				limit: 10,
				...(cursor && { cursor })
			});
			seen.push(...page.items.map(({ id }) => id));
			cursor = page.next ?? undefined;
		} while (cursor);
		expect(seen).toEqual([...ids].sort().reverse());
		expect(
			(await services.responses.list(owner.actor, { collectorId: collector.id, from: '2026-01-02' })).items
		).toEqual([]);
		for (const bad of ['x', Buffer.from('2026|x').toString('base64url')]) {
			await expect(services.responses.list(owner.actor, { cursor: bad })).rejects.toMatchObject({ status: 400 });
		}
	});

	it('exports what a spreadsheet shows but does not run', async () => {
		const { collector, survey } = await asked(test.db, services, owner);
		const texts = [
			'=HYPERLINK("http://x")',
			'+1',
			'-5',
			'@cmd',
			'\t=1',
			'＝1+1',
			'a "quoted", text\nwith a line',
			'好评'
		];
		await services.responses.recordBatch(
			owner.actor,
			texts.map((comment) => ({
				collectorCode: collector.code,
				submittedAt: '2026-01-01T12:00:00Z',
				answers: { nps: 3, comment }
			}))
		);
		let csv = '';
		for await (const piece of services.responses.exportCsv(analyst.actor, { surveyId: survey.id })) csv += piece;
		const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
		expect(rows).toHaveLength(texts.length);
		expect(rows[0]).toMatchObject({
			'submitted_at (Europe/Berlin)': '2026-01-01 13:00:00',
			survey: survey.title,
			touchpoint: 'Touchpoint 0.0',
			channel: 'qr',
			nps: '3'
		});
		const comments = rows.map((row) => row.comment!);
		expect(comments.filter((text) => /^\s*[=+@＝]/.test(text))).toEqual([]);
		expect(comments.sort()).toEqual(
			[
				'\'=HYPERLINK("http://x")',
				"'+1",
				'-5',
				"'@cmd",
				"'=1",
				"'＝1+1",
				'a "quoted", text\nwith a line',
				'好评'
			].sort()
		);
	});

	it('keeps what people may not see or do from them', async () => {
		const { collector } = await asked(test.db, services, owner);
		const row = { collectorCode: collector.code, id: newId(), answers: { nps: 1 } };
		await expect(services.responses.record(viewer.actor, row)).rejects.toMatchObject({ status: 403 });
		await expect(services.responses.recordBatch(analyst.actor, [row])).rejects.toMatchObject({ status: 403 });
		await expect(services.responses.list(viewer.actor, {})).rejects.toMatchObject({ status: 403 });
		expect(() => services.responses.exportCsv(viewer.actor, {})).toThrow('forbidden');
		await expect(services.responses.record(other.actor, row)).rejects.toMatchObject({
			status: 400,
			issues: [{ code: 'unknown' }]
		});
		await services.responses.record(owner.actor, row);
		await expect(services.responses.remove(analyst.actor, row.id)).rejects.toMatchObject({ status: 403 });
		await expect(services.responses.remove(other.actor, row.id)).rejects.toMatchObject({ status: 404 });
		expect((await services.responses.list(other.actor, { collectorId: collector.id })).items).toEqual([]);
	});
});
