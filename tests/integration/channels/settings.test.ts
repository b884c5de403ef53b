import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChannels, type Channels } from '../../../server/areas/channels/channels.ts';
import type { Clients } from '../../../server/areas/channels/clients.ts';
import { secretsOf } from '../../../server/areas/channels/account.ts';
import { findChannel } from '../../../server/areas/channels/repo/channels.ts';
import { createSeal } from '../../../server/platform/seal.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { noRounds } from './no-rounds.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const whole = { appId: 'wxfake0000000000001', token: 'FakeToken1', mode: 'encrypted', aesKey: KEY };

describe.each(testDatabases())('accounts on platforms ($name)', (engine) => {
	let test: TestDb;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	let channels: Channels;
	const seal = createSeal(SECRET, 'channels');
	/** Nobody is asked here. */
	const nobody = () => Promise.reject(new Error('nobody is there'));
	const clients: Clients = {
		...{ ask: nobody, askWecom: nobody, askMini: nobody },
		...{ probe: nobody, quota: nobody, jsapiTicket: nobody }
	};
	const opener = { open: nobody, openOwn: nobody, state: () => 'open' as const };

	beforeAll(async () => {
		test = await openTestDb(engine);
		people = createPeople(test.db);
		channels = createChannels({
			db: test.db,
			newId,
			now: fakeNow().now,
			seal,
			origin: 'https://feedback.example.com',
			clients,
			opener,
			secret: SECRET,
			...noRounds
		});
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace());
	});

	const put = (settings: Record<string, string>) => channels.put(owner.actor, 'wechat', { settings });
	const stored = async () => (await findChannel(test.db.system, owner.actor.workspaceId, 'wechat'))!;
	const refusal = (done: Promise<unknown>) =>
		done.then(
			() => 'done',
			(error: { code: string; issues: { code: string; path: string[] }[] }) =>
				error.issues.map(({ code, path }) => `${code} ${path.join('.')}`).join(', ') || error.code
		);

	it('show what to fill in before there is one', async () => {
		const [wechat] = await channels.list(owner.actor);
		expect(wechat).toMatchObject({ kind: 'wechat', isConnected: false, hookUrl: null, lastPushAt: null });
		expect(wechat!.fields.map(({ name, value, isSet }) => [name, value, isSet])).toEqual([
			['appId', null, false],
			['appSecret', null, false],
			['token', null, false],
			['mode', null, false],
			['aesKey', null, false],
			['ask', null, false],
			['know', null, false],
			['entry', null, false],
			['followCode', null, false],
			['verifyFile', null, false],
			['verifyText', null, false],
			['onceTemplate', null, false],
			['miniAppId', null, false],
			['miniSecret', null, false],
			['miniPage', null, false],
			['miniVerifyFile', null, false],
			['miniVerifyText', null, false]
		]);
		expect(await channels.log(owner.actor, 'wechat')).toEqual([]);
	});

	it('have a file by which the platform checks the domain, served to anybody by its name alone', async () => {
		const file = { verifyFile: 'MP_verify_0123456789abcdef.txt', verifyText: '0123456789abcdef' };
		expect(await refusal(put({ ...whole, verifyFile: file.verifyFile }))).toBe('required settings.verifyText');
		expect(await refusal(put({ ...whole, ...file, verifyFile: 'robots.txt' }))).toContain('regex settings.verifyFile');
		await put({ ...whole, ...file });
		expect(await channels.domainFile(file.verifyFile)).toBe(file.verifyText);
		for (const name of ['MP_verify_0123456789abcdeF.txt', 'robots.txt', '../secret.txt', '.env.txt'])
			expect(await channels.domainFile(name)).toBeNull();
		await put({ verifyFile: '', verifyText: '' });
		expect(await channels.domainFile(file.verifyFile)).toBeNull();
	});

	it('warn of modes in which nobody signs what a message says', async () => {
		expect((await put(whole)).warnings).toEqual([]);
		expect((await put({ mode: 'compatible' })).warnings).toHaveLength(1);
		expect((await put({ mode: 'plain' })).warnings[0]!['zh-CN']).toContain('安全模式');
	});

	it('keep secrets sealed, and never give them back', async () => {
		const view = await put(whole);
		expect(view.hookUrl).toMatch(/^https:\/\/feedback\.example\.com\/hooks\/wechat\/[\w-]{43}$/);
		const shown = JSON.stringify([view, await channels.get(owner.actor, 'wechat'), await channels.list(owner.actor)]);
		const row = await stored();
		for (const secret of [whole.token, KEY]) {
			expect(shown).not.toContain(secret);
			expect(JSON.stringify(row.settings) + row.secrets.toString('latin1')).not.toContain(secret);
		}
		expect(secretsOf(seal, row)).toEqual({ token: whole.token, aesKey: KEY });
		// Copied to another channel the sealed text opens no more.
		expect(secretsOf(seal, { ...row, id: newId() })).toBeNull();
		const events = await test.db.query('select * from outbox where workspace_id = $1', [owner.actor.workspaceId]);
		expect(JSON.stringify(events.rows)).not.toContain(whole.token);
	});

	it('keep what a change leaves out, and the key before', async () => {
		const { hookUrl } = await put(whole);
		const other = KEY.replace('abc', 'cba');
		expect((await put({ aesKey: other })).hookUrl).toBe(hookUrl);
		expect(secretsOf(seal, await stored())).toEqual({ token: whole.token, aesKey: other, aesKeyBefore: KEY });
		await put({ token: '', appId: 'wxfake0000000000002' });
		expect(secretsOf(seal, await stored())).toMatchObject({ token: whole.token });
		expect((await stored()).settings).toEqual({ appId: 'wxfake0000000000002', mode: 'encrypted' });
	});

	it('say which field is wrong, and store nothing of it', async () => {
		expect(await refusal(put({}))).toBe('required settings.appId, required settings.token, required settings.mode');
		expect(await refusal(put({ ...whole, aesKey: 'short', token: 'a-b' }))).toBe(
			'regex settings.token, regex settings.aesKey'
		);
		expect(await refusal(put({ ...whole, aesKey: '' }))).toBe('required settings.aesKey');
		expect(await refusal(put({ ...whole, colour: 'red' }))).toBe('unknown settings.colour');
		expect(await refusal(put({ ...whole, __proto__x: 'red' }))).not.toBe('done');
		expect(await refusal(channels.put(owner.actor, 'toString', { settings: whole }))).toBe('not_found');
		expect(await channels.get(owner.actor, 'wechat')).toMatchObject({ isConnected: false });
		await put({ ...whole, mode: 'plain', aesKey: '' });
		expect(await refusal(put({ mode: 'compatible' }))).toBe('required settings.aesKey');
	});

	it('are one a kind, however many connect at once', async () => {
		const views = await Promise.all([put(whole), put(whole), put(whole)]);
		expect(new Set(views.map(({ hookUrl }) => hookUrl)).size).toBe(1);
		const kinds = await test.db.query('select kind from outbox where workspace_id = $1 and kind like $2', [
			owner.actor.workspaceId,
			'channel.%'
		]);
		expect(kinds.rows).toEqual([{ kind: 'channel.connected' }]);
	});

	it('are forgotten with everything when they are disconnected', async () => {
		await put(whole);
		const { id } = await stored();
		await channels.remove(owner.actor, 'wechat');
		expect(await refusal(channels.remove(owner.actor, 'wechat'))).toBe('not_found');
		expect(await channels.get(owner.actor, 'wechat')).toMatchObject({ isConnected: false });
		await put(whole);
		expect((await stored()).id).not.toBe(id);
	});

	it('are for those who administer the workspace, and for their own only', async () => {
		await put(whole);
		const editor = await people.member(owner, 'editor');
		expect(await refusal(channels.list(editor.actor))).toBe('forbidden');
		expect(await refusal(channels.log(editor.actor, 'wechat'))).toBe('forbidden');
		const { owner: stranger } = await people.workspace();
		expect(await channels.get(stranger.actor, 'wechat')).toMatchObject({ isConnected: false });
	});
});
