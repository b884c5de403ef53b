import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pageSignature } from '../../../server/channels/index.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { ORIGIN } from '../answers/support.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

const TICKET = '/cgi-bin/ticket/getticket';

describe.each(testDatabases())('the card that is passed on in WeChat ($name)', (engine) => {
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

	const page = (more = '') => `${ORIGIN}/s/${at.collector.code}${more}`;
	const card = (url = page(), of = at.channels) => of.shareCard(at.collector.code, url);

	it('signs the page as it was opened, and leads to the survey without anybody’s name', async () => {
		const url = page('?r=1.2&lang=zh-CN');
		const made = (await card(url))!;
		expect(made).toMatchObject({ appId: at.account.appId, link: page() });
		expect(made.signature).toBe(pageSignature(at.account.ticket!.token, made.nonce, made.timestamp, url));
	});

	it('asks for one ticket for all pages and processes, and for another when it has ended', async () => {
		const second = at.process().channels;
		await Promise.all(Array.from({ length: 50 }, (_, n) => card(page(), n % 2 ? at.channels : second)));
		expect(at.asked(TICKET)).toBe(1);
		at.world.advance(7_200_000);
		const made = (await card())!;
		expect(made.signature).toBe(pageSignature(at.account.ticket!.token, made.nonce, made.timestamp, page()));
		expect(at.asked(TICKET)).toBe(2);
	});

	it.each([
		'https://elsewhere.example/s/x',
		`${ORIGIN}.elsewhere.example/s/x`,
		`${ORIGIN}/s/another12345`,
		`${ORIGIN}/settings`
	])('signs nothing else: %s', async (url) => {
		expect(await card(url)).toBeNull();
		expect(await card(page('#there'))).toBeNull();
		expect(await at.channels.shareCard('nowhere12345', `${ORIGIN}/s/nowhere12345`)).toBeNull();
		expect(at.asked(TICKET)).toBe(0);
	});

	it('leaves the page as it is where the account lacks the right, and says which', async () => {
		at.account.rights.delete('share');
		expect(await card()).toBeNull();
		expect(await card()).toBeNull();
		expect(at.asked(TICKET)).toBe(1);
		expect((await at.channels.get(at.owner.actor, 'wechat')).missing).toEqual(['share']);
	});

	it('takes another ticket when the secret is another one', async () => {
		await card();
		at.account.appSecret = 'f'.repeat(32);
		at.account.ticket = null;
		await at.channels.put(at.owner.actor, 'wechat', { settings: { appSecret: at.account.appSecret } });
		await card();
		expect(at.asked(TICKET)).toBe(2);
	});
});
