import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOpener } from '../../../server/areas/answers/open.ts';
import { channelById } from '../../../server/areas/channels/repo/channels.ts';
import { createChannels, type Channels } from '../../../server/areas/channels/channels.ts';
import { createClients, type Clients } from '../../../server/areas/channels/clients.ts';
import { createGreetings } from '../../../server/areas/channels/greetings.ts';
import { createHooks } from '../../../server/areas/channels/hooks.ts';
import { createMenus } from '../../../server/areas/channels/menus.ts';
import { createReplies } from '../../../server/areas/channels/replies.ts';
import { createSceneAddress } from '../../../server/areas/channels/scene-address.ts';
import { newCode } from '../../../server/areas/surveys/collector-code.ts';
import { createCollectors, type Collectors } from '../../../server/areas/surveys/collectors.ts';
import { createPlatformHttp, pageUrl, qrCode } from '../../../server/channels/index.ts';
import { createSeal } from '../../../server/platform/seal.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { startPlatforms, type Platforms } from '../../support/platforms/start.ts';
import { createPhone, type Deliver } from '../../support/platforms/wechat-phone.ts';
import type { Account, Fault, User } from '../../support/platforms/world.ts';
import { createAnswerServices, ORIGIN, placeJourney, type AnswerServices } from '../answers/support.ts';
import { noRounds } from './no-rounds.ts';

const START = new Date('2026-03-02T09:00:00.000Z');

describe.each(testDatabases())('a WeChat official account ($name)', (engine) => {
	let test: TestDb;
	let platforms: Platforms;
	let owner: Person;
	let account: Account;
	let user: User;
	let channels: Channels;
	let clients: Clients;
	let collectors: Collectors;
	let services: AnswerServices;
	let collector: { id: string; code: string };
	let address: string;
	let deliver: Deliver;
	const seal = createSeal(SECRET, 'channels');

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => platforms.close());

	/** As one process has them. */
	function process(patienceMs = 5_000) {
		const { world, wechatBase, wecomBase } = platforms;
		const shared = { db: test.db, newId, now: world.now, seal };
		const http = createPlatformHttp({ patienceMs });
		return createClients({ ...shared, http, wechatBase, wecomBase });
	}

	beforeEach(async () => {
		platforms = await startPlatforms({ start: START });
		const { world } = platforms;
		({ owner } = await createPeople(test.db).workspace());
		account = world.addAccount();
		user = world.addUser();
		clients = process();
		const shared = { db: test.db, newId, now: world.now, seal, origin: ORIGIN, clients };
		services = createAnswerServices(test.db, world.now);
		const opener = createOpener(shared);
		channels = createChannels({ ...shared, opener, secret: SECRET, ...noRounds });
		const addressInChat = createSceneAddress(shared);
		collectors = createCollectors({ ...shared, newCode, addressInChat });
		const asking = { ...shared, opener, secret: SECRET };
		const menus = createMenus({ ...asking, submit: services.responses.submit });
		const hooks = createHooks({
			...shared,
			reply: createReplies({ ...asking, menus, greet: createGreetings(asking) })
		});
		const { appId, appSecret, token, mode, aesKey } = account;
		const connected = await channels.put(owner.actor, 'wechat', {
			settings: { appId, appSecret, token, mode, aesKey, ask: 'link' }
		});
		account.serverUrl = connected.hookUrl;
		address = connected.hookUrl!.split('/').at(-1)!;
		deliver = async (url, body) => {
			const query = Object.fromEntries(new URL(url).searchParams);
			return hooks.receive({ kind: 'wechat', address, query, body });
		};
		const { touchpointId } = await placeJourney(test.db, owner.actor.workspaceId);
		const survey = await services.surveys.create(owner.actor, { title: '取货体验', kind: 'csat' });
		await services.surveys.publish(owner.actor, survey.id);
		const wanted = { surveyId: survey.id, touchpointId, channel: 'wechat', name: '门店 1' };
		collector = await collectors.create(owner.actor, wanted);
	});

	const fault = (does: Fault['does'], path = '/cgi-bin/', times = 1) =>
		platforms.world.faults.push({ does, path, times });
	const asked = (path: string) => platforms.world.log.filter((line) => line.endsWith(path)).length;
	const lines = async () => (await channels.log(owner.actor, 'wechat')).map(({ code, times }) => [code, times]);
	const row = async () => {
		const { id } = await test.db.system
			.selectFrom('channel')
			.select('id')
			.where('workspace_id', '=', owner.actor.workspaceId)
			.executeTakeFirstOrThrow();
		return (await channelById(test.db.system, owner.actor.workspaceId, id))!;
	};
	const send = async (who: Clients = clients) =>
		who.ask(await row(), 'menu', (api) =>
			api.sendMenu(user.openid, { head: '满意吗？', items: [{ id: '1', text: '满意' }], tail: '' })
		);
	/** Somebody who may be written to. */
	const there = () => {
		user.follows = true;
		user.window = { left: 100, until: platforms.world.now().getTime() + 3600_000 };
	};
	const sceneUrl = async (): Promise<string> => {
		await collectors.qr(owner.actor, collector.id, 'svg');
		const { url } = await test.db.system
			.selectFrom('channel_code')
			.select('url')
			.where('workspace_id', '=', owner.actor.workspaceId)
			.executeTakeFirstOrThrow();
		return url;
	};
	const drawn = async () => new TextDecoder().decode((await collectors.qr(owner.actor, collector.id, 'svg')).body);
	const plainCode = async () => new TextDecoder().decode((await qrCode(pageUrl(ORIGIN, collector.code), 'svg')).body);

	it.each(['plain', 'compatible', 'encrypted'] as const)(
		'answers a scan with the survey, under a link of the person’s own (%s mode)',
		async (mode) => {
			account.mode = mode;
			await channels.put(owner.actor, 'wechat', { settings: { mode } });
			const phone = createPhone(platforms.world, account, user, deliver);
			const [shown] = await phone.scan(await sceneUrl());
			expect(shown).toMatchObject({ kind: 'card', title: '取货体验', text: 'Touchpoint 0.0' });
			const url = new URL((shown as { url: string }).url);
			expect(url.pathname).toBe(`/s/${collector.code}`);
			// Nothing of the person is in it.
			expect(url.href).not.toContain(user.openid);
			const personal = services.responses.personal(collector.code, url.searchParams.get('r')!);
			const { responseId, ticket } = personal as { responseId: string; ticket: string };
			platforms.world.advance(3_000);
			const given = { code: collector.code, responseId, ticket, language: 'zh-CN', answers: { csat: '5' } };
			const from = { address: '192.0.2.1' };
			expect(await services.responses.submit(given, from)).toEqual({ status: 'created' });
			expect(await services.responses.submit(given, from)).toEqual({ status: 'duplicate' });
			const { items } = await services.responses.list(owner.actor, {});
			expect(items).toMatchObject([{ channel: 'wechat', answers: { csat: 5 }, mark: null }]);
			// A follower scans again: another visit, another answer.
			const [again] = await phone.scan(await sceneUrl());
			expect((again as { url: string }).url).not.toBe(url.href);
			platforms.world.advance(31 * 24 * 3600_000);
			expect(services.responses.personal(collector.code, url.searchParams.get('r')!)).toBe('expired');
		}
	);

	it('answers the same push again with the same link', async () => {
		const seen: string[] = [];
		const flaky: Deliver = async (url, body, patience) => {
			const answer = await deliver(url, body, patience);
			seen.push(answer.body);
			return seen.length < 3 ? { status: 502, body: '' } : answer;
		};
		account.mode = 'plain';
		await channels.put(owner.actor, 'wechat', { settings: { mode: 'plain' } });
		const shown = await createPhone(platforms.world, account, user, flaky).scan(await sceneUrl());
		expect(shown).toHaveLength(1);
		expect(new Set(seen.map((body) => /<Url>.*<\/Url>/.exec(body)![0])).size).toBe(1);
		const pushes = await test.db.query('select 1 from channel_push where workspace_id = $1', [owner.actor.workspaceId]);
		expect(pushes.rows).toHaveLength(1);
	});

	it('asks whoever follows, when a survey is set for it, and is silent about the rest', async () => {
		const phone = createPhone(platforms.world, account, user, deliver);
		expect(await phone.follow()).toEqual([]);
		await channels.put(owner.actor, 'wechat', { settings: { followCode: collector.code } });
		expect(await phone.follow()).toMatchObject([{ kind: 'card', title: '取货体验' }]);
		expect(await phone.say('你好')).toEqual([]);
		expect(await phone.leave()).toEqual([]);
	});

	it('says on its log page when there is nothing to ask, and shows no error to the person', async () => {
		const url = await sceneUrl();
		await collectors.update(owner.actor, collector.id, { status: 'closed' });
		const phone = createPhone(platforms.world, account, user, deliver);
		expect(await phone.scan(url)).toEqual([]);
		expect(await lines()).toEqual([['nothing_to_ask', 1]]);
	});

	it('draws its codes once: they cannot be taken back', async () => {
		const first = await drawn();
		expect(first).not.toBe(await plainCode());
		expect(await drawn()).toBe(first);
		expect(asked('/cgi-bin/qrcode/create')).toBe(1);
	});

	it('falls back to the plain link where a right is missing, and says which', async () => {
		account.rights.delete('qrcode');
		expect(await drawn()).toBe(await plainCode());
		expect((await channels.get(owner.actor, 'wechat')).missing).toEqual(['code']);
		expect(await lines()).toEqual([['wx_48001', 1]]);
		await drawn();
		expect(asked('/cgi-bin/qrcode/create')).toBe(1);
		// The account was verified since: checking finds out anew.
		account.rights.add('qrcode');
		expect((await channels.check(owner.actor, 'wechat')).missing).toEqual([]);
		expect(await drawn()).not.toBe(await plainCode());
	});

	it('fetches one token for fifty who send at once, in two processes', async () => {
		there();
		const other = process();
		const sent = await Promise.all(Array.from({ length: 50 }, (_, at) => send(at % 2 ? clients : other)));
		expect(sent.every(({ ok }) => ok)).toBe(true);
		expect(user.inbox).toHaveLength(50);
		expect(asked('/cgi-bin/stable_token')).toBe(1);
		platforms.world.advance(2 * 3600_000 - 4 * 60_000);
		there();
		await Promise.all(Array.from({ length: 20 }, () => send()));
		expect(asked('/cgi-bin/stable_token')).toBe(2);
		const stored = await test.db.query('select token from channel_token where workspace_id = $1', [
			owner.actor.workspaceId
		]);
		expect((stored.rows[0].token as Buffer).toString('latin1')).not.toContain('90_');
	});

	it('holds no connection while the platform thinks about a token', async () => {
		there();
		fault('hang', '/cgi-bin/stable_token');
		const waiting = send(process(2_000));
		await expect.poll(() => asked('/cgi-bin/stable_token')).toBe(1);
		const held = await test.db.query(
			"select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
			[]
		);
		expect(held.rows).toEqual([]);
		// Another process waits for what the first is told, and asks itself when nothing comes of it.
		const [first, second] = await Promise.all([waiting, send(process())]);
		expect(first).toMatchObject({ ok: false, kind: 'retry', code: 'timeout' });
		expect(second).toEqual({ ok: true, value: null });
		expect(asked('/cgi-bin/stable_token')).toBe(2);
		const leases = await test.db.query('select 1 from channel_lease where workspace_id = $1', [
			owner.actor.workspaceId
		]);
		expect(leases.rows).toEqual([]);
	});

	it('goes on with another token when its own was superseded, once for all', async () => {
		there();
		await send();
		platforms.world.supersede(account);
		const sent = await Promise.all(Array.from({ length: 10 }, () => send()));
		expect(sent.every(({ ok }) => ok)).toBe(true);
		expect(asked('/cgi-bin/stable_token')).toBe(2);
		expect(user.inbox).toHaveLength(11);
		expect(await lines()).toEqual([]);
	});

	it('stops for the day when the quota is used up, and begins again at midnight in China', async () => {
		there();
		await send();
		fault('quota-day', '/cgi-bin/message');
		expect(await send()).toMatchObject({ ok: false, kind: 'retry', code: 'wx_45009', afterMs: 7 * 3600_000 });
		expect(await send()).toMatchObject({ ok: false, kind: 'retry', code: 'paused' });
		expect(asked('/cgi-bin/message/custom/send')).toBe(2);
		expect(await lines()).toEqual([['wx_45009', 1]]);
		expect((await channels.get(owner.actor, 'wechat')).pausedUntil).toBe('2026-03-02T16:00:00.000Z');
		platforms.world.advance(7 * 3600_000 + 1_000);
		there();
		expect(await send()).toEqual({ ok: true, value: null });
	});

	it('waits a minute when it was too quick', async () => {
		there();
		fault('quota-minute', '/cgi-bin/message');
		expect(await send()).toMatchObject({ kind: 'retry', code: 'wx_45011', afterMs: 60_000 });
		expect(await send()).toMatchObject({ code: 'paused' });
		platforms.world.advance(60_001);
		expect(await send()).toEqual({ ok: true, value: null });
	});

	it('does not write to somebody unknown, who has left, or who was not there for long', async () => {
		user.openid = 'oNobody';
		expect(await send()).toMatchObject({ kind: 'permanent', scope: 'recipient', code: 'wx_40003' });
		platforms.world.users.set(user.openid, user);
		expect(await send()).toMatchObject({ kind: 'permanent', scope: 'recipient', code: 'wx_43004' });
		there();
		user.window.until = 0;
		expect(await send()).toMatchObject({ kind: 'permanent', scope: 'recipient', code: 'wx_45015' });
		user.window = { left: 0, until: Infinity };
		expect(await send()).toMatchObject({ kind: 'permanent', scope: 'recipient', code: 'wx_45047' });
		expect((await channels.get(owner.actor, 'wechat')).missing).toEqual([]);
	});

	it('never sends again what may have arrived', async () => {
		there();
		fault('reset-after-accept', '/cgi-bin/message');
		expect(await send()).toMatchObject({ ok: false, kind: 'unknown', code: 'broken_off' });
		expect(user.inbox).toHaveLength(1);
		expect(asked('/cgi-bin/message/custom/send')).toBe(1);
	});

	it('does not wait for ever for a platform that hangs', async () => {
		there();
		await send();
		fault('hang', '/cgi-bin/message');
		expect(await send(process(200))).toMatchObject({ ok: false, kind: 'unknown', code: 'timeout' });
		// A token that does not come was never sent for anybody: that may be tried again.
		platforms.world.advance(3 * 3600_000);
		fault('hang', '/cgi-bin/stable_token');
		expect(await send(process(200))).toMatchObject({ ok: false, kind: 'retry', code: 'timeout' });
	});

	it('says what is wrong when it is checked, in order to be put right', async () => {
		const checked = async () => (await channels.check(owner.actor, 'wechat')).steps[0]!;
		expect(await checked()).toMatchObject({ id: 'asked', isDone: true });
		fault('ip-denied');
		const denied = await checked();
		expect(denied.isDone).toBe(false);
		expect(denied.text['zh-CN']).toContain('203.0.113.7');
		fault('banned');
		expect((await checked()).text.en).toContain('blocked');
		account.appSecret = 'f'.repeat(32);
		platforms.world.advance(3 * 3600_000);
		expect((await checked()).text.en).toContain('AppSecret is wrong');
		await platforms.close();
		platforms.world.advance(3 * 3600_000);
		expect((await checked()).text.en).toContain('does not reach');
		platforms = await startPlatforms({ start: START });
	});

	it('forgets tokens and codes of another account', async () => {
		await drawn();
		const other = platforms.world.addAccount();
		await channels.put(owner.actor, 'wechat', { settings: { appId: other.appId, appSecret: other.appSecret } });
		await drawn();
		expect(asked('/cgi-bin/stable_token')).toBe(2);
		expect(asked('/cgi-bin/qrcode/create')).toBe(2);
	});

	it('keeps tokens and secrets out of what goes wrong', async () => {
		there();
		const said: unknown[] = [];
		for (const does of ['busy', 'quota-minute', 'hang', 'reset-after-accept'] as const) {
			fault(does, '/cgi-bin/message');
			said.push(await send(process(200)));
			platforms.world.advance(61_000);
		}
		const text = JSON.stringify([said, await channels.log(owner.actor, 'wechat'), platforms.world.log]);
		expect(said).toHaveLength(4);
		for (const secret of [account.appSecret, account.access!.token, account.aesKey, user.openid])
			expect(text).not.toContain(secret);
	});
});
