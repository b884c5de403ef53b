import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { menuOf, openWechat, type WechatWorld } from './wechat-world.ts';

/** The stand-in's named faults of pushes: whatever comes, nothing is counted twice and nothing is lost. */
describe.each(testDatabases())('a push that comes as it should not ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		at = await openWechat(test);
	});
	afterEach(() => at.platforms.close());

	const stored = async (table: 'channel_push' | 'channel_message') =>
		(await test.db.query(`select 1 from ${table} where workspace_id = $1`, [at.owner.actor.workspaceId])).rows.length;
	const scan = async () => menuOf(await at.phone().scan(at.codeUrl));
	const person = async () => {
		await at.handled();
		const { rows } = await test.db.query('select follows, contact from channel_person where workspace_id = $1', [
			at.owner.actor.workspaceId
		]);
		return rows as { follows: boolean }[];
	};

	it('is one when it comes three times: one question, one answer', async () => {
		at.world.pushFaults.push('duplicate', 'duplicate');
		const menu = await scan();
		await at.phone().tap(menu.items[4]!);
		expect(await stored('channel_push')).toBe(2);
		expect(await stored('channel_message')).toBe(1);
		expect(await at.answers()).toMatchObject([{ csat: 5 }]);
	});

	it('changes nothing when it is replayed after another one', async () => {
		at.world.pushFaults.push('duplicate', 'replay');
		const menu = await scan();
		await at.phone().tap(menu.items[0]!);
		at.world.advance(60_000);
		await at.phone().tap(menu.items[4]!);
		expect(await at.answers()).toMatchObject([{ csat: 5 }]);
		expect(await stored('channel_push')).toBe(3);
	});

	it('says nothing of now when it comes after a later one', async () => {
		await at.phone().follow();
		at.world.advance(60_000);
		at.world.pushFaults.push('out-of-order');
		await at.phone().leave();
		at.world.advance(60_000);
		await at.phone().follow();
		expect(await person()).toMatchObject([{ follows: true }]);
		expect(await stored('channel_push')).toBe(3);
	});

	it.each([
		['late', 'stale'],
		['bad-signature', 'bad_signature'],
		['doctype', 'doctype']
	] as const)('is refused: %s; the log says so, and the next one is taken', async (fault, line) => {
		at.world.pushFaults.push(fault);
		expect(await at.phone().scan(at.codeUrl)).toEqual([{ kind: 'out_of_order' }]);
		expect(await at.lines()).toEqual([line]);
		expect(await stored('channel_push')).toBe(0);
		const menu = await scan();
		await at.phone().tap(menu.items[2]!);
		expect(await at.answers()).toMatchObject([{ csat: 3 }]);
	});
});
