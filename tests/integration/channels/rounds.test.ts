import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '../../../server/areas/channels/contact.ts';
import { sendRounds } from '../../../server/areas/channels/jobs/send-rounds.ts';
import { markOf } from '../../../server/areas/channels/person-of.ts';
import { findChannel } from '../../../server/areas/channels/repo/channels.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { SECRET } from '../../support/people.ts';
import { addCorp, confirm } from '../../support/platforms/wecom-api.ts';
import { createCustomer } from '../../support/platforms/wecom-phone.ts';
import { createPhone } from '../../support/platforms/wechat-phone.ts';
import { reported, wechatPush } from '../../support/platforms/wechat-push.ts';
import { takenTemplates } from '../../support/platforms/wechat-template.ts';
import type { User } from '../../support/platforms/world.ts';
import { placeJourney } from '../answers/support.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

const TEMPLATE = '/cgi-bin/message/template/send';
const CHAT = '/cgi-bin/message/custom/send';
const DAY = 24 * 3_600_000;

describe.each(testDatabases())('messages to many ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;
	let users: User[];
	let made = 0;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());
	/** Four people: three follow, of whom one wrote; the fourth has left. */
	beforeEach(async () => {
		at = await openWechat(test, { settings: { ask: 'link' } });
		users = [at.user, at.world.addUser(), at.world.addUser(), at.world.addUser()];
		for (const user of users) await phone(user).follow();
		at.world.advance(1_000);
		await phone(users[1]!).say('你好');
		await phone(users[3]!).leave();
		await at.handled();
		at.world.advance(120_000);
	});

	const phone = (user: User) => createPhone(at.world, at.account, user, at.deliver);
	const filter = { way: 'template' as const, recentDays: 30, heardDays: null };
	const plan = (more: object = {}) => at.channels.roundPlan(at.owner.actor, 'wechat', { ...filter, ...more });
	const start = async (more: object = {}) =>
		at.channels.startRound(at.owner.actor, 'wechat', {
			newest: (await plan()).newest,
			...{ ...filter, key: `form-${++made}-00000`, collectorCode: at.collector.code, templateId: 'TPL-service-rating' },
			...{ occasion: '售后维修', text: '', sender: '', people: 3, to: null },
			fields: {
				thing1: { source: 'survey', text: '' },
				thing2: { source: 'text', text: '人民路店' },
				time3: { source: 'heard', text: '' }
			},
			...more
		});
	const settled = async (id: string) => {
		await at.channels.idle();
		return at.channels.round(at.owner.actor, 'wechat', id);
	};
	const goOn = () => sendRounds(at.run).run({ system: test.db.system, now: at.world.now });
	const links = () => takenTemplates(at.world).map(({ url }) => url);

	it('shows whom it reaches, and why somebody is left out', async () => {
		const seen = await plan();
		expect(seen).toMatchObject({ total: 4, chosen: 3, leftOut: [{ reason: 'left', n: 1 }], isReady: true });
		expect(seen.templates[0]).toMatchObject({
			id: 'TPL-service-rating',
			fields: [
				{ name: 'thing1', label: '服务内容' },
				{ name: 'thing2', label: '服务网点' },
				{ name: 'time3', label: '完成时间' }
			]
		});
		expect(seen.surveys).toMatchObject([{ code: at.collector.code, survey: '取货体验' }]);
		// Nobody’s whole name, and no seal that could be opened.
		expect(JSON.stringify(seen)).not.toContain(at.user.openid);
		expect((await plan({ way: 'chat' })).leftOut).toEqual([
			{ reason: 'left', n: 1 },
			{ reason: 'window', n: 2 }
		]);
		at.world.advance(8 * DAY);
		expect((await plan({ heardDays: 7 })).leftOut).toContainEqual({ reason: 'older', n: 3 });
	});

	it('leaves out whom the workspace’s list has as a customer, and what is said in the chat holds everywhere', async () => {
		const { workspaceId } = at.owner.actor;
		const { list } = createContact(SECRET);
		const row = (await findChannel(test.db.system, workspaceId, 'wechat'))!;
		const marks = users.map(({ openid }) => markOf(at.seal, row, openid));
		const name = (person: string) => ({ kind: 'channel', value: person }) as const;
		// The first is a customer whom the shop knows by a number, too.
		const customerId = newId();
		await test.db.query(`insert into customer (workspace_id, id, created_at) values ($1, $2, now())`, [
			workspaceId,
			customerId
		]);
		for (const [kind, value] of [
			['channel', marks[0]!],
			['external', 'C-1']
		])
			await test.db.query(
				`insert into customer_identity (workspace_id, customer_id, kind, value) values ($1, $2, $3, $4)`,
				[workspaceId, customerId, kind, value]
			);
		const id = await start();
		await list.note(test.db.system, workspaceId, { kind: 'external', value: 'C-1' }, false, at.world.now());
		expect((await plan()).leftOut).toContainEqual({ reason: 'listed', n: 1 });
		await expect(
			at.channels.sendTemplate(at.owner.actor, 'wechat', {
				...{ key: 'a-repair-000001', openid: users[0]!.openid, templateId: 'TPL-service-rating' },
				...{
					collectorCode: at.collector.code,
					occasion: '售后维修',
					data: { thing1: 'x', thing2: 'y', time3: '2026-03-02 09:00' }
				}
			})
		).rejects.toMatchObject({ status: 400, issues: [{ code: 'do_not_contact' }] });
		await settled(id);
		await phone(users[2]!).say('退订');
		await at.handled();
		expect(await list.among(test.db.system, workspaceId, marks.map(name))).toEqual(new Set([0, 2]));
		await at.channels.setContact(at.owner.actor, 'wechat', marks[2]!, true);
		expect(await list.among(test.db.system, workspaceId, marks.map(name))).toEqual(new Set([0]));
		expect((await plan()).leftOut.map(({ reason }) => reason)).not.toContain('no_contact');
	});

	it('goes out once to each, by a link of their own, and is settled by its reports', async () => {
		const id = await start();
		expect(await settled(id)).toMatchObject({ state: 'done', counts: { sent: 3, waiting: 0, failed: 0 } });
		const { rows } = await test.db.query(
			`select payload from outbox where workspace_id = $1 and kind = 'channel.round-started'`,
			[at.owner.actor.workspaceId]
		);
		expect(rows).toMatchObject([{ payload: { roundId: id, way: 'template', people: 3, isTest: false } }]);
		expect(new Set(links()).size).toBe(3);
		for (const [user, status] of [
			[users[0]!, 'success'],
			[users[1]!, 'failed:user block']
		] as const) {
			const { msgId } = takenTemplates(at.world).find((one) => one.user === user)!;
			const push = wechatPush(at.account, user.openid, reported(msgId, status), { at: at.world.now() });
			await at.deliver(`${at.account.serverUrl!}?${new URLSearchParams(push.query)}`, push.body, 5_000);
		}
		await at.handled();
		const after = await at.channels.round(at.owner.actor, 'wechat', id);
		expect(after).toMatchObject({ counts: { sent: 1, arrived: 1, failed: 1 } });
		expect(after.messages.map(({ code }) => code)).toContain('user_blocked');
		// Who was asked is left out of the next one.
		expect((await plan()).leftOut).toContainEqual({ reason: 'asked', n: 2 });
	});

	it('is one round however often its form is sent, and nothing when the list has changed', async () => {
		const key = 'the-same-form';
		const ids = await Promise.all([start({ key }), start({ key }), start({ key })]);
		expect(new Set(ids).size).toBe(1);
		await settled(ids[0]);
		expect(takenTemplates(at.world)).toHaveLength(3);
		await expect(start({ people: 3 })).rejects.toMatchObject({ status: 409, code: 'audience_changed' });
		await expect(start({ people: 0 })).rejects.toMatchObject({ status: 409, code: 'nobody_to_send' });
		expect(takenTemplates(at.world)).toHaveLength(3);
	});

	it('is nobody’s of another workspace, which has an account of its own', async () => {
		const id = await start();
		const other = await openWechat(test, { settings: { ask: 'link' } });
		try {
			const { channels, owner } = other;
			for (const what of ['round', 'stopRound', 'resumeRound', 'askResults'] as const)
				await expect(channels[what](owner.actor, 'wechat', id), what).rejects.toMatchObject({
					status: 404,
					code: 'not_found'
				});
			const { people, rounds } = await channels.roundPlan(owner.actor, 'wechat', filter);
			expect([people, rounds]).toEqual([[], []]);
		} finally {
			await other.platforms.close();
		}
		expect((await settled(id)).state).not.toBe('stopped');
	});

	it('reaches nobody who does not want it, whoever asks', async () => {
		const person = (await plan()).people.find(({ tail }) => users[1]!.openid.endsWith(tail.slice(1)))!;
		await at.channels.setContact(at.owner.actor, 'wechat', person.person, false);
		await phone(users[0]!).say('退订');
		await at.handled();
		at.world.advance(120_000);
		expect((await plan()).leftOut).toContainEqual({ reason: 'no_contact', n: 2 });
		const api = { key: 'order-1', collectorCode: at.collector.code, openid: users[0]!.openid };
		await expect(
			at.channels.sendTemplate(at.owner.actor, 'wechat', {
				...{ ...api, templateId: 'TPL-service-rating', occasion: '售后维修', data: { thing1: '评价' } }
			})
		).rejects.toMatchObject({ status: 400, issues: [{ code: 'do_not_contact' }] });
		expect(at.asked(TEMPLATE)).toBe(0);
	});

	it('tries it on one person first, whose answer is a test and who is not counted as asked', async () => {
		const me = (await plan()).people.find(({ leftOut }) => leftOut === null);
		expect(await settled(await start({ to: me!.person, people: 0 }))).toMatchObject({
			isTest: true,
			counts: { sent: 1 }
		});
		expect(links()[0]).toMatch(/&test$/);
		expect((await plan()).chosen).toBe(3);
	});

	it.each([
		['busy', 4_000, 'wx_-1'],
		['quota-minute', 60_000, 'wx_45011'],
		['quota-day', 7 * 3_600_000, 'wx_45009']
	] as const)('waits at %s, and sends the rest when it is over', async (does, ms, stopCode) => {
		at.fault(does, TEMPLATE);
		const id = await start();
		expect(await settled(id)).toMatchObject({ state: 'running', stopCode, counts: { waiting: 3 } });
		await goOn();
		expect(takenTemplates(at.world)).toEqual([]);
		at.world.advance(ms + 1);
		await goOn();
		expect(await settled(id)).toMatchObject({ state: 'done', counts: { sent: 3 } });
	});

	it.each([
		['banned', 'wx_48004'],
		['rights-missing', 'wx_48001'],
		['ip-denied', 'wx_40164']
	] as const)('stops at %s and says so; what waits is kept', async (does, stopCode) => {
		at.fault(does, TEMPLATE);
		const id = await start();
		expect(await settled(id)).toMatchObject({ state: 'stopped', stopCode, counts: { waiting: 3, failed: 0 } });
		await goOn();
		expect(at.asked(TEMPLATE)).toBe(1);
		await at.channels.check(at.owner.actor, 'wechat');
		await at.channels.resumeRound(at.owner.actor, 'wechat', id);
		expect(await settled(id)).toMatchObject({ state: 'done', counts: { sent: 3 } });
	});

	it('goes on with another token when its own was superseded', async () => {
		await at.channels.check(at.owner.actor, 'wechat');
		at.world.supersede(at.account);
		expect(await settled(await start())).toMatchObject({ counts: { sent: 3 } });
	});

	it('never sends again what may have arrived, and stops where nobody answers', async () => {
		at.fault('reset-after-accept', TEMPLATE, 2);
		const id = await start();
		expect(await settled(id)).toMatchObject({
			...{ state: 'stopped', stopCode: 'no_answers' },
			counts: { unknown: 2, waiting: 1 }
		});
		await at.channels.resumeRound(at.owner.actor, 'wechat', id);
		expect(await settled(id)).toMatchObject({ state: 'done', counts: { unknown: 2, sent: 1 } });
		expect(takenTemplates(at.world)).toHaveLength(3);
	});

	it('does not send again what a process was at when it ended', async () => {
		at.fault('quota-minute', TEMPLATE);
		const id = await start();
		await settled(id);
		await test.db.query(
			`update channel_message set state = 'sending' where id = (select id from channel_message where round_id = $1 limit 1)`,
			[id]
		);
		at.world.advance(61_000);
		await Promise.all([goOn(), goOn()]);
		expect(await settled(id)).toMatchObject({ state: 'done', counts: { unknown: 1, sent: 2 } });
		expect(takenTemplates(at.world)).toHaveLength(2);
	});

	it('makes one round of two different forms that are sent at the same moment', async () => {
		// Also where whoever was asked just now may be asked again.
		for (const recentDays of [30, 0]) {
			const { newest, chosen } = await plan({ recentDays });
			const both = await Promise.allSettled([1, 2].map(() => start({ recentDays, newest, people: chosen })));
			expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409 } });
			await at.channels.idle();
			at.world.advance(31 * DAY);
		}
		expect(takenTemplates(at.world)).toHaveLength(6);
	});

	it('can be stopped, and says of each why it was refused', async () => {
		at.fault('quota-minute', TEMPLATE);
		const id = await start();
		await settled(id);
		await at.channels.stopRound(at.owner.actor, 'wechat', id);
		at.world.advance(61_000);
		await goOn();
		expect(takenTemplates(at.world)).toEqual([]);
		users[2]!.follows = false;
		await at.channels.resumeRound(at.owner.actor, 'wechat', id);
		const after = await settled(id);
		expect(after).toMatchObject({ state: 'done', counts: { sent: 2, failed: 1 } });
		expect(after.messages[0]).toMatchObject({ state: 'failed', code: 'wx_43004' });
		expect(after.messages[0]!.tail).toBe(`…${users[2]!.openid.slice(-6)}`);
	});

	it('writes in the chat to those who wrote within two days', async () => {
		const id = await start({ way: 'chat', people: 1, text: '请评价本次服务', templateId: '', fields: {} });
		expect(await settled(id)).toMatchObject({ state: 'done', counts: { sent: 1 } });
		expect(users[1]!.inbox.at(-1)).toMatchObject({ kind: 'text' });
		expect(JSON.stringify(users[1]!.inbox.at(-1))).toMatch(/请评价本次服务 <a href=.*取货体验/);
		expect(at.asked(CHAT)).toBe(1);
	});

	it('refuses what WeChat would refuse, by the field', async () => {
		const fields = { thing1: { source: 'text', text: '长'.repeat(21) } };
		await expect(start({ fields, occasion: '' })).rejects.toMatchObject({
			status: 400,
			issues: [{ path: ['occasion'] }, { path: ['field thing1'] }]
		});
		await expect(start({ collectorCode: 'nowhere12345' })).rejects.toMatchObject({ status: 400 });
	});

	it('is handed to a member of WeCom to confirm, once for all customers', async () => {
		const corp = addCorp(at.world);
		const { corpId, secret: appSecret, token, aesKey } = corp;
		const { hookUrl } = await at.channels.put(at.owner.actor, 'wecom', {
			settings: { corpId, appSecret, token, aesKey, members: 'zhangsan' }
		});
		corp.serverUrl = hookUrl;
		const address = hookUrl!.split('/').at(-1)!;
		const deliver = async (url: string, body: Uint8Array) =>
			at.hooks.receive({ kind: 'wecom', address, query: Object.fromEntries(new URL(url).searchParams), body });
		const { touchpointId } = await placeJourney(test.db, at.owner.actor.workspaceId);
		const { code } = await at.services.collectors.create(at.owner.actor, {
			...{ surveyId: at.survey.id, touchpointId, channel: 'wecom', name: '门店 1' }
		});
		const customers = [createCustomer(at.world, corp, deliver), createCustomer(at.world, corp, deliver)];
		const { picture } = await at.channels.code(at.owner.actor, 'wecom', code);
		for (const one of customers) await one.add(picture!, { greets: false });
		await at.handled();
		const way = {
			way: 'customer',
			text: '请评价',
			sender: 'zhangsan',
			templateId: '',
			fields: {},
			collectorCode: code
		};
		const given = { ...filter, ...way, key: 'wecom-form', occasion: '', people: 2, newest: null, to: null };
		const id = await at.channels.startRound(at.owner.actor, 'wecom', given);
		await at.channels.idle();
		const round = () => at.channels.round(at.owner.actor, 'wecom', id);
		expect(await round()).toMatchObject({ state: 'done', counts: { sent: 2 } });
		expect(corp.unconfirmed).toHaveLength(1);
		await at.channels.askResults(at.owner.actor, 'wecom', id);
		expect(await round()).toMatchObject({ counts: { sent: 2 } });
		corp.strangers.add(customers[1]!.customer);
		confirm(corp, corp.unconfirmed[0]!.id);
		await at.channels.askResults(at.owner.actor, 'wecom', id);
		expect(await round()).toMatchObject({ counts: { arrived: 1, failed: 1 } });
		expect(customers[0]!.received()).toHaveLength(1);
	});
});
