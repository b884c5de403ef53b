import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as migration from '../../../migrations/20261127T1839-invitations-for-many.ts';
import { fakeNow, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, PASSWORD, type Identity, type Person } from '../../support/people.ts';

const DAY = 24 * 60 * 60 * 1000;
let n = 0;
const newcomer = () => ({ name: 'Nora New', email: `many${++n}@example.com`, password: PASSWORD });

describe.each(testDatabases())('an invitation for many ($name)', (engine) => {
	let test: TestDb;
	let identity: Identity;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		identity = createIdentity(test.db, { now: clock.now });
		people = createPeople(test.db, identity);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace('Northwind'));
	});

	const create = (input: object = {}, by = owner) =>
		identity.invitations.create(by.actor, { role: 'editor', maxUses: 3, ...input });
	const listed = async (id: string) =>
		(await identity.invitations.list(owner.actor)).find((invitation) => invitation.id === id)!;
	const accounts = async (email: string) =>
		(await test.db.system.selectFrom('user').select('id').where('email', '=', email).execute()).length;

	it('lets in as many as it says, new people and people with an account, and says who came when', async () => {
		const { token, id } = await create({ note: 'Shops' });
		const first = await identity.invitations.accept(token, newcomer());
		clock.advance(60_000);
		const { owner: other } = await people.workspace('Elsewhere');
		expect(await identity.invitations.acceptAs(token, other.actor.userId)).toMatchObject({ joined: true });
		expect(await listed(id)).toMatchObject({ status: 'open', note: 'Shops', maxUses: 3 });
		expect((await listed(id)).uses).toMatchObject([
			{ userId: first.userId, name: 'Nora New', isMember: true },
			{ userId: other.actor.userId, name: 'Olivia Owner', isMember: true, joinedAt: clock.now().toISOString() }
		]);
		await identity.invitations.accept(token, newcomer());
		expect(await listed(id)).toMatchObject({ status: 'accepted' });
		await expect(identity.invitations.peek(token)).rejects.toMatchObject({ status: 410, code: 'invitation_used' });
		await expect(identity.invitations.accept(token, newcomer())).rejects.toMatchObject({ code: 'invitation_used' });
		await expect(identity.invitations.revoke(owner.actor, id)).rejects.toMatchObject({ status: 404 });
		// Their own workspace is as it was.
		expect((await identity.members.actorOf(other.actor.userId, other.actor.workspaceId))?.role).toBe('owner');
	});

	it('has no limit when none was wanted', async () => {
		const { token, id } = await create({ maxUses: null });
		for (let each = 0; each < 4; each++) await identity.invitations.accept(token, newcomer());
		const { uses, maxUses, status } = await listed(id);
		expect({ count: uses.length, maxUses, status }).toEqual({ count: 4, maxUses: null, status: 'open' });
		await identity.invitations.revoke(owner.actor, id);
		await expect(identity.invitations.peek(token)).rejects.toMatchObject({ status: 410, code: 'invitation_revoked' });
		expect((await listed(id)).uses).toHaveLength(4);
	});

	it('gives the last place to one of those who come at the same moment', async () => {
		const { token, id } = await create({ maxUses: 2 });
		await identity.invitations.accept(token, newcomer());
		const { owner: other } = await people.workspace();
		const racing = await Promise.allSettled([
			...[1, 2, 3].map(() => identity.invitations.accept(token, newcomer())),
			identity.invitations.acceptAs(token, other.actor.userId)
		]);
		expect(racing.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		for (const one of racing)
			if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 410, code: 'invitation_used' });
		expect(await listed(id)).toMatchObject({ status: 'accepted', uses: [{}, {}] });
		expect(await identity.members.list(owner.actor)).toHaveLength(3);
	});

	it('counts one person once, also in two tabs', async () => {
		const { token, id } = await create();
		const { owner: other } = await people.workspace();
		const tabs = await Promise.all([1, 2, 3].map(() => identity.invitations.acceptAs(token, other.actor.userId)));
		expect(tabs.filter((tab) => tab.joined)).toHaveLength(1);
		expect((await listed(id)).uses).toHaveLength(1);
	});

	it('takes no place and leaves no account when joining fails half-way', async () => {
		const { token, id } = await create({ maxUses: 1 });
		await expect(identity.invitations.accept(token, { ...newcomer(), email: owner.email })).rejects.toMatchObject({
			code: 'email_taken'
		});
		await expect(identity.invitations.accept(token, { ...newcomer(), password: 'short' })).rejects.toMatchObject({
			status: 400
		});
		// The very last statement of a joining fails.
		await sql`
			create function refuse_member() returns trigger language plpgsql as $$ begin raise exception 'full disk'; end $$
		`.execute(test.db.system);
		await sql`create trigger refuse_member before insert on member execute function refuse_member()`.execute(
			test.db.system
		);
		const who = newcomer();
		await expect(identity.invitations.accept(token, who)).rejects.toThrow('full disk');
		await sql`drop function refuse_member() cascade`.execute(test.db.system);
		expect(await accounts(who.email)).toBe(0);
		expect(await listed(id)).toMatchObject({ status: 'open', uses: [] });
		await identity.invitations.accept(token, who);
	});

	it('tells a member that they are one, raises nobody, and is no matter to them once it is over', async () => {
		const viewer = await people.member(owner, 'viewer');
		const { token, id } = await create({ role: 'admin' });
		expect(await identity.invitations.peek(token)).toMatchObject({ isMember: false });
		expect(await identity.invitations.peek(token, viewer.actor.userId)).toMatchObject({ isMember: true });
		expect(await identity.invitations.acceptAs(token, viewer.actor.userId)).toMatchObject({
			workspaceId: owner.actor.workspaceId,
			joined: false
		});
		expect((await identity.members.actorOf(viewer.actor.userId))?.role).toBe('viewer');
		expect((await listed(id)).uses).toEqual([]);
		await identity.invitations.revoke(owner.actor, id);
		expect(await identity.invitations.peek(token, viewer.actor.userId)).toMatchObject({ isMember: true });
		expect(await identity.invitations.acceptAs(token, viewer.actor.userId)).toMatchObject({ joined: false });
	});

	it('does not bring back somebody who was removed', async () => {
		const { token, id } = await create();
		const { userId } = await identity.invitations.accept(token, newcomer());
		await identity.members.remove(owner.actor, userId);
		const refused = { status: 410, code: 'invitation_used_before' };
		await expect(identity.invitations.peek(token, userId)).rejects.toMatchObject(refused);
		await expect(identity.invitations.acceptAs(token, userId)).rejects.toMatchObject(refused);
		expect(await listed(id)).toMatchObject({ status: 'open', uses: [{ userId, name: null, isMember: false }] });
		await identity.invitations.accept(token, newcomer());
	});

	it('ends with a removed member where that was asked for: they cannot come back by it under another address', async () => {
		const leaver = await people.member(owner, 'editor');
		const [kept, forMany, endless] = [
			await create({ maxUses: 1 }),
			await create(),
			await create({ maxUses: null, role: 'viewer' })
		];
		const used = await create({ maxUses: 2 });
		for (let each = 0; each < 2; each++) await identity.invitations.accept(used.token, newcomer());
		await identity.members.remove(owner.actor, (await people.member(owner, 'viewer')).actor.userId);
		expect((await listed(forMany.id)).status).toBe('open');

		await identity.members.remove(owner.actor, leaver.actor.userId, { withdrawLinks: true });
		const status = async ({ id }: { id: string }) => (await listed(id)).status;
		expect([await status(kept), await status(forMany), await status(endless), await status(used)]).toEqual([
			'open',
			'revoked',
			'revoked',
			'accepted'
		]);
		for (const { token } of [forMany, endless])
			await expect(identity.invitations.accept(token, newcomer())).rejects.toMatchObject({
				code: 'invitation_revoked'
			});
		const events = await test.db.system
			.selectFrom('outbox')
			.select('subject_id')
			.where('workspace_id', '=', owner.actor.workspaceId)
			.where('kind', '=', 'invitation.revoked')
			.execute();
		expect(events.map((event) => event.subject_id).sort()).toEqual([forMany.id, endless.id].sort());
	});

	it('stays when the removal is refused', async () => {
		const { id } = await create();
		await expect(
			identity.members.remove(owner.actor, owner.actor.userId, { withdrawLinks: true })
		).rejects.toMatchObject({ code: 'last_owner' });
		expect((await listed(id)).status).toBe('open');
	});

	it('ends when it was said to, with its maker’s rights, and opens again with them', async () => {
		const admin = await people.member(owner, 'admin');
		const soon = await create({ expiresAt: new Date(clock.now().getTime() + DAY).toISOString() });
		const { token, id } = await create({ role: 'admin' }, admin);
		await identity.members.update(owner.actor, admin.actor.userId, { role: 'viewer' });
		expect((await listed(id)).status).toBe('suspended');
		await expect(identity.invitations.accept(token, newcomer())).rejects.toMatchObject({
			code: 'invitation_suspended'
		});
		await identity.members.update(owner.actor, admin.actor.userId, { role: 'admin' });
		await identity.invitations.accept(token, newcomer());
		await identity.members.remove(owner.actor, admin.actor.userId);
		await expect(identity.invitations.accept(token, newcomer())).rejects.toMatchObject({
			code: 'invitation_suspended'
		});
		clock.advance(DAY);
		await expect(identity.invitations.peek(soon.token)).rejects.toMatchObject({ code: 'invitation_expired' });
		expect((await listed(soon.id)).status).toBe('expired');
	});

	it('keeps who came by the invitations of an earlier version, there and back', async () => {
		const [used, open, many] = [await create({ maxUses: 1 }), await create({ maxUses: 1 }), await create()];
		const { userId } = await identity.invitations.accept(used.token, newcomer());
		const before = await identity.invitations.list(owner.actor);
		const stop = new Error('roll back');
		const there = test.db.system.transaction().execute(async (trx) => {
			await migration.down(trx as unknown as Kysely<unknown>);
			const old = await sql<{ id: string; accepted_by: string | null; revoked: boolean }>`
				select id, accepted_by, revoked_at is not null as revoked from invitation
				where workspace_id = ${owner.actor.workspaceId} order by id`.execute(trx);
			expect(old.rows).toEqual([
				{ id: used.id, accepted_by: userId, revoked: false },
				{ id: open.id, accepted_by: null, revoked: false },
				{ id: many.id, accepted_by: null, revoked: true }
			]);
			await migration.up(trx as unknown as Kysely<unknown>);
			const back = await trx
				.selectFrom('invitation')
				.leftJoin('invitation_use as use', (join) =>
					join
						.onRef('use.workspace_id', '=', 'invitation.workspace_id')
						.onRef('use.invitation_id', '=', 'invitation.id')
				)
				.select(['id', 'max_uses', 'uses', 'use.user_id'])
				.where('invitation.workspace_id', '=', owner.actor.workspaceId)
				.orderBy('id')
				.execute();
			expect(back).toEqual([
				{ id: used.id, max_uses: 1, uses: 1, user_id: userId },
				{ id: open.id, max_uses: 1, uses: 0, user_id: null },
				{ id: many.id, max_uses: 1, uses: 0, user_id: null }
			]);
			throw stop;
		});
		await expect(there).rejects.toBe(stop);
		expect(await identity.invitations.list(owner.actor)).toEqual(before);
	});

	it('takes only sensible numbers and days, and no role above its maker’s', async () => {
		const at = (days: number) => new Date(clock.now().getTime() + days * DAY).toISOString();
		for (const [input, field] of [
			[{ maxUses: 0 }, 'maxUses'],
			[{ maxUses: -1 }, 'maxUses'],
			[{ maxUses: 1.5 }, 'maxUses'],
			[{ maxUses: 10_001 }, 'maxUses'],
			[{ maxUses: '5' }, 'maxUses'],
			[{ expiresAt: at(0) }, 'expiresAt'],
			[{ expiresAt: at(-1) }, 'expiresAt'],
			[{ expiresAt: at(367) }, 'expiresAt'],
			[{ expiresAt: '2026-13-40T25:00:00Z' }, 'expiresAt'],
			[{ expiresAt: 'tomorrow' }, 'expiresAt'],
			[{ uses: 3 }, 'uses']
		] as const) {
			const refused = create(input);
			await expect(refused, JSON.stringify(input)).rejects.toMatchObject({
				status: 400,
				issues: [expect.objectContaining({ path: [field] })]
			});
		}
		const admin = await people.member(owner, 'admin');
		await expect(create({ role: 'owner' }, admin)).rejects.toMatchObject({ status: 403 });
		const editor = await people.member(owner, 'editor');
		await expect(create({ role: 'viewer' }, editor)).rejects.toMatchObject({ status: 403 });
	});
});
