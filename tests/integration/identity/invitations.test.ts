import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeNow, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, PASSWORD, type Identity, type Person } from '../../support/people.ts';

const DAY = 24 * 60 * 60 * 1000;
let n = 0;
const newcomer = () => ({ name: 'Nora New', email: `nora${++n}@example.com`, password: PASSWORD });

describe.each(testDatabases())('invitations ($name)', (engine) => {
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

	it('brings a newcomer in with the role and department it names', async () => {
		const shops = await identity.workspaces.createDepartment(owner.actor, { name: 'Shops' });
		const { token } = await identity.invitations.create(owner.actor, {
			role: 'editor',
			departmentId: shops.id,
			note: 'Welcome'
		});
		expect(await identity.invitations.peek(token)).toMatchObject({
			workspaceName: 'Northwind',
			inviterName: 'Olivia Owner',
			role: 'editor'
		});
		const who = newcomer();
		const { userId } = await identity.invitations.accept(token, who);
		expect(await identity.members.actorOf(userId)).toMatchObject({
			workspaceId: owner.actor.workspaceId,
			role: 'editor',
			departmentId: shops.id
		});
		await identity.auth.signIn({ email: who.email, password: PASSWORD }, { address: '127.0.0.1' });
		expect(await identity.invitations.list(owner.actor)).toMatchObject([{ status: 'accepted', note: 'Welcome' }]);
	});

	it('stores no secret: the link cannot be made from the database', async () => {
		const { token } = await identity.invitations.create(owner.actor, { role: 'viewer' });
		const rows = await test.db.system.selectFrom('invitation').selectAll().execute();
		const secret = Buffer.from(token, 'base64url').subarray(32);
		for (const row of rows) expect(row.token_hash.equals(secret)).toBe(false);
	});

	it('works once: of several tabs at the same time one gets in', async () => {
		const { token } = await identity.invitations.create(owner.actor, { role: 'editor' });
		const tabs = await Promise.allSettled([1, 2, 3, 4].map(() => identity.invitations.accept(token, newcomer())));
		expect(tabs.filter((tab) => tab.status === 'fulfilled')).toHaveLength(1);
		for (const tab of tabs)
			if (tab.status === 'rejected') expect(tab.reason).toMatchObject({ status: 410, code: 'invitation_used' });
		// The losers left no account behind.
		expect(await identity.members.list(owner.actor)).toHaveLength(2);
		const users = await test.db.system.selectFrom('user').select('email').where('email', 'like', 'nora%').execute();
		const members = await test.db.system.selectFrom('member').select('user_id').execute();
		expect(users.length).toBeLessThanOrEqual(members.length);
		await expect(identity.invitations.peek(token)).rejects.toMatchObject({ status: 410 });
	});

	it('is not used up by an address that is taken, nor by somebody who is a member already', async () => {
		const { token } = await identity.invitations.create(owner.actor, { role: 'viewer' });
		const taken = identity.invitations.accept(token, { ...newcomer(), email: owner.email.toUpperCase() });
		await expect(taken).rejects.toMatchObject({ status: 409, code: 'email_taken' });
		expect(await identity.invitations.acceptAs(token, owner.actor.userId)).toMatchObject({ joined: false });
		expect((await identity.members.actorOf(owner.actor.userId))?.role).toBe('owner');
		await identity.invitations.accept(token, newcomer());
	});

	it('is over after seven days, when withdrawn, and when the inviter may not invite any more', async () => {
		const gone = (why: string) => ({ status: 410, code: `invitation_${why}` });
		const admin = await people.member(owner, 'admin');
		const [old, withdrawn, orphan] = await Promise.all([
			identity.invitations.create(owner.actor, { role: 'viewer' }),
			identity.invitations.create(owner.actor, { role: 'viewer' }),
			identity.invitations.create(admin.actor, { role: 'admin' })
		]);
		await identity.invitations.revoke(owner.actor, withdrawn.id);
		await expect(identity.invitations.revoke(owner.actor, withdrawn.id)).rejects.toMatchObject({ status: 404 });
		await expect(identity.invitations.accept(withdrawn.token, newcomer())).rejects.toMatchObject(gone('revoked'));
		await identity.members.update(owner.actor, admin.actor.userId, { role: 'viewer' });
		await expect(identity.invitations.accept(orphan.token, newcomer())).rejects.toMatchObject(gone('suspended'));
		clock.advance(7 * DAY - 1);
		await identity.invitations.peek(old.token);
		clock.advance(1);
		await expect(identity.invitations.peek(old.token)).rejects.toMatchObject(gone('expired'));
		await expect(identity.invitations.accept(old.token, newcomer())).rejects.toMatchObject(gone('expired'));
	});

	it('answers guesses and tampering with "not found", and never for another workspace', async () => {
		const other = await people.workspace();
		const { token, id } = await identity.invitations.create(owner.actor, { role: 'viewer' });
		const bytes = Buffer.from(token, 'base64url');
		bytes[63]! ^= 1;
		const swapped = Buffer.from(token, 'base64url');
		Buffer.from(other.workspaceId.replaceAll('-', ''), 'hex').copy(swapped, 0);
		for (const guess of [bytes.toString('base64url'), swapped.toString('base64url'), '', 'x', `${token}x`, '\0']) {
			await expect(identity.invitations.peek(guess)).rejects.toMatchObject({ status: 404 });
			await expect(identity.invitations.accept(guess, newcomer())).rejects.toMatchObject({ status: 404 });
		}
		await expect(identity.invitations.revoke(other.owner.actor, id)).rejects.toMatchObject({ status: 404 });
		expect(await identity.invitations.list(other.owner.actor)).toEqual([]);
		await identity.invitations.peek(token);
	});

	it('is the business of owners and admins', async () => {
		const editor = await people.member(owner, 'editor');
		await expect(identity.invitations.create(editor.actor, { role: 'viewer' })).rejects.toMatchObject({ status: 403 });
		await expect(identity.invitations.list(editor.actor)).rejects.toMatchObject({ status: 403 });
		await expect(identity.invitations.create(null, { role: 'viewer' })).rejects.toMatchObject({ status: 401 });
	});
});
