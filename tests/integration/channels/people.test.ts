import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eraseOne } from '../../../server/admin/erase-customer.ts';
import { linkChannelAnswers } from '../../../server/areas/channels/jobs/link-answers.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { everything } from '../answers/support.ts';
import { menuOf, openWechat, type WechatWorld } from './wechat-world.ts';

describe.each(testDatabases())('whose answers came by a channel ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());

	const link = () => linkChannelAnswers.run({ system: test.db.system, now: at.world.now });
	const customers = async () =>
		(await at.services.responses.list(at.owner.actor, {})).items.map(({ customerId }) => customerId);
	const held = async () => {
		const tables = ['channel_person', 'channel_push', 'channel_message', 'channel_answer'];
		const counts = await Promise.all(
			tables.map((table) =>
				test.db.query(`select 1 from ${table} where workspace_id = $1`, [at.owner.actor.workspaceId])
			)
		);
		return counts.map(({ rows }) => rows.length);
	};
	const answerOnce = async () => {
		const menu = menuOf(await at.phone().scan(at.codeUrl));
		await at.phone().tap(menu.items[4]!);
		at.world.advance(5_000);
	};
	const erase = (known: string, really = true) =>
		eraseOne(at.services, { known, workspaceId: at.owner.actor.workspaceId, answers: 'keep', really });

	it('is not asked unless the workspace wants to know', async () => {
		at = await openWechat(test);
		await answerOnce();
		expect(await link()).toBe(0);
		expect(await customers()).toEqual([null]);
		expect((await held())[3]).toBe(0);
	});

	it('is the same person for all their answers, and stands nowhere in the clear', async () => {
		at = await openWechat(test, { settings: { know: 'yes' } });
		await answerOnce();
		await answerOnce();
		expect(await link()).toBe(2);
		expect(await link()).toBe(0);
		const [first, second] = await customers();
		expect(first).not.toBeNull();
		expect(second).toBe(first);
		expect((await held())[3]).toBe(0);
		expect(JSON.stringify(await everything(test.db))).not.toContain(at.user.openid);
		// Counted as before: who it was changes no number.
		expect(await at.services.responses.recount(at.owner.actor.workspaceId)).toEqual([]);
	});

	it('is forgotten with them: person, pushes, messages and what they were asked', async () => {
		at = await openWechat(test, { settings: { know: 'yes' } });
		await answerOnce();
		await link();
		// Asked once more, and not answered yet.
		await at.phone().scan(at.codeUrl);
		const { openid } = at.user;
		expect((await erase(openid, false)).join(' ')).toContain('add --yes');
		expect((await held()).every((n) => n > 0)).toBe(true);
		expect((await erase(openid)).join(' ')).toContain('Erased');
		expect(await held()).toEqual([0, 0, 0, 0]);
		expect(await customers()).toEqual([null]);
		expect(await at.answers()).toMatchObject([{ csat: 5 }]);
		await expect(erase(openid)).rejects.toThrow('No customer is known');
	});

	it('is forgotten, too, where no answer leads to them', async () => {
		at = await openWechat(test);
		await answerOnce();
		const before = await held();
		expect((await erase(at.user.openid, false)).join(' ')).toContain('Known to 1 channel only');
		expect(await held()).toEqual(before);
		await erase(at.user.openid);
		expect(await held()).toEqual([0, 0, 0, 0]);
		expect(await at.answers()).toMatchObject([{ csat: 5 }]);
	});
});
