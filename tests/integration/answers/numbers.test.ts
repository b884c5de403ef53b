import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ResultsSchema } from '#contract/results.ts';
import { defaultContent, questionKinds, type SurveyContent } from '#domain/survey/index.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

/** A survey that asks for minutes beside its metric, behind two codes of one touchpoint. */
describe.each(testDatabases())('numbers that people type ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let surveyId: string;
	let codes: Record<'first' | 'second', string>;
	let w: string;
	const content = (over: object = {}): SurveyContent => {
		const nps = defaultContent('nps');
		return { ...nps, questions: [...nps.questions, { ...questionKinds.number.defaults(), decimals: 1, ...over }] };
	};

	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		owner = (await createPeople(test.db).workspace()).owner;
		w = owner.actor.workspaceId;
		placed = await placeJourney(test.db, w);
		const definition = content();
		({ id: surveyId } = await services.surveys.create(owner.actor, { title: 'S', kind: 'custom', definition }));
		await services.surveys.publish(owner.actor, surveyId);
		const made = async (name: string) => {
			const { touchpointId } = placed;
			return (await services.collectors.create(owner.actor, { surveyId, touchpointId, channel: 'qr', name })).code;
		};
		codes = { first: await made('Counter 1'), second: await made('Counter 2') };
	});

	const submit = (number: string, responseId = newId(), code = codes.first) =>
		services.responses.submit({ code, responseId, language: 'en', answers: { nps: '9', number } });
	const record = async (values: readonly (number | string)[], more: object = {}, code = codes.first) => {
		const ids = values.map(() => newId());
		for (const [at, number] of values.entries())
			await services.responses.record(owner.actor, {
				collectorCode: code,
				id: ids[at],
				answers: { nps: 9, number },
				...more
			});
		return ids;
	};
	const results = (filter: object = {}) => services.results.forJourney(owner.actor, placed.journeyId, filter);
	const shown = async (filter: object = {}) => (await results(filter)).numbers[placed.touchpointId] ?? [];
	const agrees = async () => expect(await services.responses.recount(w)).toEqual([]);

	it('stand in the dictionary: asked before anybody answers, hidden while few did, then as the map shows them', async () => {
		const entry = async () => {
			const { entries, numbers } = await services.results.dictionary(owner.actor);
			expect(entries.map(({ metric }) => metric)).toEqual(['nps']);
			expect(numbers).toHaveLength(1);
			return numbers[0]!;
		};
		expect(await entry()).toMatchObject({ asked: true, n: 0, median: null, touchpoints: 1, channels: ['qr'] });
		await record([3, 4, 5, 6]);
		expect(await entry()).toMatchObject({ n: 4, median: null, mean: null, p10: null });
		await record([7, 20]);
		const [number] = await shown();
		const { id, median, mean, low, high, n, surveys } = await entry();
		expect({ id, median, mean, low, high, n }).toEqual({
			id: number!.definition,
			median: number!.median,
			mean: number!.mean,
			low: number!.low,
			high: number!.high,
			n: 6
		});
		expect(surveys).toEqual([{ id: surveyId, title: 'S' }]);
	});

	it('are shown with their middle, mean, interval and tenths, and the live slice says the same', async () => {
		for (const text of ['1', '2', '3,5', '4', '1.5', '6', '7', '8', '9', '120']) await submit(text);
		const all = await results();
		expect(v.is(ResultsSchema, all)).toBe(true);
		const [number] = all.numbers[placed.touchpointId]!;
		expect(number).toMatchObject({
			n: 10,
			median: 5,
			p10: 1,
			p90: 9,
			mean: 16.2,
			low: 0,
			current: true,
			min: 0,
			max: null
		});
		expect(number!.unit).toEqual({ en: 'minutes', 'zh-CN': '分钟' });
		expect(number!.high).toBeGreaterThan(40);
		await agrees();
	});

	it('are answered by nobody who skips them, and cost such an answer nothing', async () => {
		await submit('');
		await services.responses.record(owner.actor, { collectorCode: codes.first, answers: { nps: 3 } });
		expect(await shown()).toEqual([]);
		const rows = await test.db.system.selectFrom('response').select('numbers').where('workspace_id', '=', w).execute();
		expect(rows).toEqual([{ numbers: null }, { numbers: null }]);
	});

	it('are refused in the words of their question, and nothing is counted', async () => {
		expect(await submit('1.234')).toMatchObject({
			status: 'invalid',
			issues: [{ code: 'too_precise', path: ['number'], params: { max: 1 } }]
		});
		expect(await submit('-1')).toMatchObject({ issues: [{ code: 'too_small', params: { min: 0 } }] });
		expect(await submit('soon')).toMatchObject({ issues: [{ code: 'not_number' }] });
		expect(await shown()).toEqual([]);
	});

	it('are hidden while too few, of a place also by what it leaves of all', async () => {
		await record([1, 2, 3, 4]);
		expect(await shown()).toMatchObject([{ n: 4, median: null, mean: null, low: null, p10: null }]);
		await record([5]);
		expect(await shown()).toMatchObject([{ n: 5, median: 3, p10: null }]);
		await record([6, 7], {}, codes.second);
		expect(await shown({ place: 'Counter 1' })).toMatchObject([{ n: 5, median: null }]);
		expect(await shown({ place: 'Counter 2' })).toMatchObject([{ n: 2, median: null }]);
		await record([8, 9, 10], {}, codes.second);
		expect(await shown({ place: 'Counter 1' })).toMatchObject([{ n: 5, median: 3 }]);
		expect(await shown({ channel: 'qr' })).toMatchObject([{ n: 10, median: 5.5 }]);
		expect(await shown({ channel: 'link' })).toEqual([]);
		expect(await shown({ language: 'zh-CN' })).toMatchObject([{ n: 10, median: 5.5 }]);
		expect(await shown({ language: 'en' })).toEqual([]);
	});

	it('of a channel are hidden with the few that all channels which are shown would leave', async () => {
		const through = async (channel: 'link' | 'embed') => {
			const { touchpointId } = placed;
			return (await services.collectors.create(owner.actor, { surveyId, touchpointId, channel })).code;
		};
		await record([1, 2, 3, 4, 5, 6, 7, 8]);
		await record([1, 2, 3, 4, 5, 6], {}, await through('link'));
		expect(await shown({ channel: 'link' })).toMatchObject([{ n: 6, median: 3.5 }]);
		await record([1, 2, 3], {}, await through('embed'));
		expect(await shown({ channel: 'qr' })).toMatchObject([{ n: 8, median: 4.5 }]);
		// Beside everything and the codes it would tell what three said on the website.
		expect(await shown({ channel: 'link' })).toMatchObject([{ n: 6, median: null }]);
		expect(await shown({ channel: 'embed' })).toMatchObject([{ n: 3, median: null }]);
	});

	it('follow every answer that is changed, left out, taken back in, taken out, erased or moved to another day', async () => {
		const [gone, left] = await record([99, 5, 5, 5, 5, 5, 5]);
		await record([1000], { customer: { externalId: 'kept' } });
		await record([1000], { customer: { externalId: 'removed' } });
		const at = async () => (await shown()).map(({ n, mean }) => ({ n, sum: Math.round(mean! * n) }))[0];
		expect(await at()).toEqual({ n: 9, sum: 2129 });
		await services.responses.remove(owner.actor, gone!);
		expect(await at()).toEqual({ n: 8, sum: 2030 });
		for (const [externalId, becomes] of [
			['kept', 'keep'],
			['removed', 'remove']
		] as const) {
			const [found] = await services.customers.find(externalId, w);
			await services.customers.erase(w, found!.id, becomes);
		}
		expect(await at()).toEqual({ n: 7, sum: 1030 });
		await agrees();

		const id = newId();
		await submit('20', id);
		expect(await submit('30,5', id)).toMatchObject({ status: 'changed' });
		expect(await at()).toEqual({ n: 8, sum: 1061 });
		expect(await submit('', id)).toMatchObject({ status: 'changed' });
		expect(await at()).toEqual({ n: 7, sum: 1030 });
		await agrees();

		await sql`update response set mark = 'same' where workspace_id = ${w} and id = ${left!}`.execute(test.db.system);
		for (const [leftOut, n] of [
			[true, 6],
			[false, 7]
		] as const) {
			await services.marks.decide(owner.actor, placed.touchpointId, { leftOut, ids: [left!] });
			expect(await at()).toMatchObject({ n });
			await agrees();
		}
		for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
			await sql`update workspace set time_zone = ${zone} where workspace_id = ${w}`.execute(test.db.system);
			await services.responses.recount(w);
			await agrees();
		}
	});

	it('are recounted when they are wrong: too much, too little, missing, of nobody', async () => {
		await record([5, 5, 7]);
		const bucketOf = (value: number) => Math.ceil(Math.log(value * 100) / Math.log(1.01)) + 1;
		await sql`update number_day set n = 9, sum = 1 where workspace_id = ${w} and bucket = ${bucketOf(5)}`.execute(
			test.db.system
		);
		await sql`delete from number_day where workspace_id = ${w} and bucket = ${bucketOf(7)}`.execute(test.db.system);
		await sql`update number_day_by set squares = 0 where workspace_id = ${w} and bucket = ${bucketOf(7)}`.execute(
			test.db.system
		);
		await sql`insert into number_day select workspace_id, touchpoint_id, definition_id, channel, day, 1, 2, 200, 20000
			from number_day where workspace_id = ${w} limit 1`.execute(test.db.system);
		const found = await services.responses.recount(w);
		expect(found.map(({ dimension, bucket, counted, actual }) => [dimension, bucket, counted, actual])).toEqual([
			['language', bucketOf(7), [1, 700, 0], [1, 700, 490000]],
			['place', bucketOf(7), [1, 700, 0], [1, 700, 490000]],
			[null, 1, [2, 200, 20000], [0, 0, 0]],
			[null, bucketOf(5), [9, 1, 500000], [2, 1000, 500000]],
			[null, bucketOf(7), [0, 0, 0], [1, 700, 490000]]
		]);
		await agrees();
		await record([1, 2]);
		expect(await shown()).toMatchObject([{ n: 5, median: 5, mean: 4 }]);
	});

	it('fail with their answer, not beside it', async () => {
		await record([5, 5, 5, 5, 5]);
		await sql`alter table number_day_by add constraint broken check (workspace_id <> ${sql.lit(w)} or n < 6) not valid`.execute(
			test.db.system
		);
		try {
			await expect(submit('5')).rejects.toThrow();
		} finally {
			await sql`alter table number_day_by drop constraint broken`.execute(test.db.system);
		}
		expect(await shown()).toMatchObject([{ n: 5 }]);
		const { rows } = await sql`select from response where workspace_id = ${w}`.execute(test.db.system);
		expect(rows).toHaveLength(5);
		await agrees();
	});

	it('go on in their series under another number of decimals, and begin a new one in another unit', async () => {
		await record([1, 2, 3, 4, 5]);
		const publish = async (over: object) => {
			await services.surveys.updateDraft(owner.actor, surveyId, { content: content(over) });
			return services.surveys.publish(owner.actor, surveyId);
		};
		expect(await publish({ decimals: 0 })).toMatchObject({ newSeries: [] });
		await record([6]);
		expect(await shown()).toMatchObject([{ n: 6 }]);
		expect(await publish({ decimals: 0, labels: { unit: { en: 'hours', 'zh-CN': '小时' } } })).toMatchObject({
			newSeries: ['number']
		});
		await record([1]);
		expect((await shown()).map(({ n, unit, current, until }) => [n, unit.en, current, until === null])).toEqual([
			[1, 'hours', true, true],
			[6, 'minutes', false, false]
		]);
	});

	it('are in the list of answers and the file as they were typed', async () => {
		await submit('1.234,5');
		await submit('1 234');
		const { items } = await services.responses.list(owner.actor, {});
		expect(items.map(({ answers }) => answers.number).sort()).toEqual([1234, 1234.5]);
		let file = '';
		for await (const part of services.responses.exportCsv(owner.actor, {})) file += part;
		expect(
			file
				.trim()
				.split('\r\n')
				// Tags stand behind the answers.
				.map((line) => line.split(',').at(-2))
		).toEqual(expect.arrayContaining(['number', '1234', '1234.5']));
	});

	it('come from many at once while others are taken out', async () => {
		const ids = await record(Array.from({ length: 20 }, (_, at) => at));
		await Promise.all([
			...Array.from({ length: 60 }, (_, at) => submit(String(at % 7), newId(), at % 2 ? codes.first : codes.second)),
			...ids.map((id) => services.responses.remove(owner.actor, id)),
			services.responses.recount(w)
		]);
		await agrees();
		expect(await shown()).toMatchObject([{ n: 60 }]);
	});
});
