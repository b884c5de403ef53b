import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkChannelAnswers } from '../../../server/areas/channels/jobs/link-answers.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { authorize } from '../../support/platforms/wechat-entry.ts';
import { ORIGIN } from '../answers/support.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

const PHONE =
	'Mozilla/5.0 (Linux; Android 14; wv) Chrome/142.0.0.0 XWEB/1420153 MicroMessenger/8.0.67.3000 WeChat/arm64';
const TOLD = '/sns/oauth2/access_token';

describe.each(testDatabases())('the way from the menu of an account ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;
	let address: string;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());

	const open = async (settings: Record<string, string> = { know: 'yes', entry: 'silent' }) => {
		at = await openWechat(test, { settings });
		const { menu } = await at.channels.code(at.owner.actor, 'wechat', at.collector.code);
		const url = new URL(menu!);
		address = url.pathname.split('/').at(-2)!;
		expect(url.searchParams.get('c')).toBe(at.collector.code);
	};
	const page = () => `${ORIGIN}/s/${at.collector.code}`;
	const enter = (agent = PHONE) => at.channels.enter('wechat', address, at.collector.code, agent);
	const back = (url: URL, ticket: string) =>
		at.channels.back('wechat', address, Object.fromEntries(url.searchParams), ticket);

	it('tells who comes, without a question, and their answer is theirs', async () => {
		await open();
		const entry = (await enter())!;
		const returned = authorize(at.world, at.user, entry.to);
		const { to, ticket } = (await back(returned, entry.ticket!))!;
		expect(ticket).toBeNull();
		const link = new URL(to);
		expect(link.pathname).toBe(`/s/${at.collector.code}`);
		expect(to).not.toContain(at.user.openid);
		const personal = at.services.responses.personal(at.collector.code, link.searchParams.get('r')!);
		const sent = { code: at.collector.code, language: 'zh-CN', answers: { csat: '4' }, ...(personal as object) };
		expect(await at.services.responses.submit(sent)).toEqual({ status: 'created' });
		expect(await linkChannelAnswers.run({ system: test.db.system, now: at.world.now })).toBe(1);
		const { items } = await at.services.responses.list(at.owner.actor, {});
		expect(items[0]!.customerId).not.toBeNull();
		// Once more, as by the way back: the survey all the same, and nobody's.
		expect(await back(returned, '')).toEqual({ to: page(), ticket: null });
		expect(await back(returned, entry.ticket!)).toEqual({ to: page(), ticket: null });
		expect(await at.lines()).toEqual(['wx_40029']);
	});

	it.each([
		['outside WeChat', {}, 'Mozilla/5.0 Chrome/142'],
		['in WeCom', {}, `${PHONE} wxwork/5.0.6`],
		['where nobody wants to know', { know: 'no' }, PHONE],
		['where it is not switched on', { entry: 'plain' }, PHONE]
	])('opens the survey at once %s', async (_where, more, agent) => {
		await open({ know: 'yes', entry: 'silent', ...more });
		expect(await enter(agent)).toEqual({ to: page(), ticket: null });
		expect(at.asked(TOLD)).toBe(0);
	});

	it('is nobody’s for a state that is not of this browser, or is old', async () => {
		await open();
		const [mine, other] = [(await enter())!, (await enter())!];
		const returned = authorize(at.world, at.user, mine.to);
		expect(await back(returned, other.ticket!)).toEqual({ to: page(), ticket: null });
		at.world.advance(11 * 60_000);
		expect(await back(returned, mine.ticket!)).toEqual({ to: page(), ticket: null });
		expect(at.asked(TOLD)).toBe(0);
		expect(await at.channels.enter('wechat', address.slice(1), at.collector.code, PHONE)).toBeNull();
		expect(await at.channels.enter('wechat', address, '../x', PHONE)).toBeNull();
	});

	it('opens the survey where the right is missing, says which, and does not ask again', async () => {
		await open();
		const entry = (await enter())!;
		at.fault('rights-missing', TOLD);
		expect(await back(authorize(at.world, at.user, entry.to), entry.ticket!)).toEqual({ to: page(), ticket: null });
		expect((await at.channels.get(at.owner.actor, 'wechat')).missing).toEqual(['entry']);
		expect(await enter()).toEqual({ to: page(), ticket: null });
	});

	it('takes no name from a snapshot of the page', async () => {
		await open();
		const entry = (await enter())!;
		const returned = authorize(at.world, at.user, entry.to, { isSnapshot: true });
		expect(await back(returned, entry.ticket!)).toEqual({ to: page(), ticket: null });
		const kept = await test.db.query('select 1 from channel_answer where workspace_id = $1', [
			at.owner.actor.workspaceId
		]);
		expect(kept.rows).toEqual([]);
	});
});
