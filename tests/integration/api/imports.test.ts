import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRows, wantedCodes, type Mapping } from '#domain/imports/index.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';

describe.each(testDatabases())('imports ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	let journeyId: string;
	let touchpoints: Readonly<Record<string, string>>;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		({ id: journeyId, touchpoints } = await open.app.journeys.create(owner.actor, {
			title: 'Shop',
			template: 'retail'
		}));
	});
	afterAll(() => open.close());

	const imports = () => open.app.imports;
	const total = async (table: 'response' | 'survey' | 'collector') =>
		Number(
			(
				await open.db.system
					.selectFrom(table)
					.select((of) => of.fn.countAll<string>().as('n'))
					.where('workspace_id', '=', owner.actor.workspaceId)
					.executeTakeFirstOrThrow()
			).n
		);

	const file = (count: number, word = 'row'): string[][] =>
		Array.from({ length: count }, (_, at) => [
			`2026-03-0${1 + (at % 9)} 10:00`,
			String(1 + (at % 5)),
			at % 2 ? 'till' : 'delivery',
			`${word} ${at}`
		]);
	const mapping = (): Mapping => ({
		kind: 'csat',
		score: { column: 1, values: null },
		touchpoint: { column: 2, values: { till: touchpoints.till!, delivery: touchpoints.delivery! } },
		time: { column: 0, order: 'ymd' },
		comment: 3,
		customer: null,
		externalId: null,
		language: 'en'
	});
	const planned = (rows: string[][], by = mapping()) =>
		planRows(rows, by, { timeZone: 'Europe/Berlin', fileKey: 'f' }).flatMap((row) =>
			row.status === 'ready' ? [row.row] : []
		);
	const start = (count: number) =>
		imports().start(owner.actor, {
			fileName: 'a.csv',
			kind: 'csat',
			total: count,
			touchpointIds: [touchpoints.till, touchpoints.delivery],
			language: 'en'
		});
	const statuses = (results: readonly { status: string }[]) =>
		Object.fromEntries(
			[...new Set(results.map((one) => one.status))].map((status) => [
				status,
				results.filter((one) => one.status === status).length
			])
		);

	it('counts every row once, however often the file is read', async () => {
		const rows = planned(file(120));
		const run = await start(rows.length);
		const { results, run: after } = await imports().add(owner.actor, run.id, { rows });
		expect(statuses(results)).toEqual({ created: 120 });
		expect(after).toMatchObject({ created: 120, duplicate: 0, failed: 0, status: 'running' });
		expect((await imports().finish(owner.actor, run.id)).status).toBe('done');
		await expect(imports().add(owner.actor, run.id, { rows })).rejects.toMatchObject({
			status: 409,
			code: 'import_ended'
		});

		const before = [await total('response'), await total('survey'), await total('collector')];
		const again = await start(rows.length);
		expect(statuses((await imports().add(owner.actor, again.id, { rows })).results)).toEqual({ duplicate: 120 });
		expect([await total('response'), await total('survey'), await total('collector')]).toEqual(before);

		const results30 = await open.app.results.forJourney(owner.actor, journeyId, {
			from: '2026-03-01',
			to: '2026-03-30'
		});
		expect(results30.touchpoints[touchpoints.till!]![0]).toMatchObject({ metric: 'csat', n: 60 });
	});

	it('does not bring back whoever was erased when the file is read again', async () => {
		const rows = planned(
			file(4, 'told by').map((row, at) => [...row, at < 2 ? 'mei@example.com' : `other${at}@example.com`]),
			{ ...mapping(), customer: { column: 4, as: 'email' } }
		);
		await imports().add(owner.actor, (await start(rows.length)).id, { rows });
		const [mei] = await open.app.customers.find('mei@example.com', owner.actor.workspaceId);
		expect(await open.app.customers.erase(owner.actor.workspaceId, mei!.id, 'keep')).toMatchObject({ kept: 2 });
		const before = await total('response');
		const again = await imports().add(owner.actor, (await start(rows.length)).id, { rows });
		expect(statuses(again.results)).toEqual({ duplicate: 2, erased: 2 });
		expect(await total('response')).toBe(before);
		expect(await open.app.customers.find('mei@example.com', owner.actor.workspaceId)).toEqual([]);
		expect(await open.app.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('an answer that was broken off counts what was answered, once, and stays partial', async () => {
		const rows = planned(file(12, 'off')).map((row, at) => (at < 5 ? { ...row, partial: true } : row));
		const run = await start(rows.length);
		// Cut off half-way: the same file again goes on from there.
		await imports().add(owner.actor, run.id, { rows: rows.slice(0, 3) });
		const again = await start(rows.length);
		const { results } = await imports().add(owner.actor, again.id, { rows });
		expect(statuses(results)).toEqual({ duplicate: 3, created: 9 });
		const { items } = await open.app.responses.list(owner.actor, { limit: 200 });
		const mine = items.filter(({ answers }) => String(answers.comment).startsWith('off '));
		expect(mine).toHaveLength(12);
		expect(mine.filter(({ partial }) => partial)).toHaveLength(5);
		expect(mine.every(({ scores }) => Object.keys(scores).length === 1)).toBe(true);
		let text = '';
		for await (const part of open.app.responses.exportCsv(owner.actor, {})) text += part;
		const [head, ...lines] = text.split('\r\n').map((line) => line.split(','));
		const column = head!.indexOf('partial');
		expect(lines.filter((line) => line[column] === 'yes')).toHaveLength(5);
		expect(await open.app.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('a file with its survey: all answers come into it, once, and the same file again uses it again', async () => {
		const definition = {
			schema: 1,
			languages: ['en'],
			questions: [
				{
					id: 'csat',
					kind: 'csat',
					text: { en: 'How satisfied are you?' },
					labels: { low: { en: 'no' }, high: { en: 'yes' } },
					required: false
				},
				{
					id: 'comment',
					kind: 'comment',
					text: { en: 'Why?' },
					labels: { placeholder: { en: 'Here' } },
					required: false
				},
				{
					id: 'nps',
					kind: 'nps',
					text: { en: 'Would you recommend us?' },
					labels: { low: { en: 'no' }, high: { en: 'yes' } },
					required: false
				},
				{
					id: 'q3',
					kind: 'comment',
					text: { en: 'What else?' },
					labels: { placeholder: { en: 'Here' } },
					required: false
				}
			],
			thanks: { en: 'Thanks' }
		};
		const survey = { title: 'From elsewhere', definition };
		const begin = (more: object = {}) =>
			imports().start(owner.actor, {
				...{ fileName: 'all.csv', kind: 'csat', total: 20, language: 'en' },
				...{ touchpointIds: [touchpoints.till, touchpoints.delivery], survey },
				...more
			});
		const rows = planned(file(20, 'all')).map((row, at) => ({ ...row, answers: { nps: at % 11, q3: `else ${at}` } }));
		const before = [await total('survey'), await total('collector')];
		const run = await begin();
		// Given up half-way, and begun again: no second survey, nothing twice.
		await imports().add(owner.actor, run.id, { rows: rows.slice(0, 8) });
		const again = await begin();
		expect(statuses((await imports().add(owner.actor, again.id, { rows })).results)).toEqual({
			duplicate: 8,
			created: 12
		});
		expect([await total('survey'), await total('collector')]).toEqual([before[0]! + 1, before[1]! + 2]);
		const { items } = await open.app.responses.list(owner.actor, { limit: 200 });
		const mine = items.filter(({ answers }) => String(answers.comment).startsWith('all '));
		expect(mine).toHaveLength(20);
		expect(mine.every(({ answers, scores }) => 'q3' in answers && Object.keys(scores).length === 2)).toBe(true);
		// An answer that its question cannot take is told, and the others count.
		const bad = { ...rows[0]!, key: 'bad', answers: { nps: 12 } };
		expect((await imports().add(owner.actor, again.id, { rows: [bad] })).results).toMatchObject([
			{ status: 'invalid', issues: [{ code: 'not_on_scale', path: ['answers', 'nps'] }] }
		]);
		for (const one of [run, again]) while ((await imports().undo(owner.actor, one.id)).status === 'undoing');
		expect([await total('survey'), await total('collector')]).toEqual(before);
		expect(await open.app.responses.recount(owner.actor.workspaceId)).toEqual([]);

		const other = { ...definition, questions: definition.questions.slice(1) };
		await expect(begin({ survey: { title: 'x', definition: other } })).rejects.toMatchObject({
			status: 400,
			issues: [{ code: 'nothing_measured', path: ['survey', 'definition', 'questions'] }]
		});
		expect([await total('survey'), await total('collector')]).toEqual(before);
	});

	it('a program may send one that lacks what had to be answered, if it says so', async () => {
		const call = caller(open.app, owner.actor);
		const definition = {
			schema: 1,
			languages: ['en'],
			questions: [
				{
					id: 'nps',
					kind: 'nps',
					text: { en: 'Recommend?' },
					labels: { low: { en: 'no' }, high: { en: 'yes' } },
					required: true
				},
				{
					id: 'csat',
					kind: 'csat',
					text: { en: 'Satisfied?' },
					labels: { low: { en: 'no' }, high: { en: 'yes' } },
					required: true
				}
			],
			thanks: { en: 'Thanks' }
		};
		const { json: survey } = await call('POST', '/surveys', { body: { kind: 'custom', title: 'Two', definition } });
		await call('POST', `/surveys/${survey.id}/publish`);
		const place = { surveyId: survey.id, touchpointId: touchpoints.till, channel: 'api' };
		const { json: collector } = await call('POST', '/collectors', { body: place });
		const answer = { collectorCode: collector.code, answers: { nps: 9 } };
		expect((await call('POST', '/responses', { body: answer })).json.error.issues).toMatchObject([
			{ code: 'required', path: ['answers', 'csat'] }
		]);
		expect((await call('POST', '/responses', { body: { ...answer, partial: true } })).json).toMatchObject({
			status: 'created'
		});
		const wrong = { ...answer, answers: { nps: 11 }, partial: true };
		expect((await call('POST', '/responses', { body: wrong })).json.error.issues).toMatchObject([
			{ code: 'not_on_scale' }
		]);
		expect((await call('GET', `/responses?surveyId=${survey.id}`)).json.items).toMatchObject([
			{ answers: { nps: 9 }, partial: true }
		]);
	});

	it('files are recognised, and surveys made elsewhere are read, without writing anything', async () => {
		const call = caller(open.app, owner.actor);
		const form = (name: string, bytes: BlobPart, field = 'file') => {
			const data = new FormData();
			data.set(field, new File([bytes], name));
			return { body: data };
		};
		const before = [await total('response'), await total('survey'), await total('collector')];
		const sample = await readFile('tests/fixtures/survey-exports/qualtrics.csv');
		expect((await call('POST', '/imports/recognise', form('q.csv', new Uint8Array(sample)))).json).toMatchObject({
			...{ shape: 'qualtrics', encoding: 'UTF-8', separator: ',', headerRows: 3 },
			rows: { complete: 8, partial: 1, leftOut: 1 }
		});
		expect((await call('POST', '/imports/recognise', form('a.csv', 'a,b\n1,2'))).json).toMatchObject({ shape: null });
		const refused = async (sent: Parameters<typeof call>[2], path = '/imports/recognise') => {
			const { status, json } = await call('POST', path, sent);
			return [status, json.error.code, json.error.issues?.[0]?.code];
		};
		expect(await refused(form('a.csv', 'a,"b'))).toEqual([400, 'invalid', 'broken']);
		expect(await refused(form('a.csv', 'a,b\n1,2', 'other'))).toEqual([400, 'invalid', 'required']);
		expect(await refused({ body: { file: 'x' } })).toEqual([415, 'unsupported_media_type', undefined]);
		expect(await refused({ body: 'x', headers: { 'content-type': 'multipart/form-data' } })).toEqual([
			...[400, 'invalid', undefined]
		]);
		expect(await refused(form('a.csv', new Uint8Array(11 * 1024 * 1024)))).toEqual([
			...[413, 'payload_too_large', undefined]
		]);
		const elements = [{ type: 'rating', rateMin: 0, rateMax: 10, name: 'r', title: 'Would you recommend us?' }];
		const read = await call('POST', '/imports/definition', form('Stay.json', JSON.stringify({ elements })));
		expect(read.json).toMatchObject({ format: 'surveyjs', title: 'Stay' });
		expect(await refused(form('a.json', '{}'), '/imports/definition')).toEqual([400, 'invalid', 'unknown_format']);
		expect([await total('response'), await total('survey'), await total('collector')]).toEqual(before);
		const { title, definition } = read.json;
		expect((await call('POST', '/surveys', { body: { kind: 'custom', title, definition } })).status).toBe(201);
	});

	it('given up half-way it can be finished with the same file', async () => {
		const rows = planned(file(90, 'half'));
		const first = await start(rows.length);
		await imports().add(owner.actor, first.id, { rows: rows.slice(0, 40) });
		// The tab was closed here. The list says so.
		expect((await imports().list(owner.actor)).find((one) => one.id === first.id)).toMatchObject({
			status: 'running',
			created: 40,
			total: 90
		});
		const second = await start(rows.length);
		expect(statuses((await imports().add(owner.actor, second.id, { rows })).results)).toEqual({
			created: 50,
			duplicate: 40
		});
	});

	it('rows that are refused are told one by one, and the others count', async () => {
		const rows = planned(file(10, 'broken'));
		const run = await start(rows.length);
		const before = await total('response');
		const wrong = rows.map((row, at) =>
			at === 3
				? { ...row, submittedAt: '2999-01-01T00:00:00Z' }
				: at === 4
					? { ...row, touchpointId: newId() }
					: at === 5
						? { ...row, score: 9 }
						: row
		);
		const { results, run: after } = await imports().add(owner.actor, run.id, { rows: wrong });
		expect(results.map((one) => one.status)).toEqual([
			'created',
			'created',
			'created',
			'invalid',
			'invalid',
			'invalid',
			'created',
			'created',
			'created',
			'created'
		]);
		expect(results[3]!.issues).toEqual([expect.objectContaining({ code: 'in_future' })]);
		expect(results[4]!.issues).toEqual([expect.objectContaining({ code: 'unknown' })]);
		expect(after).toMatchObject({ created: 7, failed: 3 });
		expect(await total('response')).toBe(before + 7);
		// Put right, the same rows go in; the others are known.
		expect(statuses((await imports().add(owner.actor, run.id, { rows })).results)).toEqual({
			created: 3,
			duplicate: 7
		});
	});

	it('an answer that is there with another score is a conflict, not a second answer', async () => {
		const rows = file(5, 'conflict');
		const run = await start(5);
		await imports().add(owner.actor, run.id, { rows: planned(rows) });
		const before = await total('response');
		const other = planned(
			rows.map(([time, , place, text]) => [time!, '5', place!, text!]),
			mapping()
		).map((row, at) => ({ ...row, key: planned(rows)[at]!.key }));
		expect(statuses((await imports().add(owner.actor, run.id, { rows: other })).results)).toEqual({
			conflict: 4,
			duplicate: 1
		});
		expect(await total('response')).toBe(before);
	});

	it('goes on under a collector that somebody closed', async () => {
		const collector = (await open.app.collectors.list(owner.actor, { touchpointId: touchpoints.till! })).find(
			(one) => one.channel === 'import'
		)!;
		await open.app.collectors.update(owner.actor, collector.id, { status: 'closed' });
		const rows = planned(file(120));
		const run = await start(rows.length);
		expect(statuses((await imports().add(owner.actor, run.id, { rows })).results)).toEqual({ duplicate: 120 });
	});

	it('over HTTP: a part sent twice under one key is counted in the run once', async () => {
		const call = caller(open.app, owner.actor);
		const rows = planned(file(20, 'http'));
		const run = await call('POST', '/imports', {
			body: {
				fileName: 'h.csv',
				kind: 'csat',
				total: 20,
				unreadable: 2,
				touchpointIds: [touchpoints.till, touchpoints.delivery],
				language: 'en'
			}
		});
		expect(run).toMatchObject({ status: 201, json: { total: 22, failed: 2 } });
		const send = () =>
			call('POST', `/imports/${run.json.id}/rows`, {
				body: { rows },
				headers: { 'idempotency-key': `${run.json.id}-0` }
			});
		const first = await send();
		expect((await send()).text).toBe(first.text);
		const end = await call('POST', `/imports/${run.json.id}/finish`);
		expect(end.json).toMatchObject({ status: 'done', created: 20, duplicate: 0, failed: 2 });
		expect((await call('GET', '/imports')).json.items[0].id).toBe(run.json.id);
	});

	it('is for those who may import, in their own workspace', async () => {
		const analyst = await open.people.member(owner, 'analyst');
		await expect(imports().list(analyst.actor)).rejects.toMatchObject({ status: 403 });
		const { owner: stranger } = await open.people.workspace();
		const run = await start(1);
		await expect(imports().add(stranger.actor, run.id, { rows: planned(file(1)) })).rejects.toMatchObject({
			status: 404
		});
		await expect(
			imports().start(stranger.actor, {
				fileName: 'x',
				kind: 'csat',
				total: 1,
				touchpointIds: [touchpoints.till],
				language: 'en'
			})
		).rejects.toMatchObject({ status: 400, issues: [{ code: 'unknown', path: ['touchpointIds', 0] }] });
		expect((await open.app.surveys.list(stranger.actor, {})).items).toEqual([]);
	});

	it('goes to places that rows name, the same ones whenever the file is read, and takes them along when undone', async () => {
		const { owner } = await open.people.workspace();
		const { id: journeyId } = await open.app.journeys.create(owner.actor, { title: 'Shops', template: 'retail' });
		const [one, other] = (await open.app.journeys.get(owner.actor, journeyId)).touchpoints.map(({ id }) => id);
		const rows = Array.from({ length: 30 }, (_, at) => ({
			row: at + 1,
			key: `row ${at}`,
			touchpointId: at % 2 ? one! : other!,
			score: (at % 5) + 1,
			...(at % 3 ? { place: at % 3 === 1 ? 'North' : 'South' } : {})
		}));
		const read = async () => {
			const run = await imports().start(owner.actor, {
				fileName: 'shops.csv',
				kind: 'csat',
				total: rows.length,
				...wantedCodes(rows),
				language: 'en'
			});
			const { results } = await imports().add(owner.actor, run.id, { rows });
			await imports().finish(owner.actor, run.id);
			return { run: run.id, statuses: statuses(results) };
		};
		const first = await read();
		expect(first.statuses).toEqual({ created: 30 });
		expect((await imports().list(owner.actor)).map(({ journeys }) => journeys.map(({ id }) => id))).toEqual([
			[journeyId]
		]);
		const { places } = await open.app.results.places(owner.actor, {});
		expect(places.map(({ name, n }) => [name, n])).toEqual([
			['North', 10],
			['South', 10]
		]);
		const codes = await open.app.collectors.list(owner.actor, {});
		expect(codes).toHaveLength(6);
		expect((await read()).statuses).toEqual({ duplicate: 30 });
		expect(await open.app.collectors.list(owner.actor, {})).toHaveLength(6);
		// A row that names another place than was said at the beginning has nowhere to go.
		const run = await imports().start(owner.actor, {
			fileName: 'more.csv',
			kind: 'csat',
			total: 1,
			touchpointIds: [one],
			language: 'en'
		});
		const stray = { row: 1, key: 'stray', touchpointId: one, score: 5, place: 'West' };
		const { results } = await imports().add(owner.actor, run.id, { rows: [stray] });
		expect(results).toMatchObject([{ status: 'invalid' }]);
		await imports().finish(owner.actor, run.id);
		await imports().undo(owner.actor, first.run);
		expect(await open.app.collectors.list(owner.actor, {})).toEqual([]);
		const nothing = { fileName: 'x', kind: 'csat', total: 1, touchpointIds: [], language: 'en' };
		await expect(imports().start(owner.actor, nothing)).rejects.toMatchObject({ status: 400 });
		const unknown = { ...nothing, places: [{ touchpointId: newId(), name: 'North' }] };
		await expect(imports().start(owner.actor, unknown)).rejects.toMatchObject({
			issues: [{ code: 'unknown', path: ['places', 0, 'touchpointId'] }]
		});
	});
});
