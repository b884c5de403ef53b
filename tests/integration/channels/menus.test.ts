import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import type { Deliver } from '../../support/platforms/wechat-phone.ts';
import { menuOf, openWechat, type WechatWorld } from './wechat-world.ts';

const MINUTE = 60_000;

describe.each(testDatabases())('a question in the chat ($name)', (engine) => {
	let test: TestDb;
	let at: WechatWorld;

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());
	afterEach(() => at.platforms.close());

	const scan = () => at.phone().scan(at.codeUrl);
	const messages = async () =>
		(
			await test.db.query('select state, code from channel_message where workspace_id = $1', [
				at.owner.actor.workspaceId
			])
		).rows as { state: string; code: string | null }[];
	/** The same answer on the page, by the link of a card. */
	const onPage = async (url: string, answers: Record<string, string>) => {
		const personal = at.services.responses.personal(at.collector.code, new URL(url).searchParams.get('r')!);
		const { responseId, ticket } = personal as { responseId: string; ticket: string };
		const given = { code: at.collector.code, responseId, ticket, language: 'zh-CN', answers };
		return (await at.services.responses.submit(given, { address: '192.0.2.1' })).status;
	};

	it.each(['plain', 'encrypted'] as const)(
		'is asked when somebody scans, and the tap is the answer (%s)',
		async (mode) => {
			at = await openWechat(test, { settings: { mode } });
			at.account.mode = mode;
			const shown = await scan();
			expect(shown).toHaveLength(1);
			const menu = menuOf(shown);
			expect(menu.head).toBe('您对这次体验满意吗？');
			expect(menu.items.map(({ content }) => content)).toEqual(['1 非常不满意', '2', '3', '4', '5 非常满意']);
			// Nothing of answer or person in what goes back and forth.
			expect(menu.items.every(({ id }) => /^\d{14}$/.test(id))).toBe(true);
			const [after] = await at.phone().tap(menu.items[4]!);
			expect(await at.answers()).toEqual([{ csat: 5, mark: null }]);
			expect(after).toMatchObject({ kind: 'card', title: '感谢您的反馈！还想多说几句吗？', text: '取货体验' });
			const { url } = after as { url: string };
			expect(new URL(url).searchParams.get('v')).toBe('csat.5');
			expect(await onPage(url, { csat: '5', comment: '很快' })).toBe('changed');
			expect(await at.answers()).toEqual([{ csat: 5, comment: '很快', mark: null }]);
		}
	);

	it('counts once however often the platform sends the tap, and says the same each time', async () => {
		at = await openWechat(test);
		const menu = menuOf(await scan());
		const bodies: string[] = [];
		const flaky: Deliver = async (url, body, patience) => {
			const answer = await at.deliver(url, body, patience);
			bodies.push(answer.body);
			return bodies.length < 3 ? { status: 502, body: '' } : answer;
		};
		const shown = await at.phone(flaky).tap(menu.items[3]!);
		expect(shown).toHaveLength(1);
		expect(bodies).toHaveLength(3);
		expect(await at.answers()).toEqual([{ csat: 4, mark: null }]);
	});

	it('takes the later tap for some minutes, then the first stays; an older one that comes late changes nothing', async () => {
		at = await openWechat(test);
		const menu = menuOf(await scan());
		const sent: { url: string; body: Uint8Array }[] = [];
		const recording: Deliver = (url, body, patience) => {
			sent.push({ url, body });
			return at.deliver(url, body, patience);
		};
		await at.phone(recording).tap(menu.items[1]!);
		await at.phone().tap(menu.items[1]!);
		expect(await at.answers()).toEqual([{ csat: 2, mark: null }]);
		at.world.advance(5_000);
		const [after] = await at.phone().tap(menu.items[4]!);
		expect(await at.answers()).toEqual([{ csat: 5, mark: null }]);
		// The first tap once more, as the platform repeats it.
		await at.deliver(sent[0]!.url, sent[0]!.body, 5_000);
		expect(await at.answers()).toEqual([{ csat: 5, mark: null }]);
		// What was written on the page stays beside another tap.
		await onPage((after as { url: string }).url, { csat: '5', comment: '很快' });
		at.world.advance(MINUTE);
		await at.phone().tap(menu.items[3]!);
		expect(await at.answers()).toEqual([{ csat: 4, comment: '很快', mark: null }]);
		at.world.advance(11 * MINUTE);
		expect(await at.phone().tap(menu.items[0]!)).toEqual([
			{ kind: 'text', text: '感谢您的反馈！您之前的回答已保留。' }
		]);
		expect(await at.answers()).toEqual([{ csat: 4, comment: '很快', mark: null }]);
	});

	it('lets the rest be answered for as long as the link holds, the tapped score unchanged', async () => {
		at = await openWechat(test);
		const [after] = await at.phone().tap(menuOf(await scan()).items[4]!);
		const { url } = after as { url: string };
		at.world.advance(3 * 24 * 60 * MINUTE);
		expect(await onPage(url, { csat: '1', comment: '改主意' })).toBe('late');
		expect(await onPage(url, { csat: '5', comment: '还不错' })).toBe('changed');
		expect(await at.answers()).toEqual([{ csat: 5, comment: '还不错', mark: null }]);
		expect(await at.services.responses.recount(at.owner.actor.workspaceId)).toEqual([]);
	});

	it('asks NPS by eleven items, and thanks when there is no more to ask', async () => {
		at = await openWechat(test, { kind: 'nps' });
		const menu = menuOf(await scan());
		expect(menu.items).toHaveLength(11);
		await at.phone().tap(menu.items[10]!);
		expect(await at.answers()).toEqual([{ nps: 10, mark: null }]);
	});

	it('says so when the survey has ended meanwhile, and takes no tap of somebody else', async () => {
		at = await openWechat(test);
		const menu = menuOf(await scan());
		const other = at.world.addUser();
		const { createPhone } = await import('../../support/platforms/wechat-phone.ts');
		expect(await createPhone(at.world, at.account, other, at.deliver).tap(menu.items[0]!)).toEqual([]);
		expect(await at.phone().tap({ id: '99', content: '5' })).toEqual([]);
		expect(await at.lines()).toEqual(['unknown_tap']);
		await at.services.collectors.update(at.owner.actor, at.collector.id, { status: 'closed' });
		at.world.advance(60 * MINUTE);
		await at.phone().tap(menu.items[0]!);
		expect((await at.answers()).filter(({ mark }) => mark === null)).toEqual([]);
	});

	it.each([
		['the right is missing', 'rights-missing', 'failed'],
		['the platform is busy', 'busy', 'failed'],
		['nobody knows whether it arrived', 'reset-after-accept', 'unknown']
	] as const)('goes out as a link where %s, to the same one answer', async (_why, does, state) => {
		at = await openWechat(test);
		at.fault(does, '/cgi-bin/message/custom/send');
		const shown = await scan();
		const card = shown.find((one) => one.kind === 'card')!;
		expect(await messages()).toMatchObject([{ state }]);
		expect(at.asked('/cgi-bin/message/custom/send')).toBe(1);
		expect(await onPage(card.url, { csat: '4' })).toBe('created');
		if (does === 'reset-after-accept') await at.phone().tap(menuOf(shown).items[4]!);
		expect(await at.answers()).toHaveLength(1);
		const missing = (await at.channels.get(at.owner.actor, 'wechat')).missing;
		expect(missing).toEqual(does === 'rights-missing' ? ['menu'] : []);
	});

	it('does not keep somebody waiting for a platform that hangs', async () => {
		at = await openWechat(test, { patienceMs: 100 });
		at.fault('hang', '/cgi-bin/message/custom/send');
		expect(await scan()).toMatchObject([{ kind: 'card' }]);
	});

	it('is sent once for a push that comes to two processes at once', async () => {
		at = await openWechat(test);
		const other = at.process();
		let first: Promise<unknown> | null = null;
		const twice: Deliver = async (url, body, patience) => {
			first = at.deliverTo(other.hooks)(url, body, patience);
			return at.deliver(url, body, patience);
		};
		await at.phone(twice).scan(at.codeUrl);
		await first;
		expect(at.asked('/cgi-bin/message/custom/send')).toBe(1);
		expect(at.user.inbox.filter(({ kind }) => kind === 'menu')).toHaveLength(1);
	});

	it('sends no more than the platform lets, and does not ask it in vain', async () => {
		at = await openWechat(test);
		await scan();
		at.user.follows = true;
		const { claimMessage } = await import('../../../server/areas/channels/repo/people.ts');
		const { windows } = await import('../../../server/areas/channels/windows.ts');
		const { rows } = await test.db.query('select channel_id, person from channel_person where workspace_id = $1', [
			at.owner.actor.workspaceId
		]);
		const who = {
			workspaceId: at.owner.actor.workspaceId,
			channelId: rows[0].channel_id as string,
			person: rows[0].person as string
		};
		const claim = () => claimMessage(test.db.system, who, windows, at.world.now());
		expect(await Promise.all([claim(), claim(), claim()])).toEqual(expect.arrayContaining([true, true, false]));
		at.world.advance(2 * MINUTE);
		expect(await claim()).toBe(false);
	});

	it('is not asked where a link is wanted, or nothing but the link can be sent', async () => {
		at = await openWechat(test, { settings: { ask: 'link' } });
		expect(await scan()).toMatchObject([{ kind: 'card' }]);
		await at.channels.put(at.owner.actor, 'wechat', { settings: { ask: 'menu', appSecret: '' } });
		at.world.advance(1_000);
		expect(await scan()).toMatchObject([{ kind: 'card' }]);
		expect(at.asked('/cgi-bin/message/custom/send')).toBe(0);
	});
});
