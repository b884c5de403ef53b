import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sceneOf } from '../../../server/areas/channels/ask-again.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { SECRET } from '../../support/people.ts';
import { createContact } from '../../../server/areas/channels/contact.ts';
import { createPhone } from '../../support/platforms/wechat-phone.ts';
import {
	agree,
	reportSubscription,
	subscribePage,
	subscribeTap,
	takenSubscriptions
} from '../../support/platforms/wechat-subscribe.ts';
import type { Account, User } from '../../support/platforms/world.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

const BIZ = '/cgi-bin/message/subscribe/bizsend';
const ONCE = '/cgi-bin/message/template/subscribe';
const MINI = '/cgi-bin/message/subscribe/send';
const TEMPLATES = '/wxaapi/newtmpl/gettemplate';
const ONCE_TEMPLATE = 'ONCE-template';
const WECHAT = 'Mozilla/5.0 (Linux; Android 14; wv) Chrome/142.0 MicroMessenger/8.0.67 WeChat/arm64';
const DAY = 24 * 3_600_000;

describe.each(testDatabases())('subscription messages ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;
	let mini: Account;
	/** Of the mini program. */
	let guest: User;
	let made = 0;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());
	beforeEach(async () => {
		at = await openWechat(test, { settings: { ask: 'link', onceTemplate: ONCE_TEMPLATE } });
		mini = at.world.addMiniProgram();
		guest = at.world.addUser();
		await at.channels.put(at.owner.actor, 'wechat', {
			settings: { miniAppId: mini.appId, miniSecret: mini.appSecret }
		});
	});

	const tap = (user = at.user, more: object = {}) =>
		subscribeTap(at.world, at.account, user, { template: 'NOTICE-rating', deliver: at.deliver, ...more });
	const tapMini = (user = guest) => subscribeTap(at.world, mini, user, underAccount());
	const underAccount = () => ({ template: 'NOTICE-rating', under: at.account, deliver: at.deliver });
	const filter = { way: 'notice' as const, recentDays: 0, heardDays: null, templateId: 'NOTICE-rating' };
	const plan = (more: object = {}) => at.channels.roundPlan(at.owner.actor, 'wechat', { ...filter, ...more });
	const start = async (more: { way?: string; templateId?: string; fields?: object } = {}) => {
		const { way = 'notice', templateId = 'NOTICE-rating' } = more;
		const { newest, chosen } = await plan({ way, templateId });
		return at.channels.startRound(at.owner.actor, 'wechat', {
			...{ ...filter, key: `subs-${++made}-00000`, collectorCode: at.collector.code },
			...{ occasion: '', text: '', sender: '', people: chosen, newest, to: null },
			fields: { thing1: { source: 'survey', text: '' }, time2: { source: 'now', text: '' } },
			...more
		});
	};
	const settled = async (id: string) => {
		await at.channels.idle();
		return at.channels.round(at.owner.actor, 'wechat', id);
	};
	const left = async (id: string) =>
		(await at.channels.get(at.owner.actor, 'wechat')).limits.find((limit) => limit.id === id)!;
	/** Once round WeChat's page and back. */
	const throughPage = async (action: 'confirm' | 'cancel', user = at.user) => {
		const again = new URL((await at.channels.againUrl(at.collector.code, WECHAT))!, 'https://x');
		const [, , kind, address] = again.pathname.split('/');
		const out = (await at.channels.again(kind!, address!, again.searchParams.get('c')!))!;
		const back = subscribePage(at.world, user, out.to, action);
		const query = Object.fromEntries(back.searchParams);
		const to = (ticket = out.ticket!) => at.channels.agreed(kind!, address!, query, ticket);
		return { to, query, ticket: out.ticket! };
	};
	const key = () => `call-${++made}`;
	const send = (more: object = {}) =>
		at.channels.sendTemplate(at.owner.actor, 'wechat', {
			...{ key: key(), way: 'notice', collectorCode: at.collector.code, openid: at.user.openid },
			...{ templateId: 'NOTICE-rating', occasion: '取货' },
			data: { thing1: '取货体验', time2: '2026-03-02 17:00' },
			...more
		});

	it('counts what people agree to, once for each time, however often it is told, and shows what is left', async () => {
		await tap();
		await at.handled();
		await at.handled();
		expect(await left('notices')).toMatchObject({ left: 1, of: null, people: 1 });
		at.world.advance(2_000);
		await tap();
		await tap(at.world.addUser());
		await tap(at.world.addUser(), { says: 'reject' });
		await at.handled();
		expect(await left('notices')).toMatchObject({ left: 3, people: 2 });
		expect(await plan()).toMatchObject({ chosen: 2, templateId: 'NOTICE-rating' });
		// To another template nobody agreed, and for a template message they would have to follow.
		expect((await plan({ templateId: '' })).total).toBe(0);
		expect((await plan({ way: 'template', templateId: '' })).total).toBe(0);
	});

	it('go to whoever agreed, one for each time, by a link of their own, follower or not', async () => {
		await tap();
		await at.handled();
		const round = await settled(await start());
		expect(round.counts).toMatchObject({ sent: 1 });
		const { json, path } = takenSubscriptions(at.world)[0]!;
		expect(path).toBe(BIZ);
		expect(json).toMatchObject({ touser: at.user.openid, template_id: 'NOTICE-rating' });
		expect(json.page).toMatch(new RegExp(`/s/${at.collector.code}\\?r=`));
		expect(await left('notices')).toMatchObject({ left: 0, people: 0 });
		// Nobody is left: WeChat need not be asked to know it.
		await expect(start()).rejects.toMatchObject({ status: 409 });
		expect(at.asked(BIZ)).toBe(1);
		// What WeChat reports settles it, without a name of ours.
		await reportSubscription(at.world, at.account, at.user, { msgId: '2598403', deliver: at.deliver });
		await at.handled();
		expect((await settled(round.id)).counts).toMatchObject({ arrived: 1, sent: 0 });
	});

	it('give back what was not sent: a quota waits, and nothing is lost', async () => {
		await tap();
		await at.handled();
		at.fault('quota-day', BIZ);
		const id = await start();
		expect(await settled(id)).toMatchObject({ state: 'running', stopCode: 'wx_45009', counts: { waiting: 1 } });
		expect(await left('notices')).toMatchObject({ left: 1 });
		at.world.advance(DAY);
		await at.channels.resumeRound(at.owner.actor, 'wechat', id);
		expect((await settled(id)).counts).toMatchObject({ sent: 1 });
	});

	it('are used by what nobody knows of: it is never sent again', async () => {
		await tap();
		await at.handled();
		at.fault('reset-after-accept', BIZ);
		expect((await settled(await start())).counts).toMatchObject({ unknown: 1 });
		expect(await left('notices')).toMatchObject({ left: 0 });
		expect(at.asked(BIZ)).toBe(1);
	});

	it('end where WeChat knows of none, or where the person turned them off', async () => {
		await tap();
		at.world.advance(2_000);
		await tap();
		await at.handled();
		await tap(at.user, { says: 'reject', event: 'subscribe_msg_change_event' });
		await at.handled();
		expect(await left('notices')).toMatchObject({ left: 0 });

		const other = at.world.addUser();
		// We were told of two, WeChat knows of one.
		await tap(other);
		await at.handled();
		at.world.advance(2_000);
		await tap(other);
		await at.handled();
		agree(at.world, at.account, other, 'NOTICE-other');
		expect(await send({ openid: other.openid })).toMatchObject({ state: 'sent' });
		expect(await send({ openid: other.openid })).toMatchObject({ state: 'sent' });
		expect(await send({ openid: other.openid })).toMatchObject({ state: 'failed', code: 'no_consent' });
		expect(at.asked(BIZ)).toBe(2);
	});

	it('that two ask for at the same time are sent once for one time that somebody agreed', async () => {
		await tap();
		await at.handled();
		const sent = await Promise.all([send(), send(), send(), send()]);
		expect(sent.map(({ state }) => state).sort()).toEqual(['failed', 'failed', 'failed', 'sent']);
		expect(at.asked(BIZ)).toBe(1);
	});

	it('say which right the account lacks, and send nothing more', async () => {
		await tap();
		await at.handled();
		at.account.rights.delete('notice');
		expect(await send()).toMatchObject({ state: 'failed', code: 'wx_48001' });
		const channel = await at.channels.get(at.owner.actor, 'wechat');
		expect(channel.missing).toContain('notice');
		expect((await left('notices')).left).toBe(1);
	});

	it('go to nobody who does not want to be written to', async () => {
		await tap();
		await at.handled();
		const { person } = (await plan()).people[0]!;
		const { workspaceId } = at.owner.actor;
		const { list } = createContact(SECRET);
		await list.note(test.db.system, workspaceId, { kind: 'channel', value: person }, false, at.world.now());
		expect((await plan()).leftOut).toEqual([{ reason: 'listed', n: 1 }]);
		await expect(send()).rejects.toMatchObject({ status: 400, issues: [{ code: 'do_not_contact' }] });
		await at.channels.setContact(at.owner.actor, 'wechat', person, true);
		expect((await plan()).chosen).toBe(1);
	});

	it('of the older kind are agreed to on WeChat’s own page, and sent for their scene', async () => {
		const { to, query } = await throughPage('confirm');
		expect(await to()).toMatchObject({ to: expect.stringMatching(/\/thanks\?again=yes$/), ticket: null });
		// The same way back once more is the same agreement.
		await to();
		expect(await left('once')).toMatchObject({ left: 1, people: 1 });
		// Another browser, or an answer that somebody made up, is none.
		expect(await to('0'.repeat(32))).toMatchObject({ to: expect.stringMatching(/again=no$/) });
		const sent = { way: 'once', templateId: ONCE_TEMPLATE };
		const fields = {
			title: { source: 'survey', text: '' },
			content: { source: 'text', text: '上次您说可以再问一次。' }
		};
		const round = await settled(await start({ ...sent, fields }));
		expect(round.counts).toMatchObject({ sent: 1 });
		const { json, path } = takenSubscriptions(at.world)[0]!;
		expect(path).toBe(ONCE);
		expect(json).toMatchObject({ scene: query.scene, title: '取货体验', touser: at.user.openid });
		expect(query.scene).toBe(String(sceneOf(at.collector.code)));
		expect(await left('once')).toMatchObject({ left: 0 });
	});

	it('are offered in WeChat only, and nobody who says no is counted', async () => {
		const { to } = await throughPage('cancel');
		expect(await to()).toMatchObject({ to: expect.stringMatching(/again=no$/) });
		expect(await left('once')).toMatchObject({ left: 0 });
		expect(await at.channels.againUrl(at.collector.code, 'Mozilla/5.0 Chrome/142')).toBeNull();
		expect(await at.channels.againUrl('nosuchcode', WECHAT)).toBeNull();
		await at.channels.put(at.owner.actor, 'wechat', { settings: { onceTemplate: '' } });
		expect(await at.channels.againUrl(at.collector.code, WECHAT)).toBeNull();
		expect((await plan()).ways.map(({ way }) => way)).not.toContain('once');
	});

	it('of the mini program come under its own AppID, and open its page', async () => {
		await tapMini();
		await at.handled();
		expect(await left('miniNotices')).toMatchObject({ left: 1, people: 1 });
		expect((await plan({ way: 'template', templateId: '' })).total).toBe(0);
		const round = await settled(await start({ way: 'mini' }));
		expect(round.counts).toMatchObject({ sent: 1 });
		const { json, path } = takenSubscriptions(at.world)[0]!;
		expect(path).toBe(MINI);
		expect(json.page).toMatch(new RegExp(`^pages/survey/survey\\?scene=${at.collector.code}&r=[^&]+$`));
		expect(json).toMatchObject({ touser: guest.openid, miniprogram_state: 'formal' });
		expect((await left('miniNoticesOfDay')).left).toBe(9_999_999);
		// What else the mini program pushes is of nobody that the account knows.
		await createPhone(at.world, { ...at.account, appId: mini.appId }, guest, at.deliver).say('你好');
		await at.handled();
		expect((await plan({ way: 'chat', templateId: '' })).total).toBe(0);
	});

	it('ask WeChat for templates once a day, and anew when somebody wants it', async () => {
		await plan();
		const second = await plan();
		expect(second.templates).toMatchObject([{ id: 'NOTICE-rating', fields: [{ name: 'thing1' }, { name: 'time2' }] }]);
		expect(second.templatesAt).toBe(at.world.now().toISOString());
		expect(at.asked(TEMPLATES)).toBe(1);
		at.world.advance(60_000);
		await at.channels.refreshTemplates(at.owner.actor, 'wechat', 'notice');
		expect(at.asked(TEMPLATES)).toBe(2);
		// While WeChat names none, what it named before stays.
		at.fault('busy', TEMPLATES);
		await expect(at.channels.refreshTemplates(at.owner.actor, 'wechat', 'notice')).rejects.toMatchObject({
			status: 409
		});
		at.world.advance(60_000);
		expect((await plan()).templates).toHaveLength(1);
		at.world.advance(DAY);
		await plan();
		expect(at.asked(TEMPLATES)).toBe(4);
	});
});
