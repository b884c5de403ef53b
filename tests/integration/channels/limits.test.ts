import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SECRET } from '../../support/people.ts';
import { createContact } from '../../../server/areas/channels/contact.ts';
import { handlePushes } from '../../../server/areas/channels/handle-pushes.ts';
import { createSceneAddress } from '../../../server/areas/channels/scene-address.ts';
import { readEvents } from '../../../server/events/stored-events.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { openWechat, type WechatWorld } from './wechat-world.ts';

describe.each(testDatabases())('what is left of the limits of a channel ($name)', (engine) => {
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

	const limits = async () => {
		const { limits } = await at.channels.get(at.owner.actor, 'wechat');
		return Object.fromEntries(limits.map(({ id, left, of, people, saidAt }) => [id, { left, of, people, saidAt }]));
	};
	const channelId = async () =>
		(await test.db.query('select id from channel where workspace_id = $1', [at.owner.actor.workspaceId])).rows[0]
			.id as string;
	const handleAll = async () => {
		const { rows } = await test.db.query(
			`select workspace_id as "workspaceId", id from outbox where workspace_id = $1 and kind = 'channel.pushed' order by seq`,
			[at.owner.actor.workspaceId]
		);
		const events = await readEvents(test.db.system, rows as { workspaceId: string; id: string }[]);
		for (const event of events.values())
			await handlePushes(at.seal, createContact(SECRET)).handle(event as never, {
				system: test.db.system,
				now: at.world.now
			});
	};

	it('is counted here until the platform says something', async () => {
		expect(await limits()).toEqual({
			codes: { left: 100_000, of: 100_000, people: null, saidAt: null },
			messages: { left: 0, of: null, people: 0, saidAt: null },
			notices: { left: 0, of: null, people: 0, saidAt: null },
			templates: { left: 100_000, of: 100_000, people: null, saidAt: null }
		});
		await at.phone().scan(at.codeUrl);
		await at.channels.check(at.owner.actor, 'wechat');
		expect(await limits()).toMatchObject({
			'/cgi-bin/message/custom/send': { left: 499_999, of: 500_000, saidAt: at.world.now().toISOString() },
			'/cgi-bin/qrcode/create': { left: 500_000, of: 500_000 }
		});
	});

	it('shows whom may be written to, for two days', async () => {
		at.user.follows = true;
		await at.phone().say('你好');
		await handleAll();
		expect((await limits()).messages).toMatchObject({ left: 5, people: 1 });
		at.world.advance(49 * 3_600_000);
		expect((await limits()).messages).toMatchObject({ left: 0, people: 0 });
	});

	it('makes no code when all are made, and says so', async () => {
		const id = await channelId();
		await test.db.query(
			`insert into channel_code (workspace_id, channel_id, scene, url, created_at)
			select $1, $2, 'c:' || n, 'http://weixin.qq.com/q/' || n, now() from generate_series(1, 100000) n`,
			[at.owner.actor.workspaceId, id]
		);
		const address = createSceneAddress({ db: test.db, clients: at.clients, now: at.world.now });
		expect(await address(at.owner.actor.workspaceId, { channel: 'wechat', code: 'NewCode12345' })).toBeNull();
		expect(at.asked('/cgi-bin/qrcode/create')).toBe(0);
		expect(await at.lines()).toEqual(['codes_used_up']);
		expect((await limits()).codes).toMatchObject({ left: 0, of: 100_000 });
	});
});
