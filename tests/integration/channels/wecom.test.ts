import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChannel } from '../../../server/areas/channels/repo/channels.ts';
import { encrypt } from '../../../server/channels/wechat/envelope.ts';
import { wechatSignature } from '../../../server/channels/wechat/signature.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import type { Deliver } from '../../support/platforms/wechat-phone.ts';
import { addCorp, confirm, type Corp } from '../../support/platforms/wecom-api.ts';
import { createCustomer, wecomPush } from '../../support/platforms/wecom-phone.ts';
import { ORIGIN, placeJourney } from '../answers/support.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

describe.each(testDatabases())('WeCom ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;
	let corp: Corp;
	let collector: { code: string };
	let deliver: Deliver;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());
	beforeEach(async () => {
		at = await openWechat(test);
		corp = addCorp(at.world);
		const { corpId, secret: appSecret, token, aesKey } = corp;
		const connected = await at.channels.put(at.owner.actor, 'wecom', {
			settings: { corpId, appSecret, token, aesKey, members: 'zhangsan,lisi' }
		});
		corp.serverUrl = connected.hookUrl;
		const address = connected.hookUrl!.split('/').at(-1)!;
		deliver = async (url, body) => {
			const query = Object.fromEntries(new URL(url).searchParams);
			return at.hooks.receive({ kind: 'wecom', address, query, body });
		};
		const { touchpointId } = await placeJourney(test.db, at.owner.actor.workspaceId);
		collector = await at.services.collectors.create(at.owner.actor, {
			...{ surveyId: at.survey.id, touchpointId, channel: 'wecom', name: '门店 1' }
		});
	});

	const row = async () => (await findChannel(test.db.system, at.owner.actor.workspaceId, 'wecom'))!;
	const codeOf = () => at.channels.code(at.owner.actor, 'wecom', collector.code);
	const picture = async () => (await codeOf()).picture!;
	const lines = async () => (await at.channels.log(at.owner.actor, 'wecom')).map(({ code }) => code);
	const messages = async () =>
		(
			await test.db.query(`select state, code from channel_message where workspace_id = $1 and kind = 'welcome'`, [
				at.owner.actor.workspaceId
			])
		).rows as unknown[];
	const address = () => corp.serverUrl!.split('/').at(-1)!;

	it('is asked for the address with an encrypted echo', async () => {
		const [timestamp, nonce] = [String(Math.floor(at.world.now().getTime() / 1000)), 'n1'];
		const echostr = encrypt(corp.aesKey, '1616140317555161061', corp.corpId);
		const msg_signature = wechatSignature(corp.token, timestamp, nonce, echostr);
		const call = { kind: 'wecom', address: address(), body: null, query: { msg_signature, timestamp, nonce, echostr } };
		expect(await at.hooks.verify(call)).toMatchObject({ status: 200, body: '1616140317555161061' });
		expect((await at.hooks.verify({ ...call, query: { ...call.query, nonce: 'n2' } })).status).toBe(401);
		at.world.advance(11 * 60_000);
		expect((await at.hooks.verify(call)).body).toBe('stale');
	});

	it('greets whoever adds a member with the survey, once, and the answer is theirs alone', async () => {
		const customer = createCustomer(at.world, corp, deliver);
		const [shown, ...more] = await customer.add(await picture());
		expect(more).toEqual([]);
		expect(shown!.text).toContain('您好');
		const url = new URL(shown!.url);
		expect(url.pathname).toBe(`/s/${collector.code}`);
		expect(url.href).not.toContain(customer.customer);
		const personal = at.services.responses.personal(collector.code, url.searchParams.get('r')!);
		const { responseId, ticket } = personal as { responseId: string; ticket: string };
		const given = { code: collector.code, responseId, ticket, language: 'zh-CN', answers: { csat: '5' } };
		expect(await at.services.responses.submit(given)).toEqual({ status: 'created' });
		const { items } = await at.services.responses.list(at.owner.actor, {});
		expect(items).toMatchObject([{ channel: 'wecom', answers: { csat: 5 } }]);
		expect(await messages()).toEqual([{ state: 'sent', code: null }]);
	});

	it('greets once for a push that comes again, or to two processes', async () => {
		const seen: number[] = [];
		const flaky: Deliver = async (url, body, patience) => {
			const answer = await deliver(url, body, patience);
			seen.push(answer.status);
			return seen.length < 3 ? { status: 502, body: '' } : answer;
		};
		const customer = createCustomer(at.world, corp, flaky);
		expect(await customer.add(await picture())).toHaveLength(1);
		expect(seen).toEqual([200, 200, 200]);
		expect(at.asked('/externalcontact/send_welcome_msg')).toBe(1);
	});

	it('tries again while another program greets, and gives up in time', async () => {
		const url = await picture();
		at.fault('other-welcome', '/wecom/cgi-bin/externalcontact/send_welcome_msg', 2);
		expect(await createCustomer(at.world, corp, deliver).add(url)).toHaveLength(1);
		at.world.advance(1_000);
		at.fault('other-welcome', '/wecom/cgi-bin/externalcontact/send_welcome_msg', 9);
		expect(await createCustomer(at.world, corp, deliver).add(url)).toEqual([]);
		expect(at.asked('/externalcontact/send_welcome_msg')).toBe(6);
		expect(await lines()).toContain('wecom_41096');
	});

	it('never greets again what may have arrived', async () => {
		const url = await picture();
		at.fault('reset-after-accept', '/wecom/cgi-bin/externalcontact/send_welcome_msg');
		expect(await createCustomer(at.world, corp, deliver).add(url)).toHaveLength(1);
		expect(await messages()).toEqual([{ state: 'unknown', code: 'broken_off' }]);
		expect(at.asked('/externalcontact/send_welcome_msg')).toBe(1);
	});

	it('is silent where the console greets, and knows who leaves', async () => {
		const customer = createCustomer(at.world, corp, deliver);
		expect(await customer.add(await picture(), { greets: false })).toEqual([]);
		await customer.leave();
		expect(await messages()).toEqual([]);
		expect(await lines()).toEqual([]);
	});

	it('makes a code once, and hands out the page where the right is missing', async () => {
		const page = `${ORIGIN}/s/${collector.code}`;
		const first = await codeOf();
		expect(first).toEqual({ picture: expect.stringContaining('https://wework.qpic.cn/') as string, menu: null, page });
		expect(await codeOf()).toEqual(first);
		expect(at.asked('/externalcontact/add_contact_way')).toBe(1);
		corp.mayContact = false;
		await test.db.query('delete from channel_code where workspace_id = $1', [at.owner.actor.workspaceId]);
		expect(await codeOf()).toEqual({ picture: null, menu: null, page });
		expect(await codeOf()).toEqual({ picture: null, menu: null, page });
		expect(at.asked('/externalcontact/add_contact_way')).toBe(2);
		expect((await at.channels.get(at.owner.actor, 'wecom')).missing).toEqual(['customer']);
		await expect(at.channels.code(at.owner.actor, 'wecom', at.collector.code)).rejects.toMatchObject({ status: 404 });
	});

	it('fetches one token for fifty at once, and goes on when it is refused', async () => {
		const other = at.process().clients;
		const probes = async () => {
			const channel = await row();
			return Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 ? at.clients : other).probe(channel)));
		};
		expect((await probes()).every(({ ok }) => ok)).toBe(true);
		expect(at.asked('/cgi-bin/gettoken')).toBe(1);
		corp.access = null;
		expect((await probes()).every(({ ok }) => ok)).toBe(true);
		expect(at.asked('/cgi-bin/gettoken')).toBe(2);
		// Not WeChat's own: each account has one of its own.
		expect(at.asked('/cgi-bin/stable_token')).toBe(0);
	});

	it('says what is wrong when it is checked', async () => {
		const checked = async () => (await at.channels.check(at.owner.actor, 'wecom')).steps[0]!;
		expect(await checked()).toMatchObject({ id: 'asked', isDone: true });
		at.fault('ip-denied', '/wecom/');
		expect((await checked()).text.en).toContain('203.0.113.7');
		corp.mayContact = false;
		expect((await checked()).text.en).toContain('客户联系');
	});

	it('sends a message to customers when the member has confirmed it', async () => {
		const customer = createCustomer(at.world, corp, deliver);
		const card = { title: '回访', text: '一分钟', url: `${ORIGIN}/s/${collector.code}` };
		const sent = await at.clients.askWecom(await row(), 'customer', (api) =>
			api.customerMessage('zhangsan', [customer.customer], '您好', card)
		);
		expect(sent).toMatchObject({ ok: true, value: { failed: [] } });
		expect(customer.received()).toEqual([]);
		confirm(corp, (sent as { value: { id: string } }).value.id);
		expect(customer.received()).toEqual([{ text: '您好', url: card.url }]);
	});

	it('refuses what nobody of the company has signed, or is for another', async () => {
		const other = { ...corp, corpId: 'wwother0000001' };
		const send = async (push: ReturnType<typeof wecomPush>) =>
			(await at.hooks.receive({ kind: 'wecom', address: address(), ...push })).body;
		const fields = [['MsgType', 'event'] as const];
		expect(await send(wecomPush({ ...corp, token: 'Other' }, fields, at.world.now(), 'n'))).toBe('bad_signature');
		expect(await send(wecomPush(other, fields, at.world.now(), 'n'))).toBe('not_decrypted');
		const old = wecomPush(corp, fields, at.world.now(), 'n');
		at.world.advance(40 * 60_000);
		expect(await send(old)).toBe('stale');
	});
});
