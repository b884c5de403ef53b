import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SECRET } from '../../support/people.ts';
import { createContact } from '../../../server/areas/channels/contact.ts';
import { handlePushes } from '../../../server/areas/channels/handle-pushes.ts';
import { readEvents } from '../../../server/events/stored-events.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { reported, wechatPush } from '../../support/platforms/wechat-push.ts';
import { takenTemplates } from '../../support/platforms/wechat-template.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

const PATH = '/cgi-bin/message/template/send';

describe.each(testDatabases())('template messages ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		at = await openWechat(test);
		at.user.follows = true;
	});
	afterEach(() => at.platforms.close());

	const send = (key = 'order-1', more: Record<string, unknown> = {}) =>
		at.channels.sendTemplate(at.owner.actor, 'wechat', {
			...{ key, collectorCode: at.collector.code, openid: at.user.openid, templateId: 'TPL-000001' },
			...{ occasion: '售后维修', data: { thing1: '售后服务评价' }, ...more }
		});
	/** WeChat reports, and what is reported is handled. */
	const report = async (msgId: string, status: string) => {
		const push = wechatPush(at.account, at.user.openid, reported(msgId, status), { at: at.world.now() });
		await at.deliver(`${at.account.serverUrl!}?${new URLSearchParams(push.query)}`, push.body, 5_000);
		const { rows } = await test.db.query(
			`select workspace_id as "workspaceId", id from outbox where workspace_id = $1 and kind = 'channel.pushed'`,
			[at.owner.actor.workspaceId]
		);
		const events = await readEvents(test.db.system, rows as { workspaceId: string; id: string }[]);
		for (const event of events.values())
			await handlePushes(at.seal, createContact(SECRET)).handle(event as never, {
				system: test.db.system,
				now: at.world.now
			});
	};
	const tried = async (work: Promise<unknown>) =>
		work.then(
			() => 'done',
			(error: { status: number; retryAfter?: number }) => [error.status, error.retryAfter ?? null]
		);

	it('goes out once for a key, leads to one answer, and is settled by its report', async () => {
		expect(await send()).toMatchObject({ state: 'sent', code: null });
		expect(await send()).toMatchObject({ state: 'sent' });
		expect(at.asked(PATH)).toBe(1);
		const [one] = takenTemplates(at.world);
		const personal = at.services.responses.personal(at.collector.code, new URL(one!.url).searchParams.get('r')!);
		expect(personal).toHaveProperty('responseId');
		await report(one!.msgId, 'success');
		expect(await send()).toMatchObject({ state: 'arrived' });
		await report(one!.msgId, 'success');
		expect(await send()).toMatchObject({ state: 'arrived' });
		const stored = await test.db.query('select content, person from channel_message where workspace_id = $1', [
			at.owner.actor.workspaceId
		]);
		expect(JSON.stringify(stored.rows)).not.toContain(at.user.openid);
	});

	it('says when somebody has blocked it', async () => {
		await send();
		await report(takenTemplates(at.world)[0]!.msgId, 'failed:user block');
		expect(await send()).toMatchObject({ state: 'failed', code: 'user_blocked' });
	});

	it('is unknown when no answer came, never sent again, and settled by its report', async () => {
		at.fault('reset-after-accept', PATH);
		expect(await send()).toMatchObject({ state: 'unknown', code: 'broken_off' });
		expect(await send()).toMatchObject({ state: 'unknown' });
		expect(at.asked(PATH)).toBe(1);
		expect(takenTemplates(at.world)).toHaveLength(1);
		await report(takenTemplates(at.world)[0]!.msgId, 'success');
		expect(await send()).toMatchObject({ state: 'arrived', code: null });
	});

	it('lets a report of another program’s message change nothing', async () => {
		await send();
		await report('23984032999999999', 'failed:user block');
		expect(await send()).toMatchObject({ state: 'sent' });
	});

	it.each([
		['busy', 4],
		['quota-minute', 60],
		['quota-day', 7 * 3600]
	] as const)('sends nothing at %s, says when to come again, and then sends', async (does, retryAfter) => {
		at.fault(does, PATH);
		expect(await tried(send())).toEqual([429, retryAfter]);
		expect(takenTemplates(at.world)).toEqual([]);
		at.world.advance(retryAfter * 1000 + 1);
		expect(await send()).toMatchObject({ state: 'sent' });
	});

	it('stops at the limit of the day without asking', async () => {
		const { rows } = await test.db.query('select id from channel where workspace_id = $1', [
			at.owner.actor.workspaceId
		]);
		await test.db.query(
			`insert into channel_use (workspace_id, channel_id, day, what, times) values ($1, $2, '2026-03-02', 'template', 100000)`,
			[at.owner.actor.workspaceId, rows[0].id]
		);
		expect(await tried(send())).toEqual([429, 7 * 3600]);
		expect(at.asked(PATH)).toBe(0);
		expect(await at.lines()).toEqual(['templates_used_up']);
		at.world.advance(7 * 3_600_000 + 1);
		expect(await send()).toMatchObject({ state: 'sent' });
	});

	it('fails where the account is banned, or the person does not follow', async () => {
		at.user.follows = false;
		expect(await send()).toMatchObject({ state: 'failed', code: 'wx_43004' });
		at.user.follows = true;
		at.fault('banned', PATH);
		expect(await send('order-2')).toMatchObject({ state: 'failed', code: 'wx_48004' });
		expect((await tried(send('order-3'))) as unknown).toEqual([429, 24 * 3600]);
		expect(at.asked(PATH)).toBe(2);
	});

	it('is tried again under its key when WeChat had not taken it', async () => {
		at.user.follows = false;
		expect(await send()).toMatchObject({ state: 'failed' });
		at.user.follows = true;
		expect(await send()).toMatchObject({ state: 'sent' });
		expect(await send()).toMatchObject({ state: 'sent' });
		expect(takenTemplates(at.world)).toHaveLength(1);
	});

	it('goes on with another token when its own was superseded', async () => {
		await send();
		at.world.supersede(at.account);
		expect(await send('order-2')).toMatchObject({ state: 'sent' });
	});

	it('refuses before sending what WeChat would refuse, by its name', async () => {
		const long = { thing1: '长'.repeat(21), phrase2: 'done' };
		await expect(send('order-1', { data: long })).rejects.toMatchObject({
			status: 400,
			issues: [{ path: ['data', 'thing1'] }, { path: ['data', 'phrase2'] }]
		});
		await expect(send('order-1', { collectorCode: 'nowhere12345' })).rejects.toMatchObject({ status: 400 });
		expect(at.asked(PATH)).toBe(0);
	});
});
