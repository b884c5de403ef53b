import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guess, planRows, type Mapping, type PlannedRow } from '#domain/imports/index.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { openApp } from './support.ts';

describe.each(testDatabases())('the way back from an import ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	let touchpoints: Readonly<Record<string, string>>;
	let journeyId: string;

	beforeAll(async () => {
		open = await openApp(engine);
	});
	beforeEach(async () => {
		({ owner } = await open.people.workspace());
		({ id: journeyId, touchpoints } = await open.app.journeys.create(owner.actor, {
			title: 'Shop',
			template: 'retail'
		}));
	});
	afterAll(() => open.close());

	const imports = () => open.app.imports;
	const count = async (
		table: 'response' | 'customer' | 'survey' | 'collector' | 'collector_code' | 'import_run',
		workspaceId = owner.actor.workspaceId
	) =>
		Number(
			(
				await open.db.system
					.selectFrom(table)
					.select((of) => of.fn.countAll<string>().as('n'))
					.where('workspace_id', '=', workspaceId)
					.executeTakeFirstOrThrow()
			).n
		);
	/** A file as the page plans it: header in the first line, cells between commas. */
	function plan(text: string, more: Partial<Mapping> = {}, copy = 0): PlannedRow[] {
		const [header = [], ...rows] = text.split('\n').map((line) => line.split(','));
		const found = guess(header, rows);
		const mapping: Mapping = {
			kind: 'csat',
			score: { column: found.score!, values: null },
			touchpoint: { id: touchpoints.till! },
			time: found.time === null ? null : { column: found.time, order: found.order! },
			comment: found.comment,
			customer: found.customer === null ? null : { column: found.customer, as: found.customerAs },
			externalId: found.externalId,
			language: 'en',
			...more
		};
		return planRows(rows, mapping, { timeZone: 'UTC', fileKey: text, header, copy }).flatMap((row) =>
			row.status === 'ready' ? [row.row] : []
		);
	}
	const start = (total: number, fileName = 'a.csv', person = owner) =>
		imports().start(person.actor, { fileName, kind: 'csat', total, touchpointIds: [touchpoints.till], language: 'en' });
	async function importAll(rows: PlannedRow[], fileName = 'a.csv') {
		const run = await start(rows.length, fileName);
		for (let at = 0; at < rows.length; at += 500)
			await imports().add(owner.actor, run.id, { rows: rows.slice(at, at + 500) });
		return imports().finish(owner.actor, run.id);
	}
	const check = async (rows: PlannedRow[]) => {
		const asked = rows.map(({ customer: _customer, ...row }) => row);
		const { results, runs } = await imports().check(owner.actor, { kind: 'csat', rows: asked });
		return { statuses: results.map(({ status }) => status), results, runs };
	};
	const recount = () => open.app.responses.recount(owner.actor.workspaceId);
	const n = async () => {
		const { journey } = await open.app.results.forJourney(owner.actor, journeyId, {
			from: '2026-01-01',
			to: '2026-12-31'
		});
		return journey.reduce((sum, one) => sum + one.n, 0);
	};

	describe('what is there already', () => {
		it('numbers that only count are no identity: the next month’s file is six answers, each file read again none', async () => {
			const march = plan('编号,评分\n1,5\n2,4\n3,5');
			const april = plan('编号,评分\n1,5\n2,1\n3,5');
			expect((await check(march)).statuses).toEqual(['new', 'new', 'new']);
			expect(await importAll(march)).toMatchObject({ created: 3 });
			expect((await check(march)).statuses).toEqual(['there', 'there', 'there']);
			// The preview says so: two look like answers of the first file.
			expect(await check(april)).toMatchObject({
				statuses: ['alike', 'new', 'alike'],
				runs: [{ fileName: 'a.csv', answers: 3 }]
			});
			expect(await importAll(april, 'b.csv')).toMatchObject({ created: 3 });
			expect(await n()).toBe(6);
			expect(await importAll(march)).toMatchObject({ created: 0, duplicate: 3 });
			expect(await importAll(april)).toMatchObject({ created: 0, duplicate: 3 });
			expect(await n()).toBe(6);
		});

		it('with times, a file counts what it has new: appended, sorted in another way, numbered again, saved by another program', async () => {
			await importAll(
				plan('序号,时间,评分,评论\n1,2026-03-01 10:00:00,5,好\n2,2026-03-02 10:00:00,4,行\n3,2026-03-03 10:00:00,5,棒')
			);
			const appended = plan(
				'序号,时间,评分,评论\n1,2026-03-01 10:00:00,5,好\n2,2026-03-02 10:00:00,4,行\n3,2026-03-03 10:00:00,5,棒\n4,2026-03-04 10:00:00,1,差'
			);
			expect((await check(appended)).statuses).toEqual(['there', 'there', 'there', 'new']);
			const resaved = plan('序号,时间,评分,评论\n1,2026/3/3 10:00,5,棒\n2,2026/3/2 10:00,4,行\n3,2026/3/1 10:00,5,好');
			expect((await check(resaved)).statuses).toEqual(['alike', 'alike', 'alike']);
		});

		it('a small number and a time are one answer: corrected, it is a conflict; another month, another answer', async () => {
			const by = { externalId: 0 };
			await importAll(plan('id,time,score\n1,2026-03-01 10:00,5\n2,2026-03-02 10:00,4', by));
			expect((await check(plan('id,time,score\n1,2026-03-01 10:00,5\n2,2026-03-02 10:00,1', by))).statuses).toEqual([
				'there',
				'conflict'
			]);
			expect((await check(plan('id,time,score\n1,2026-04-01 10:00,5\n2,2026-04-02 10:00,4', by))).statuses).toEqual([
				'new',
				'new'
			]);
		});

		it('equal files without any number or time are one, until a person says that they are others', async () => {
			const text = 'score\n5\n4\n5';
			await importAll(plan(text));
			expect((await check(plan(text))).statuses).toEqual(['there', 'there', 'there']);
			const others = plan(text, {}, 1);
			expect((await check(others)).statuses).toEqual(['alike', 'alike', 'alike']);
			expect(await importAll(others)).toMatchObject({ created: 3 });
			expect(await n()).toBe(6);
		});
	});

	describe('undoing', () => {
		const many = (rows: number) =>
			plan(
				`time,score,comment,e-mail\n${Array.from({ length: rows }, (_, at) => `2026-03-${String(1 + (at % 28)).padStart(2, '0')} 10:00,${1 + (at % 5)},row ${at},person${at % 50}@example.com`).join('\n')}`
			);
		async function undoAll(id: string, person = owner) {
			let run = await imports().undo(person.actor, id);
			for (let calls = 1; run.status === 'undoing'; calls++) {
				expect(calls).toBeLessThan(50);
				run = await imports().undo(person.actor, id);
			}
			return run;
		}

		it('takes all of it out and nothing else; the numbers follow, and the file can be imported again', async () => {
			const rows = many(120);
			await importAll(rows.slice(0, 20), 'first.csv');
			const run = await importAll(rows);
			expect(run).toMatchObject({
				created: 100,
				duplicate: 20,
				undoable: true,
				undone: null,
				author: owner.actor.name
			});
			expect(run).toMatchObject({
				firstDay: '2026-03-01',
				lastDay: '2026-03-28',
				journeys: [{ id: journeyId, title: 'Shop' }]
			});
			const undone = await undoAll(run.id);
			expect(undone).toMatchObject({
				status: 'undone',
				undoable: false,
				undone: { answers: 100, by: owner.actor.name }
			});
			expect([await count('response'), await n(), await count('customer')]).toEqual([20, 20, 20]);
			expect(await recount()).toEqual([]);
			// Once more changes nothing; what was on its way comes too late.
			expect(await undoAll(run.id)).toMatchObject({ undone: { answers: 100 } });
			await expect(imports().add(owner.actor, run.id, { rows })).rejects.toMatchObject({ code: 'import_ended' });
			expect(await importAll(rows)).toMatchObject({ created: 100 });
			expect(await recount()).toEqual([]);
		});

		it('goes on where it stopped, with right numbers at every moment', async () => {
			const run = await importAll(many(7000));
			const first = await imports().undo(owner.actor, run.id);
			expect(first).toMatchObject({ status: 'undoing', undone: { answers: 5000 } });
			expect(await n()).toBe(2000);
			expect(await recount()).toEqual([]);
			expect(await undoAll(run.id)).toMatchObject({ status: 'undone', undone: { answers: 7000 } });
			expect([await count('response'), await count('customer'), await n()]).toEqual([0, 0, 0]);
			expect(await recount()).toEqual([]);
		});

		it('a piece that fails takes nothing out, and can be tried again', async () => {
			const run = await importAll(many(30));
			await sql
				.raw(`alter table import_run add constraint stands_in_the_way check (undone = 0) not valid`)
				.execute(open.db.system);
			await expect(imports().undo(owner.actor, run.id)).rejects.toThrow();
			expect([await count('response'), await n()]).toEqual([30, 30]);
			expect(await recount()).toEqual([]);
			await sql.raw(`alter table import_run drop constraint stands_in_the_way`).execute(open.db.system);
			expect(await undoAll(run.id)).toMatchObject({ status: 'undone', undone: { answers: 30 } });
		});

		it('takes the survey along that was made for it, and a later import makes its own', async () => {
			const rows = many(20);
			const run = await importAll(rows);
			expect([await count('survey'), await count('collector')]).toEqual([1, 1]);
			await undoAll(run.id);
			expect([await count('survey'), await count('collector')]).toEqual([0, 0]);
			expect(await count('collector_code')).toBe(0);
			expect(await importAll(rows)).toMatchObject({ created: 20 });
			expect([await count('survey'), await count('collector'), await n()]).toEqual([1, 1, 20]);
			expect(await recount()).toEqual([]);
		});

		it('leaves a survey that holds other answers, that another import sends to, or that somebody worded', async () => {
			const first = await importAll(many(10));
			const other = await importAll(plan('score\n5\n4'), 'other.csv');
			await undoAll(first.id);
			expect([await count('survey'), await count('collector'), await n()]).toEqual([1, 1, 2]);

			const waits = await start(5, 'waits.csv');
			await undoAll(other.id);
			expect([await count('survey'), await count('collector')]).toEqual([1, 1]);
			await imports().add(owner.actor, waits.id, { rows: many(5) });
			const { items } = await open.app.surveys.list(owner.actor, {});
			const survey = await open.app.surveys.get(owner.actor, items[0]!.id);
			const [question, ...others] = survey.draft.questions;
			const text = { ...question!.text, en: 'Worded by a person' };
			const content = { ...survey.draft, questions: [{ ...question!, text }, ...others] };
			await open.app.surveys.updateDraft(owner.actor, survey.id, { content });
			await undoAll((await imports().finish(owner.actor, waits.id)).id);
			expect([await count('survey'), await count('collector')]).toEqual([1, 0]);
		});

		it('parts that arrive meanwhile are refused or taken out, never left', async () => {
			const rows = many(3000);
			const run = await start(rows.length);
			await imports().add(owner.actor, run.id, { rows: rows.slice(0, 500) });
			const parts = [500, 1000, 1500, 2000, 2500].map((at) =>
				imports()
					.add(owner.actor, run.id, { rows: rows.slice(at, at + 500) })
					.catch(() => null)
			);
			await undoAll(run.id);
			await Promise.all(parts);
			expect([await count('response'), await n()]).toEqual([0, 0]);
			expect(await recount()).toEqual([]);
		});

		it('is for whoever imported, and for those who may delete answers', async () => {
			const editor = await open.people.member(owner, 'editor');
			const other = await open.people.member(owner, 'editor');
			const run = await start(1, 'e.csv', editor);
			await imports().add(editor.actor, run.id, { rows: many(1) });
			expect((await imports().list(other.actor))[0]).toMatchObject({ undoable: false });
			await expect(imports().undo(other.actor, run.id)).rejects.toMatchObject({ status: 403 });
			expect(await undoAll(run.id, editor)).toMatchObject({ status: 'undone' });
			const { owner: stranger } = await open.people.workspace();
			await expect(imports().undo(stranger.actor, run.id)).rejects.toMatchObject({ status: 404 });
		});

		it('does not touch a run whose answers do not know it', async () => {
			const run = await importAll(many(3));
			await open.db.system
				.updateTable('import_run')
				.set({ report: JSON.stringify({ collectors: {}, language: 'en', question: 'csat' }) as never })
				.where('id', '=', run.id)
				.execute();
			await expect(imports().undo(owner.actor, run.id)).rejects.toMatchObject({ status: 409, code: 'import_unlinked' });
			expect(await count('response')).toBe(3);
		});
	});

	describe('deleted answers', () => {
		const text =
			'time,score,comment,e-mail\n2026-03-01 10:00,5,one,mei@example.com\n2026-03-02 10:00,4,two,li@example.com';
		const idOf = async (comment: string) =>
			(
				await open.db.system
					.selectFrom('response')
					.selectAll()
					.where('workspace_id', '=', owner.actor.workspaceId)
					.execute()
			).find(({ answers }) => answers.comment === comment)!.id;

		it('stay out, say since when, and come back when a person wants it', async () => {
			const rows = plan(text);
			await importAll(rows);
			await open.app.responses.remove(owner.actor, await idOf('one'));
			const today = new Date().toISOString().slice(0, 10);
			const checked = await check(rows);
			expect(checked.statuses).toEqual(['deleted', 'there']);
			expect(checked.results[0]!.on).toBe(today);
			const run = await start(2);
			expect((await imports().add(owner.actor, run.id, { rows })).results).toMatchObject([
				{ status: 'deleted', on: today },
				{ status: 'duplicate' }
			]);
			const back = await imports().add(owner.actor, run.id, { rows: [{ ...rows[0]!, restore: true }] });
			expect(back.results).toMatchObject([{ status: 'created' }]);
			expect([await count('response'), await n()]).toEqual([2, 2]);
			expect(await recount()).toEqual([]);
		});

		it('of a person who was erased never come back, however they were taken out', async () => {
			const rows = plan(text);
			await importAll(rows);
			await open.app.responses.remove(owner.actor, await idOf('one'));
			const [mei] = await open.app.customers.find('mei@example.com', owner.actor.workspaceId);
			const [li] = await open.app.customers.find('li@example.com', owner.actor.workspaceId);
			await open.app.customers.erase(owner.actor.workspaceId, mei!.id, 'keep');
			await open.app.customers.erase(owner.actor.workspaceId, li!.id, 'keep');
			expect((await check(rows)).statuses).toEqual(['erased', 'erased']);
			const run = await start(2);
			const { results } = await imports().add(owner.actor, run.id, {
				rows: rows.map((row) => ({ ...row, restore: true }))
			});
			expect(results.map(({ status }) => status)).toEqual(['erased', 'erased']);
			expect(await open.app.customers.find('mei@example.com', owner.actor.workspaceId)).toEqual([]);
			// What was kept of them counts, and goes with its import.
			expect(await n()).toBe(1);
			const first = (await imports().list(owner.actor)).find(({ created }) => created === 2)!;
			expect(await imports().undo(owner.actor, first.id)).toMatchObject({ status: 'undone', undone: { answers: 1 } });
			expect((await check(rows)).statuses).toEqual(['erased', 'erased']);
			expect(await recount()).toEqual([]);
		});
	});

	describe('setting up', () => {
		it('happens whole or not at all', async () => {
			const before = [await count('survey'), await count('collector'), await count('import_run')];
			await expect(
				imports().start(owner.actor, {
					fileName: 'x',
					kind: 'csat',
					total: 1,
					touchpointIds: [touchpoints.till, newId()],
					language: 'en'
				})
			).rejects.toMatchObject({ status: 400 });
			// Half-way: the run itself cannot be written.
			await expect(
				imports().start(
					{ ...owner.actor, userId: null as never },
					{
						fileName: 'x',
						kind: 'csat',
						total: 1,
						touchpointIds: [touchpoints.till, touchpoints.delivery],
						language: 'en'
					}
				)
			).rejects.toThrow();
			expect([await count('survey'), await count('collector'), await count('import_run')]).toEqual(before);
		});

		it('twice at once makes one survey and one collector, titled in both languages', async () => {
			await Promise.all([start(1), start(1), start(1)]);
			expect([await count('survey'), await count('collector')]).toEqual([1, 1]);
			const { items } = await open.app.surveys.list(owner.actor, {});
			expect(items[0]!.title).toBe('Import · 导入 · CSAT');
		});

		it('one row over a limit refuses that row, not its part', async () => {
			const rows = plan('time,score,comment\n2026-03-01 10:00,5,a\n2026-03-02 10:00,4,b');
			const run = await start(2);
			const { results } = await imports().add(owner.actor, run.id, {
				rows: [{ ...rows[0]!, comment: 'x'.repeat(4500) }, rows[1]!, { row: 3 }]
			});
			expect(results).toMatchObject([
				{ status: 'invalid', issues: [{ code: 'too_long', params: { max: 4000 } }] },
				{ status: 'created' },
				{ row: 3, status: 'invalid' }
			]);
		});
	});
});
