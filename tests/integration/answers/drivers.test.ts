import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const daysAgo = (n: number) => new Date(NOW.getTime() - n * 86_400_000).toISOString();

/** An outcome, a till that it follows, and a chat that it does not. */
describe.each(testDatabases())('drivers ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let journeyId: string;
	let touchpoints: readonly string[];
	let codes: Record<'outcome' | 'till' | 'chat', string>;

	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		owner = (await createPeople(test.db).workspace()).owner;
		({ journeyId, touchpoints } = await placeJourney(test.db, owner.actor.workspaceId, [3]));
		const at = async (touchpointId: string, kind: 'nps' | 'csat' | 'ces-effort5') =>
			(await services.surveys.ask(owner.actor, { journeyId, touchpointId, kind })).collector.code;
		codes = {
			outcome: await at(touchpoints[0]!, 'nps'),
			till: await at(touchpoints[1]!, 'csat'),
			chat: await at(touchpoints[2]!, 'ces-effort5')
		};
	});

	interface Said {
		readonly code: keyof typeof codes;
		readonly who: number | null;
		readonly score: number;
		readonly ago: number;
		readonly language?: 'en' | 'zh-CN';
	}
	const questions = { outcome: 'nps', till: 'csat', chat: 'ces' } as const;
	async function say(all: readonly Said[]) {
		const rows = all.map(({ code, who, score, ago, language = 'en' }) => ({
			collectorCode: codes[code],
			id: newId(),
			submittedAt: daysAgo(ago),
			language,
			answers: { [questions[code]]: score },
			...(who !== null && { customer: { externalId: `c${who}` } })
		}));
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.filter(({ status }) => status !== 'created')).toEqual([]);
		return rows.map(({ id }) => id);
	}
	/** Whoever liked the till recommends; effort in the chat is by turns. */
	const customers = (n: number, from = 0): Said[] =>
		Array.from({ length: n }, (_, at) => at + from).flatMap((who) => [
			{ code: 'till', who, score: 1 + (who % 5), ago: 5 },
			{ code: 'chat', who, score: 1 + (Math.floor(who / 5) % 5), ago: 4 },
			{ code: 'outcome', who, score: 2 * (1 + (who % 5)) - (who % 2), ago: 2 }
		]);
	const asked = (filter: object = {}) => services.results.drivers(owner.actor, journeyId, filter);
	const at = async (touchpoint: number, filter: object = {}) =>
		(await asked(filter)).drivers.find(({ touchpointId }) => touchpointId === touchpoints[touchpoint])!;

	it('are those that the outcome follows, the most important first', async () => {
		await say(customers(60));
		const view = await asked();
		expect(view.outcome).toMatchObject({
			touchpointId: touchpoints[0],
			metric: 'nps',
			n: 60,
			people: 60,
			newest: null
		});
		expect(view.drivers.map(({ touchpointId, pairs, state, beside }) => [touchpointId, pairs, state, beside])).toEqual([
			[touchpoints[1], 60, 'shown', 'in'],
			[touchpoints[2], 60, 'shown', 'in']
		]);
		const [till, chat] = view.drivers;
		expect(till!.own!.value).toBeGreaterThan(0.9);
		expect(till!.share!.low!).toBeGreaterThan(0.8);
		expect(chat!.own!.low!).toBeLessThan(0);
		expect(chat!.own!.high!).toBeGreaterThan(0);
		expect(till!.performance!.value).toBe(50);
		expect(view.together!.n).toBe(60);
		expect(await asked()).toEqual(view);
	});

	it('go with little effort: the good end is high', async () => {
		await say(customers(60).map((one) => (one.code === 'chat' ? { ...one, score: 1 + (one.who! % 5) } : one)));
		expect((await at(2)).own!.value).toBeLessThan(-0.9);
	});

	it('are not shown below 50 pairs, which says how many are missing', async () => {
		await say(customers(49));
		expect(await at(1)).toMatchObject({ pairs: 49, missing: 1, state: 'few', own: null, share: null });
		expect((await asked()).together).toBeNull();
		await say(customers(1, 49));
		expect(await at(1)).toMatchObject({ pairs: 50, missing: 0, state: 'shown' });
	});

	it('hold one person’s last outcome against what they said last in the 30 days before it', async () => {
		await say(customers(50));
		await say([
			// Later than the outcome, too long before it, of nobody, and of somebody who said nothing else.
			{ code: 'till', who: 50, score: 5, ago: 0 },
			{ code: 'outcome', who: 50, score: 9, ago: 2 },
			{ code: 'till', who: 51, score: 5, ago: 33 },
			{ code: 'outcome', who: 51, score: 9, ago: 2 },
			{ code: 'till', who: null, score: 5, ago: 3 },
			{ code: 'outcome', who: null, score: 9, ago: 2 },
			{ code: 'outcome', who: 52, score: 9, ago: 2 }
		]);
		expect(await at(1)).toMatchObject({ pairs: 50 });
		expect((await asked()).outcome!.people).toBe(53);
		const before = (await at(1)).own!.value;
		// On the thirtieth day before, on the outcome's own day, and once more by somebody who is there already.
		await say([
			{ code: 'till', who: 53, score: 5, ago: 32 },
			{ code: 'outcome', who: 53, score: 9, ago: 2 },
			{ code: 'outcome', who: 54, score: 9, ago: 2 },
			{ code: 'till', who: 54, score: 5, ago: 2 },
			{ code: 'outcome', who: 0, score: 10, ago: 1 }
		]);
		const after = await at(1);
		expect(after.pairs).toBe(52);
		expect((await asked()).outcome!.people).toBe(55);
		expect(after.own!.value).not.toBe(before);
	});

	it('leave out what is not counted, and people who were erased', async () => {
		const ids = await say(customers(52));
		await sql`update response set mark = 'same', left_out = true where id = ${ids[0]!}`.execute(test.db.system);
		expect(await at(1)).toMatchObject({ pairs: 51 });
		const { customer_id: customer } = await test.db.system
			.selectFrom('response')
			.select('customer_id')
			.where('id', '=', ids[5]!)
			.executeTakeFirstOrThrow();
		await services.customers.erase(owner.actor.workspaceId, customer!, 'keep');
		expect(await at(1)).toMatchObject({ pairs: 50 });
	});

	it('of another outcome are others', async () => {
		await say(customers(60).map((one) => (one.code === 'till' ? { ...one, ago: 1 } : one)));
		const view = await asked({ touchpointId: touchpoints[1] });
		expect(view.outcome).toMatchObject({ touchpointId: touchpoints[1], metric: 'csat' });
		expect(view.drivers[0]).toMatchObject({ touchpointId: touchpoints[0], metric: 'nps', state: 'shown' });
		expect(view.outcomes).toHaveLength(3);
		// Of what is not there the usual one stands.
		expect((await asked({ touchpointId: newId() })).outcome!.touchpointId).toBe(touchpoints[0]);
	});

	it('are of the days, channel and language of the outcome, and tell nothing of the few that are left out', async () => {
		await say(customers(60));
		await say(customers(55, 60).map((one) => ({ ...one, language: 'zh-CN' as const })));
		expect(await at(1, { language: 'zh-CN' })).toMatchObject({ pairs: 55, state: 'shown' });
		await say(customers(3, 115).map((one) => ({ ...one, ago: one.ago + 40 })));
		expect(await at(1, { period: '90' })).toMatchObject({ pairs: 118 });
		const last = NOW.toISOString().slice(0, 10);
		// Nobody answered to the outcome on that day.
		expect(await asked({ from: last, to: last })).toMatchObject({ outcome: null, drivers: [], together: null });
		expect((await asked({ channel: 'api' })).outcome).toBeNull();
		await expect(asked({ language: 'en', channel: 'link' })).rejects.toMatchObject({ code: 'invalid' });

		// All but three answered in English: what is left out would be theirs.
		const other = await createPeople(test.db).workspace();
		owner = other.owner;
		({ journeyId, touchpoints } = await placeJourney(test.db, owner.actor.workspaceId, [3]));
		const code = async (touchpointId: string, kind: 'nps' | 'csat' | 'ces-effort5') =>
			(await services.surveys.ask(owner.actor, { journeyId, touchpointId, kind })).collector.code;
		codes = {
			outcome: await code(touchpoints[0]!, 'nps'),
			till: await code(touchpoints[1]!, 'csat'),
			chat: await code(touchpoints[2]!, 'ces-effort5')
		};
		await say(customers(60));
		await say(customers(3, 60).map((one) => ({ ...one, language: 'zh-CN' as const })));
		expect(await at(1, { language: 'en' })).toMatchObject({ pairs: 60, state: 'hidden', own: null, performance: null });
		expect(await at(1)).toMatchObject({ pairs: 63, state: 'shown' });
	});

	it('of one department are its touchpoints', async () => {
		await say(customers(60));
		const id = newId();
		await sql`insert into department (workspace_id, id, name) values (${owner.actor.workspaceId}, ${id}, 'Stores')`.execute(
			test.db.system
		);
		await sql`update touchpoint set department_id = ${id} where id = ${touchpoints[1]!}`.execute(test.db.system);
		const view = await asked({ departments: [id] });
		expect(view.drivers.map(({ touchpointId }) => touchpointId)).toEqual([touchpoints[1]]);
		expect(view.together).toBeNull();
	});

	it('are nobody’s of another workspace, and of no journey that is not there', async () => {
		await say(customers(60));
		const stranger = (await createPeople(test.db).workspace()).owner;
		await expect(services.results.drivers(stranger.actor, journeyId, {})).rejects.toMatchObject({ code: 'not_found' });
		await expect(services.results.drivers(owner.actor, 'nonsense', {})).rejects.toMatchObject({ code: 'not_found' });
		await expect(services.results.drivers(null, journeyId, {})).rejects.toMatchObject({ code: 'unauthenticated' });
		await expect(asked({ unknown: 1 })).rejects.toMatchObject({ code: 'invalid' });
		const empty = await placeJourney(test.db, owner.actor.workspaceId, []);
		expect(await services.results.drivers(owner.actor, empty.journeyId, {})).toMatchObject({
			outcome: null,
			drivers: [],
			outcomes: []
		});
	});
});
