import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMiniProgram } from '../../../server/areas/channels/mini-ways.ts';
import { findChannel } from '../../../server/areas/channels/repo/channels.ts';
import { newCode } from '../../../server/areas/surveys/collector-code.ts';
import { createCollectors, type Collectors } from '../../../server/areas/surveys/collectors.ts';
import { createPlatformHttp, pageUrl } from '../../../server/channels/index.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';
import type { Account } from '../../support/platforms/world.ts';
import { ORIGIN } from '../answers/support.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

const DAY = 24 * 3_600_000;
const [CODE, LINK, TOKEN] = ['/wxa/getwxacodeunlimit', '/wxa/generate_urllink', '/cgi-bin/stable_token'];

describe.each(testDatabases())('the mini program beside an official account ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;
	let mini: Account;
	let collectors: Collectors;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());
	beforeEach(async () => {
		at = await openWechat(test);
		mini = at.world.addMiniProgram();
		collectors = collectorsWith(at.clients);
		await put({ miniAppId: mini.appId, miniSecret: mini.appSecret });
	});

	/** As one process has them. */
	const collectorsWith = (clients: WechatWorld['clients']) => {
		const shared = { db: test.db, newId, now: at.world.now, seal: at.seal, origin: ORIGIN, newCode };
		return createCollectors({ ...shared, miniProgram: createMiniProgram({ ...shared, clients }) });
	};
	const put = (settings: Record<string, string>) => at.channels.put(at.owner.actor, 'wechat', { settings });
	const look = (by = collectors) => by.miniProgram(at.owner.actor, at.collector.id);
	const row = async () => (await findChannel(test.db.system, at.owner.actor.workspaceId, 'wechat'))!;
	const check = () => at.channels.check(at.owner.actor, 'wechat');
	const miniStep = async () => (await check()).steps.find(({ id }) => id === 'mini')!;

	it('opens a survey by a code and a link, each with a token of its own account', async () => {
		const view = await look();
		expect(view).toMatchObject({
			page: `pages/survey/survey?scene=${at.collector.code}`,
			code: { lack: null },
			link: { lack: null, endsAt: new Date(at.world.now().getTime() + 30 * DAY).toISOString() },
			plain: pageUrl(ORIGIN, at.collector.code)
		});
		expect(at.world.miniCodes).toEqual([{ appId: mini.appId, scene: at.collector.code, page: 'pages/survey/survey' }]);
		expect(at.world.miniLinks.get(view.link.url!)).toEqual({
			...{ appId: mini.appId, path: 'pages/survey/survey', query: `scene=${at.collector.code}` },
			until: Date.parse(view.link.endsAt!)
		});
		const [head, base64] = view.code.picture!.split(',');
		expect(head).toBe('data:image/png;base64');
		expect(Buffer.from(base64!, 'base64').subarray(1, 4).toString()).toBe('PNG');
		// Both were asked at once, with nothing of the official account.
		expect(at.world.tokens.map(({ appId }) => appId)).toEqual([mini.appId]);
	});

	it('fetches one token for all who ask at once in two processes, beside that of the account', async () => {
		const other = collectorsWith(at.process().clients);
		const views = await Promise.all(Array.from({ length: 20 }, (_, n) => look(n % 2 ? other : collectors)));
		expect(views.every(({ code, link }) => code.picture !== null && link.url !== null)).toBe(true);
		await at.clients.ask(await row(), null, (api) => api.probe());
		expect(at.world.tokens.map(({ appId }) => appId)).toEqual([mini.appId, at.account.appId]);
		const kept = await test.db.query('select kind, token from channel_token where workspace_id = $1 order by kind', [
			at.owner.actor.workspaceId
		]);
		expect(kept.rows.map(({ kind }) => kind as string)).toEqual(['access', 'mini']);
		expect(Buffer.concat(kept.rows.map(({ token }) => token as Buffer)).toString('latin1')).not.toContain('90_');
	});

	it('goes on with another token when its own was superseded; the account keeps its own', async () => {
		await at.clients.ask(await row(), null, (api) => api.probe());
		await look();
		at.world.supersede(mini);
		expect(await look()).toMatchObject({ code: { lack: null }, link: { lack: null } });
		await at.clients.ask(await row(), null, (api) => api.probe());
		expect(at.asked(TOKEN)).toBe(3);
		expect(await at.lines()).toEqual([]);
	});

	it('keeps its link, renews it a week before its end, and hands out the old one while WeChat is away', async () => {
		const first = (await look()).link;
		at.world.advance(22 * DAY);
		expect((await look()).link).toEqual(first);
		expect(at.asked(LINK)).toBe(1);
		at.world.advance(2 * DAY);
		at.fault('busy', LINK);
		expect((await look()).link).toEqual(first);
		at.world.advance(60_000);
		const next = (await look()).link;
		expect(next.url).not.toBe(first.url);
		expect(Date.parse(next.endsAt!)).toBe(at.world.now().getTime() + 30 * DAY);
		at.world.advance(31 * DAY);
		at.fault('busy', LINK);
		expect((await look()).link).toEqual({ url: null, endsAt: null, lack: 'mini_later' });
	});

	it('does not count its links among the codes that are there for good', async () => {
		await look();
		const left = async () =>
			Object.fromEntries(
				(await at.channels.get(at.owner.actor, 'wechat')).limits.map((limit) => [limit.id, limit.left] as const)
			);
		expect(await left()).toMatchObject({ codes: 100_000, miniLinks: 499_999 });
		await test.db.query(`update channel_use set times = 500000 where workspace_id = $1 and what = 'mini_link'`, [
			at.owner.actor.workspaceId
		]);
		await test.db.query('delete from channel_code where workspace_id = $1', [at.owner.actor.workspaceId]);
		expect(await look()).toMatchObject({ code: { lack: null }, link: { url: null, lack: 'mini_later' } });
		expect(at.asked(LINK)).toBe(1);
		expect(await at.lines()).toEqual(['mini_links_used_up']);
	});

	it.each([
		['wxacode', 'code', 'mini_code', CODE, 'mini_wx_48001'],
		['urllink', 'link', 'mini_link', LINK, 'mini_wx_40002']
	] as const)(
		'without the right to its %s says so, does not ask again, and leaves the rest as it is',
		async (right, part, lack, path, line) => {
			mini.rights.delete(right);
			const view = await look();
			expect(view[part].lack).toBe(lack);
			expect(view[part === 'code' ? 'link' : 'code'].lack).toBeNull();
			expect(view.plain).toBe(pageUrl(ORIGIN, at.collector.code));
			expect((await at.channels.get(at.owner.actor, 'wechat')).missing).toEqual([lack]);
			expect(await at.lines()).toEqual([line]);
			await look();
			expect(at.asked(path)).toBe(1);
			mini.rights.add(right);
			expect((await check()).missing).toEqual([]);
			expect((await look())[part].lack).toBeNull();
		}
	);

	it('says that its page is not published, and asks anew when another one is set', async () => {
		mini.pages = ['pages/ask/ask'];
		expect(await look()).toMatchObject({ code: { lack: 'mini_page' }, link: { lack: 'mini_page' } });
		expect((await at.lines()).sort()).toEqual(['mini_wx_40165', 'mini_wx_41030']);
		await put({ miniPage: 'pages/ask/ask' });
		const before = (await look()).link.url!;
		expect(at.world.miniLinks.get(before)!.path).toBe('pages/ask/ask');
		// A link of before would open a page that is no more.
		mini.pages = ['pages/other'];
		await put({ miniPage: 'pages/other' });
		expect(at.world.miniLinks.get((await look()).link.url!)!.path).toBe('pages/other');
		mini.pages = [];
		await put({ miniPage: '' });
		expect((await look()).link.lack).toBe('mini_page');
	});

	it('does not ask for a code that cannot hold the survey’s', async () => {
		const shared = { db: test.db, now: at.world.now, seal: at.seal, clients: at.clients };
		const ways = await createMiniProgram(shared)(at.owner.actor.workspaceId, 'Z'.repeat(33));
		expect(ways).toMatchObject({ page: null, code: { lack: 'mini_scene' }, link: { lack: 'mini_scene' } });
		expect([at.asked(CODE), at.asked(LINK)]).toEqual([0, 0]);
		const long = await at.clients.askMini(await row(), null, (api) =>
			api.code({ scene: 'a b', page: 'pages/survey/survey' })
		);
		expect(long).toMatchObject({ ok: false, kind: 'permanent', scope: 'config', code: 'wx_40169' });
	});

	it('stands in for a WeChat that is strict about scenes, pages, widths and days', async () => {
		await look();
		const ask = async (path: string, body: object, { access } = mini) => {
			const answer = await fetch(`${at.platforms.wechatBase}${path}?access_token=${access!.token}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			});
			const isJson = answer.headers.get('content-type') === 'application/json';
			return isJson ? ((await answer.json()) as { errcode: number }).errcode : answer.headers.get('content-type');
		};
		const [code, link] = [
			{ scene: 'a1', page: 'pages/survey/survey', check_path: true, env_version: 'release', width: 430 },
			{ path: 'pages/survey/survey', query: '', expire_type: 1, expire_interval: 30, env_version: 'release' }
		];
		expect(await ask(CODE, code)).toBe('image/png');
		for (const [more, errcode] of [
			[{ scene: '' }, 40169],
			[{ scene: 'a'.repeat(33) }, 40169],
			[{ scene: 'a b' }, 40129],
			[{ scene: '问卷' }, 40129],
			[{ page: '/pages/survey/survey' }, 41030],
			[{ page: 'pages/other' }, 41030],
			[{ width: 1281 }, 40097],
			[{ colour: 'red' }, 40097]
		] as const)
			expect([more, await ask(CODE, { ...code, ...more })]).toEqual([more, errcode]);
		for (const [more, errcode] of [
			[{ path: 'pages/other' }, 40165],
			[{ query: 'scene=问卷' }, 40212],
			[{ query: 'a'.repeat(1025) }, 40212],
			[{ expire_interval: 31 }, 85401],
			[{ env_version: 'newest' }, 85402]
		] as const)
			expect([more, await ask(LINK, { ...link, ...more })]).toEqual([more, errcode]);
		// A token of the official account is none of the mini program.
		await at.clients.ask(await row(), null, (api) => api.probe());
		expect(await ask(CODE, code, at.account)).toBe(48001);
		expect(await ask(LINK, link, at.account)).toBe(40002);
	});

	it('is checked beside the account, and says in words what is wrong', async () => {
		expect(await miniStep()).toMatchObject({ isDone: true });
		const view = await check();
		expect(view.limits.map(({ id }) => id)).toEqual(expect.arrayContaining([CODE, LINK, '/cgi-bin/qrcode/create']));
		at.fault('ip-denied', '/cgi-bin/openapi/quota/get');
		const denied = await miniStep();
		expect(denied.isDone).toBe(false);
		expect(denied.text['zh-CN']).toContain('203.0.113.7');
		await put({ miniSecret: 'f'.repeat(32) });
		const { steps } = await check();
		expect(steps.map(({ id, isDone }) => [id, isDone])).toEqual([
			['asked', true],
			['address', false],
			['push', false],
			['mini', false]
		]);
		expect(steps.at(-1)!.text.en).toContain('AppSecret is wrong');
		expect(await look()).toMatchObject({ code: { lack: 'mini_refused' }, link: { lack: 'mini_refused' } });
		// WeChat says by the same number that an account may make no links.
		await put({ miniAppId: 'wxfake99999999', miniSecret: mini.appSecret });
		expect(await look()).toMatchObject({ code: { lack: 'mini_refused' }, link: { lack: 'mini_refused' } });
		expect((await at.channels.get(at.owner.actor, 'wechat')).missing).toEqual([]);
	});

	it('pauses alone when its quota is used up', async () => {
		at.fault('quota-day', LINK);
		expect(await look()).toMatchObject({ code: { lack: null }, link: { lack: 'mini_later' } });
		expect(await look()).toMatchObject({ code: { lack: 'mini_later' }, link: { lack: 'mini_later' } });
		expect(at.asked(LINK)).toBe(1);
		expect((await at.channels.get(at.owner.actor, 'wechat')).pausedUntil).toBeNull();
		expect(await at.clients.ask(await row(), null, (api) => api.probe())).toEqual({ ok: true, value: null });
		at.world.advance(8 * 3_600_000);
		expect(await look()).toMatchObject({ code: { lack: null }, link: { lack: null } });
	});

	it('waits a minute, not a day, when codes were asked for too quickly', async () => {
		at.fault('quota-day', CODE);
		expect((await look()).code.lack).toBe('mini_later');
		at.world.advance(60_001);
		expect((await look()).code.lack).toBeNull();
		expect(await at.lines()).toEqual(['mini_wx_45011']);
	});

	it('says to come again when WeChat hangs or breaks off, and does', async () => {
		at.fault('reset-after-accept', CODE);
		at.fault('reset-after-accept', LINK);
		expect(await look()).toMatchObject({ code: { lack: 'mini_later' }, link: { lack: 'mini_later' } });
		expect(await look()).toMatchObject({ code: { lack: null }, link: { lack: null } });
	});

	it('is missing in words: no account, no mini program, none that could be read', async () => {
		await put({ miniAppId: '' });
		expect(await look()).toMatchObject({
			...{ page: null, code: { lack: 'mini_absent' }, link: { lack: 'mini_absent' } },
			plain: pageUrl(ORIGIN, at.collector.code)
		});
		const { steps, limits } = await at.channels.get(at.owner.actor, 'wechat');
		expect(steps.map(({ id }) => id)).not.toContain('mini');
		expect(limits.map(({ id }) => id)).not.toContain('miniLinks');
		const unreadable = Buffer.from('nobody can read this');
		await test.db.query('update channel set secrets = $2 where workspace_id = $1', [
			at.owner.actor.workspaceId,
			unreadable
		]);
		expect((await look()).code.lack).toBe('channel_unreadable');
		await at.channels.remove(at.owner.actor, 'wechat');
		expect((await look()).code.lack).toBe('channel_absent');
		expect(at.asked(TOKEN)).toBe(0);
	});

	it('has its secret sealed and nowhere shown, and half of it is refused', async () => {
		await look();
		at.fault('busy', '/wxa/', 2);
		await look();
		const shown = JSON.stringify([
			await at.channels.list(at.owner.actor),
			await look(),
			await at.channels.log(at.owner.actor, 'wechat'),
			at.world.log
		]);
		for (const secret of [mini.appSecret, mini.access!.token]) expect(shown).not.toContain(secret);
		const stored = await row();
		expect(JSON.stringify(stored.settings) + stored.secrets.toString('latin1')).not.toContain(mini.appSecret);
		await expect(put({ miniSecret: '' })).rejects.toMatchObject({
			issues: [{ code: 'required', path: ['settings', 'miniSecret'] }]
		});
	});

	it('has a file of its own by which WeChat checks the domain', async () => {
		await put({ verifyFile: 'MP_verify_0123456789abcdef.txt', verifyText: 'of-the-account' });
		await put({ miniVerifyFile: 'aB3dE6gH9j.txt', miniVerifyText: 'of-the-mini-program' });
		expect(await at.channels.domainFile('aB3dE6gH9j.txt')).toBe('of-the-mini-program');
		expect(await at.channels.domainFile('MP_verify_0123456789abcdef.txt')).toBe('of-the-account');
		await expect(put({ miniVerifyText: '' })).rejects.toMatchObject({
			issues: [{ code: 'required', path: ['settings', 'miniVerifyText'] }]
		});
	});

	it('is of their own workspace, for whoever may see codes', async () => {
		const { owner: stranger } = await createPeople(test.db).workspace();
		await expect(collectors.miniProgram(stranger.actor, at.collector.id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(collectors.miniProgram(null, at.collector.id)).rejects.toMatchObject({ code: 'unauthenticated' });
		expect(at.asked(CODE)).toBe(0);
	});

	it('takes an image only where one was asked for', async () => {
		await look();
		const http = createPlatformHttp();
		const url = `${at.platforms.wechatBase}${CODE}?access_token=${mini.access!.token}`;
		const body = { scene: 'a1', page: 'pages/survey/survey', check_path: true, env_version: 'release', width: 280 };
		expect(await http(url, body, 'picture')).toMatchObject({ ok: true, picture: { contentType: 'image/png' } });
		expect(await http(url, body)).toMatchObject({ ok: false, kind: 'unknown', code: 'not_json' });
	});
});
