import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChannels, type Channels } from '../../../server/areas/channels/channels.ts';
import type { Clients } from '../../../server/areas/channels/clients.ts';
import { createContact } from '../../../server/areas/channels/contact.ts';
import { handlePushes } from '../../../server/areas/channels/handle-pushes.ts';
import { createHooks, type Hooks } from '../../../server/areas/channels/hooks.ts';
import { readEvents } from '../../../server/events/stored-events.ts';
import { createSeal } from '../../../server/platform/seal.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { followed, left, said, scanned, wechatPush, type WechatAccount } from '../../support/platforms/wechat-push.ts';
import { noRounds } from './no-rounds.ts';

const ALICE = 'oFAKEalice0000000000000000001';
const account: WechatAccount = {
	appId: 'wxfake0000000000001',
	token: 'FakeToken1',
	mode: 'encrypted',
	aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
};

describe.each(testDatabases())('what a platform pushes ($name)', (engine) => {
	let test: TestDb;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	let channels: Channels;
	let hooks: Hooks;
	let address: string;
	const clock = fakeNow();
	const seal = createSeal(SECRET, 'channels');

	/** Nobody is asked here. */
	const nobody = () => Promise.reject(new Error('nobody is there'));
	const clients: Clients = {
		...{ ask: nobody, askWecom: nobody, askMini: nobody },
		...{ probe: nobody, quota: nobody, jsapiTicket: nobody }
	};
	const opener = { open: nobody, openOwn: nobody, state: () => 'open' as const };
	const servicesWith = (secret: string) => {
		const shared = { db: test.db, newId, now: clock.now, seal: createSeal(secret, 'channels') };
		return {
			channels: createChannels({
				...shared,
				origin: 'https://feedback.example.com',
				clients,
				opener,
				secret: SECRET,
				...noRounds
			}),
			hooks: createHooks({ ...shared, reply: () => Promise.resolve(null) })
		};
	};

	beforeAll(async () => {
		test = await openTestDb(engine);
		people = createPeople(test.db);
		({ channels, hooks } = servicesWith(SECRET));
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace());
		const { hookUrl } = await channels.put(owner.actor, 'wechat', { settings: { ...account } });
		address = hookUrl!.split('/').at(-1)!;
	});

	const call = (push: ReturnType<typeof wechatPush>) => ({ kind: 'wechat', address, ...push });
	const push = (fields: Parameters<typeof wechatPush>[2], as: Partial<WechatAccount> = {}) =>
		call(wechatPush({ ...account, ...as }, ALICE, fields, { at: clock.now() }));
	const lines = async () => (await channels.log(owner.actor, 'wechat')).map(({ code, times }) => [code, times]);
	const rows = (table: 'channel_push' | 'channel_person') =>
		test.db.system.selectFrom(table).selectAll().where('workspace_id', '=', owner.actor.workspaceId).execute();
	const pushedEvents = async () => {
		const found = await test.db.system
			.selectFrom('outbox')
			.select(['workspace_id as workspaceId', 'id'])
			.where('workspace_id', '=', owner.actor.workspaceId)
			.where('kind', '=', 'channel.pushed')
			.orderBy('seq')
			.execute();
		const events = await readEvents(test.db.system, found);
		return found.map(({ id }) => events.get(id)!);
	};
	async function handleAll(order: (events: unknown[]) => unknown[] = (events) => events): Promise<void> {
		for (const event of order(await pushedEvents()))
			await handlePushes(seal, createContact(SECRET)).handle(event as never, {
				system: test.db.system,
				now: clock.now
			});
	}

	it('is asked for the address while it is saved in the console, and the page says so', async () => {
		const { query } = wechatPush(account, ALICE, [], { at: clock.now() });
		const asked = { kind: 'wechat', address, body: null, query: { ...query, echostr: '58373975765' } };
		expect(await hooks.verify(asked)).toEqual({ status: 200, type: 'text/plain', body: '58373975765' });
		const { steps } = await channels.get(owner.actor, 'wechat');
		expect(steps.map(({ id, isDone }) => [id, isDone])).toEqual([
			['asked', false],
			['address', true],
			['push', false]
		]);
		expect((await hooks.verify({ ...asked, query: { ...asked.query, nonce: 'x' } })).status).toBe(401);
		expect(await lines()).toEqual([['bad_signature', 1]]);
	});

	it.each(['plain', 'compatible', 'encrypted'] as const)('is taken in %s mode, and stored sealed', async (mode) => {
		await channels.put(owner.actor, 'wechat', { settings: { mode } });
		expect(await hooks.receive(push(scanned('c:shop1'), { mode }))).toEqual({
			status: 200,
			type: 'text/plain',
			body: 'success'
		});
		const [row] = await rows('channel_push');
		expect(JSON.parse(seal.open(row!.content, `${row!.workspace_id} ${row!.channel_id} push`)!)).toEqual({
			person: ALICE,
			trigger: { kind: 'scan', scene: 'c:shop1' }
		});
		const everything = JSON.stringify(await rows('channel_push'), (_key, value: unknown) =>
			(value as { type?: string } | null)?.type === 'Buffer'
				? Buffer.from((value as { data: number[] }).data).toString('latin1')
				: value
		);
		expect(everything).not.toMatch(/oFAKE|shop1/);
		expect((await channels.get(owner.actor, 'wechat')).lastPushAt).toBe(clock.now().toISOString());
	});

	it('counts once when it comes three times at once, and when it is replayed later', async () => {
		const same = push(said('你好', '24000000000000001'));
		const answers = await Promise.all([hooks.receive(same), hooks.receive(same), hooks.receive(same)]);
		expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([200, 'success']));
		clock.advance(9 * 60_000);
		expect((await hooks.receive(same)).status).toBe(200);
		expect(await rows('channel_push')).toHaveLength(1);
		expect(await pushedEvents()).toHaveLength(1);
		clock.advance(31 * 60_000);
		expect((await hooks.receive(same)).status).toBe(401);
		expect(await lines()).toEqual([['stale', 1]]);
	});

	it('changes nothing when it is handled twice, or after a later one', async () => {
		await hooks.receive(push(followed('c:shop1')));
		clock.advance(5_000);
		await hooks.receive(push(said('你好', '24000000000000002')));
		const saidAt = clock.now();
		clock.advance(5_000);
		await hooks.receive(push(left));
		await handleAll((events) => [...events].reverse());
		await handleAll();
		expect(await rows('channel_person')).toMatchObject([{ follows: false, last_at: clock.now(), said_at: saidAt }]);
		expect((await rows('channel_push')).every(({ handled_at }) => handled_at !== null)).toBe(true);
	});

	it.each([
		[
			'a wrong signature',
			401,
			'bad_signature',
			() => ({ ...push(scanned('a')), query: { ...push(scanned('a')).query, msg_signature: '0'.repeat(40) } })
		],
		['plain text in safe mode', 400, 'not_encrypted', () => push(scanned('a'), { mode: 'plain' })],
		['the key of another account', 400, 'not_decrypted', () => push(scanned('a'), { aesKey: 'b'.repeat(43) })],
		['more than any push has', 413, 'too_large', () => ({ ...push(scanned('a')), body: null })],
		[
			'an openid that is not the sender’s',
			400,
			'other_person',
			() => {
				const sent = push(scanned('a'));
				return { ...sent, query: { ...sent.query, openid: 'oSomebodyElse' } };
			}
		]
	])('is refused with %s: one clear line, and nothing is lost', async (_what, status, code, made) => {
		await hooks.receive(push(said('before', '24000000000000003')));
		expect((await hooks.receive(made())).status).toBe(status);
		await hooks.receive(made());
		expect(await lines()).toEqual([[code, 2]]);
		expect(await rows('channel_push')).toHaveLength(1);
	});

	it('is refused with a DOCTYPE', async () => {
		await channels.put(owner.actor, 'wechat', { settings: { mode: 'plain' } });
		const { body, ...rest } = push(scanned('a'), { mode: 'plain' });
		const evil = Buffer.concat([Buffer.from('<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), body]);
		expect(await hooks.receive({ ...rest, body: evil })).toMatchObject({ status: 400, body: 'doctype' });
		expect(await lines()).toEqual([['doctype', 1]]);
	});

	it('finds nobody at another address, or under another kind', async () => {
		for (const other of ['', 'x', 'A'.repeat(43), address.slice(0, 42) + (address.endsWith('A') ? 'B' : 'A')])
			expect((await hooks.receive({ ...push(scanned('a')), address: other })).status, other).toBe(404);
		expect((await hooks.receive({ ...push(scanned('a')), kind: 'pigeon' })).status).toBe(404);
		await channels.remove(owner.actor, 'wechat');
		expect((await hooks.receive(push(scanned('a')))).status).toBe(404);
	});

	it('stays while the event of it cannot be written: neither is there', async () => {
		await test.db.query(`alter table outbox add constraint refuse check (kind <> 'channel.pushed') not valid`);
		try {
			await expect(hooks.receive(push(scanned('a')))).rejects.toThrow();
			expect(await rows('channel_push')).toEqual([]);
		} finally {
			await test.db.query('alter table outbox drop constraint refuse');
		}
		expect((await hooks.receive(push(scanned('a')))).status).toBe(200);
	});

	it('cannot be read under another secret of the installation, which the page says', async () => {
		const other = servicesWith('another secret that only tests may know, long enough');
		expect(await other.channels.get(owner.actor, 'wechat')).toMatchObject({ isReadable: false, isConnected: true });
		expect((await other.hooks.receive(push(scanned('a')))).status).toBe(503);
		expect(await lines()).toEqual([['not_readable', 1]]);
	});
});
