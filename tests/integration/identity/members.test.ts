import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDb, newId, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, type Identity, type Person } from '../../support/people.ts';

describe.each(testDatabases())('members ($name)', (engine) => {
	let test: TestDb;
	let identity: Identity;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	let revoked: { workspaceId: string; userId: string }[] = [];
	beforeAll(async () => {
		test = await openTestDb(engine);
		identity = createIdentity(test.db, { revoked: (who) => void revoked.push(who) });
		people = createPeople(test.db, identity);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace());
		revoked = [];
	});

	it('lists everybody; addresses only to those who manage members, and one’s own', async () => {
		const viewer = await people.member(owner, 'viewer');
		const agent = await people.member(owner, 'agent');
		const emails = async (who: Person) => (await identity.members.list(who.actor)).map((member) => member.email);
		expect((await emails(owner)).sort()).toEqual([owner.email, viewer.email, agent.email].sort());
		expect((await emails(viewer)).filter((email) => email !== null)).toEqual([viewer.email]);
	});

	it('gives a token no address that its role may not see: not even that of whoever made it', async () => {
		const editor = await people.member(owner, 'editor');
		const tokenOf = async (role: 'viewer' | 'admin') => {
			const { token } = await identity.tokens.create(owner.actor, { name: role, role });
			return identity.members.list(await identity.tokens.actorOf(token));
		};
		expect((await tokenOf('viewer')).map(({ email }) => email)).toEqual([null, null]);
		expect((await tokenOf('admin')).map(({ email }) => email).sort()).toEqual([owner.email, editor.email].sort());
	});

	it('changes a role and has open sockets judged again', async () => {
		const editor = await people.member(owner, 'editor');
		const changed = await identity.members.update(owner.actor, editor.actor.userId, { role: 'viewer' });
		expect(changed.role).toBe('viewer');
		expect((await identity.members.actorOf(editor.actor.userId))?.role).toBe('viewer');
		expect(revoked).toEqual([{ workspaceId: owner.actor.workspaceId, userId: editor.actor.userId }]);
	});

	it('moves somebody to a department without ending anything', async () => {
		const editor = await people.member(owner, 'editor');
		const shops = await identity.workspaces.createDepartment(owner.actor, { name: 'Shops' });
		await identity.members.update(owner.actor, editor.actor.userId, { departmentId: shops.id });
		expect((await identity.members.actorOf(editor.actor.userId))?.departmentId).toBe(shops.id);
		expect(revoked).toEqual([]);
		const unknown = identity.members.update(owner.actor, editor.actor.userId, { departmentId: newId() });
		await expect(unknown).rejects.toMatchObject({
			code: 'invalid',
			issues: [{ code: 'unknown', path: ['departmentId'] }]
		});
	});

	it('never lets anybody reach above their own role', async () => {
		const admin = await people.member(owner, 'admin');
		const editor = await people.member(owner, 'editor');
		const { members, invitations } = identity;
		for (const attempt of [
			() => members.update(admin.actor, admin.actor.userId, { role: 'owner' }),
			() => members.update(admin.actor, editor.actor.userId, { role: 'owner' }),
			() => members.update(admin.actor, owner.actor.userId, { role: 'viewer' }),
			() => members.remove(admin.actor, owner.actor.userId),
			() => invitations.create(admin.actor, { role: 'owner' }),
			() => members.update(editor.actor, editor.actor.userId, { role: 'admin' }),
			() => members.remove(editor.actor, admin.actor.userId)
		]) {
			await expect(attempt()).rejects.toMatchObject({ status: 403 });
		}
	});

	it('keeps the last owner', async () => {
		const { members } = identity;
		await expect(members.update(owner.actor, owner.actor.userId, { role: 'admin' })).rejects.toMatchObject({
			code: 'last_owner'
		});
		await expect(members.remove(owner.actor, owner.actor.userId)).rejects.toMatchObject({ code: 'last_owner' });
	});

	it('keeps one owner when two of them demote each other at the same time', async () => {
		for (let round = 0; round < 5; round++) {
			const { owner: first } = await people.workspace();
			const second = await people.member(first, 'owner');
			const results = await Promise.allSettled([
				identity.members.update(first.actor, second.actor.userId, { role: 'viewer' }),
				identity.members.remove(second.actor, first.actor.userId)
			]);
			const owners = (await identity.members.list(first.actor)).filter((member) => member.role === 'owner');
			expect(owners).toHaveLength(1);
			expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
		}
	});

	it('ends everything with a membership: session, tokens, invitations, sockets', async () => {
		const admin = await people.signedIn(await people.member(owner, 'admin'));
		const { token } = await identity.tokens.create(admin.actor, { name: 'export', role: 'viewer' });
		const invitation = await identity.invitations.create(admin.actor, { role: 'viewer' });
		const headers = new Headers({ cookie: admin.cookie });
		expect(await identity.auth.session(headers)).not.toBeNull();
		await identity.members.remove(owner.actor, admin.actor.userId);
		expect(await identity.members.actorOf(admin.actor.userId)).toBeNull();
		expect(await identity.auth.session(headers)).toBeNull();
		expect(await identity.tokens.actorOf(token)).toBeNull();
		await expect(identity.invitations.peek(invitation.token)).rejects.toMatchObject({ status: 410 });
		expect(revoked).toEqual([{ workspaceId: owner.actor.workspaceId, userId: admin.actor.userId }]);
		await expect(identity.members.remove(owner.actor, admin.actor.userId)).rejects.toMatchObject({ status: 404 });
	});

	it('leaves the session of somebody who belongs to another workspace too', async () => {
		const other = await people.workspace();
		const both = await people.signedIn(other.owner);
		const { token } = await identity.invitations.create(owner.actor, { role: 'editor' });
		await identity.invitations.acceptAs(token, both.actor.userId);
		const { userId } = both.actor;
		expect((await identity.members.actorOf(userId))?.workspaceId).toBe(other.workspaceId);
		expect((await identity.members.actorOf(userId, owner.actor.workspaceId))?.workspaceId).toBe(
			owner.actor.workspaceId
		);
		expect((await identity.members.actorOf(userId, 'nonsense'))?.workspaceId).toBe(other.workspaceId);
		expect((await identity.members.workspacesOf(userId)).map((w) => w.role)).toEqual(['owner', 'editor']);
		await identity.members.remove(owner.actor, userId);
		expect(await identity.auth.session(new Headers({ cookie: both.cookie }))).not.toBeNull();
		expect((await identity.members.actorOf(userId, owner.actor.workspaceId))?.workspaceId).toBe(other.workspaceId);
	});

	it('answers for a person of another workspace as for nobody', async () => {
		const other = await people.workspace();
		for (const userId of [other.owner.actor.userId, newId()]) {
			await expect(identity.members.update(owner.actor, userId, { role: 'viewer' })).rejects.toMatchObject({
				status: 404
			});
			await expect(identity.members.remove(owner.actor, userId)).rejects.toMatchObject({ status: 404 });
		}
		await expect(identity.members.update(owner.actor, owner.actor.userId, { workspace_id: 'x' })).rejects.toMatchObject(
			{ status: 400 }
		);
	});
});
