import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeNow, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, type Identity, type Person } from '../../support/people.ts';

describe.each(testDatabases())('API tokens ($name)', (engine) => {
	let test: TestDb;
	let identity: Identity;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	let revoked: { userId: string }[] = [];
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		identity = createIdentity(test.db, { now: clock.now, revoked: (who) => void revoked.push(who) });
		people = createPeople(test.db, identity);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace());
		revoked = [];
	});

	it('acts in its workspace with its role, and is never shown again', async () => {
		const { id, token } = await identity.tokens.create(owner.actor, { name: 'nightly import', role: 'editor' });
		expect(token).toMatch(/^wf_[A-Za-z0-9_-]{86}$/);
		expect(await identity.tokens.actorOf(token)).toEqual({
			workspaceId: owner.actor.workspaceId,
			userId: owner.actor.userId,
			name: 'nightly import',
			role: 'editor',
			departmentId: null,
			via: 'token',
			tokenId: id
		});
		const list = await identity.tokens.list(owner.actor);
		expect(list).toMatchObject([{ id, name: 'nightly import', role: 'editor', createdByName: 'Olivia Owner' }]);
		const dump = JSON.stringify(await test.db.system.selectFrom('api_token').selectAll().execute());
		expect(dump).not.toContain(token.slice(3));
	});

	it('notes its last use, to the minute', async () => {
		const { token } = await identity.tokens.create(owner.actor, { name: 'x', role: 'viewer' });
		const lastUsed = async () => (await identity.tokens.list(owner.actor))[0]!.lastUsedAt;
		expect(await lastUsed()).toBeNull();
		const first = clock.now().toISOString();
		await identity.tokens.actorOf(token);
		clock.advance(30_000);
		await identity.tokens.actorOf(token);
		expect(await lastUsed()).toBe(first);
		clock.advance(31_000);
		await identity.tokens.actorOf(token);
		expect(await lastUsed()).toBe(clock.now().toISOString());
	});

	it('ends when it expires and when it is revoked', async () => {
		const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
		const short = await identity.tokens.create(owner.actor, { name: 'short', role: 'viewer', expiresAt });
		const long = await identity.tokens.create(owner.actor, { name: 'long', role: 'viewer' });
		clock.advance(60_000);
		expect(await identity.tokens.actorOf(short.token)).toBeNull();
		expect(await identity.tokens.actorOf(long.token)).not.toBeNull();
		await identity.tokens.revoke(owner.actor, long.id);
		expect(await identity.tokens.actorOf(long.token)).toBeNull();
		expect(revoked).toMatchObject([{ userId: owner.actor.userId }]);
		await expect(identity.tokens.revoke(owner.actor, long.id)).rejects.toMatchObject({ status: 404 });
		const past = identity.tokens.create(owner.actor, { name: 'x', role: 'viewer', expiresAt });
		await expect(past).rejects.toMatchObject({ issues: [{ code: 'in_the_past' }] });
	});

	it('never does more than its creator may: not at birth, not after a demotion', async () => {
		const admin = await people.member(owner, 'admin');
		await expect(identity.tokens.create(admin.actor, { name: 'x', role: 'owner' })).rejects.toMatchObject({
			status: 403
		});
		const { token } = await identity.tokens.create(admin.actor, { name: 'x', role: 'admin' });
		const actor = await identity.tokens.actorOf(token);
		await expect(identity.tokens.create(actor, { name: 'child', role: 'viewer' })).rejects.toMatchObject({
			status: 403
		});
		await identity.members.update(owner.actor, admin.actor.userId, { role: 'analyst' });
		expect((await identity.tokens.actorOf(token))?.role).toBe('analyst');
		await identity.members.remove(owner.actor, admin.actor.userId);
		expect(await identity.tokens.actorOf(token)).toBeNull();
	});

	it('is unknown when anything in it is changed, and in another workspace', async () => {
		const other = await people.workspace();
		const { id, token } = await identity.tokens.create(owner.actor, { name: 'x', role: 'admin' });
		const bytes = Buffer.from(token.slice(3), 'base64url');
		for (let at = 0; at < bytes.length; at++) {
			const changed = Buffer.from(bytes);
			changed[at]! ^= 1;
			expect(await identity.tokens.actorOf(`wf_${changed.toString('base64url')}`)).toBeNull();
		}
		for (const guess of ['', 'wf_', token.slice(3), `${token} `, `${token}\0`])
			expect(await identity.tokens.actorOf(guess)).toBeNull();
		await expect(identity.tokens.revoke(other.owner.actor, id)).rejects.toMatchObject({ status: 404 });
		expect(await identity.tokens.list(other.owner.actor)).toEqual([]);
		const editor = await people.member(owner, 'editor');
		await expect(identity.tokens.create(editor.actor, { name: 'x', role: 'viewer' })).rejects.toMatchObject({
			status: 403
		});
	});
});
