import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workspaceOf } from '../../../server/admin/people.ts';
import { ensureScratch } from '../../../server/documents/repo/journal-rows.ts';
import { createPasswordHash } from '../../../server/areas/people/password-hash.ts';
import { createWorkspaces } from '../../../server/areas/workspaces/workspaces.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { setupCode } from '../../../server/areas/workspaces/setup-code.ts';
import { SECRET, createIdentity, createPeople, PASSWORD, type Identity } from '../../support/people.ts';
import { SCRATCH_WORKSPACE } from '../../../server/documents/scratch.ts';

const setup = {
	name: 'Ada Quist',
	email: ' Ada@Example.COM ',
	password: PASSWORD,
	workspaceName: 'Northwind',
	timeZone: 'Asia/Shanghai',
	locale: 'zh-CN'
} as const;

describe.each(testDatabases())('workspaces ($name)', (engine) => {
	let test: TestDb;
	let identity: Identity;
	// Each case here is about an empty database.
	beforeEach(async () => {
		test = await openTestDb(engine);
		identity = createIdentity(test.db);
	});
	afterEach(() => test.close());

	const count = async (table: 'user' | 'account' | 'workspace' | 'member'): Promise<number> =>
		(await test.db.system.selectFrom(table).selectAll().execute()).length;

	it('is empty although benches have written into their own workspace', async () => {
		await ensureScratch(test.db.system, { workspaceId: SCRATCH_WORKSPACE, documentId: newId() });
		expect(await identity.workspaces.isEmpty()).toBe(true);
		const { workspaceId } = await identity.workspaces.setup(setup);
		expect(await workspaceOf(test.db, undefined)).toBe(workspaceId);
	});

	it('makes the owner and the workspace on the first visit, once', async () => {
		expect(await identity.workspaces.isEmpty()).toBe(true);
		const { workspaceId, userId } = await identity.workspaces.setup(setup);
		expect(await identity.workspaces.isEmpty()).toBe(false);
		const actor = await identity.members.actorOf(userId);
		expect(actor).toEqual({
			workspaceId,
			userId,
			name: 'Ada Quist',
			role: 'owner',
			departmentId: null,
			via: 'session'
		});
		expect(await identity.workspaces.get(actor)).toMatchObject({
			id: workspaceId,
			name: 'Northwind',
			timeZone: 'Asia/Shanghai',
			minN: 5,
			rankN: 30
		});
		await expect(identity.workspaces.setup({ ...setup, email: 'b@example.com' })).rejects.toMatchObject({
			status: 409,
			code: 'already_set_up'
		});
		const signedIn = await identity.auth.signIn(
			{ email: 'ada@example.com', password: PASSWORD },
			{ address: '127.0.0.1' }
		);
		expect(signedIn).toMatchObject({ userId, locale: 'zh-CN' });
	});

	it('leaves nothing behind when the workspace cannot be made after the user was', async () => {
		let calls = 0;
		// The first id made is the workspace's: the database refuses it, after the account was written.
		const broken = createWorkspaces({
			db: test.db,
			newId: () => (calls++ === 0 ? 'not-a-uuid' : newId()),
			now: () => new Date(),
			passwords: createPasswordHash(),
			secret: 'a secret that only tests may know'
		});
		await expect(broken.setup(setup)).rejects.toThrow();
		expect(await Promise.all([count('user'), count('account'), count('workspace'), count('member')])).toEqual([
			0, 0, 0, 0
		]);
		await identity.workspaces.setup(setup);
		expect(await count('user')).toBe(1);
	});

	it('lets one of several first visits at once win', async () => {
		const visits = await Promise.allSettled(
			[1, 2, 3, 4].map((n) => createIdentity(test.db).workspaces.setup({ ...setup, email: `visit${n}@example.com` }))
		);
		expect(visits.filter((visit) => visit.status === 'fulfilled')).toHaveLength(1);
		for (const visit of visits)
			if (visit.status === 'rejected') expect(visit.reason).toMatchObject({ code: 'already_set_up' });
		expect(await Promise.all([count('user'), count('workspace'), count('member')])).toEqual([1, 1, 1]);
	});

	it('wants of a visitor from elsewhere the code that stands in the log', async () => {
		for (const code of ['', 'AAAA-AAAA-AAAA', setupCode('another secret of another installation'), '='.repeat(500)])
			await expect(identity.workspaces.setup(setup, code)).rejects.toMatchObject({
				status: 400,
				issues: [{ code: 'wrong_code', path: ['code'] }]
			});
		expect(await count('user')).toBe(0);
		await identity.workspaces.setup(setup, ` ${setupCode(SECRET).toLowerCase().replaceAll('-', ' ')} `);
		expect(await count('user')).toBe(1);
	});

	it('refuses what is missing, unknown or too easy, by field', async () => {
		const issues = async (input: unknown) =>
			identity.workspaces.setup(input).then(
				() => [],
				(error: { issues: { code: string; path: string[] }[] }) =>
					error.issues.map((i) => `${i.path.join('.')} ${i.code}`)
			);
		expect(await issues({})).toEqual(expect.arrayContaining(['name required', 'email required', 'password required']));
		expect(await issues({ ...setup, name: '  ', email: 'x', password: 'short', timeZone: 'Mars/Base' })).toEqual([
			'name non_empty',
			'email email',
			'password min_length',
			'timeZone check'
		]);
		expect(await issues({ ...setup, password: 'Password123' })).toEqual(['password password_common']);
		expect(await issues({ ...setup, password: 'Northwind1' })).toEqual(['password password_personal']);
		expect(await issues({ ...setup, role: 'owner' })).toEqual(['role unknown_key']);
		expect(await count('user')).toBe(0);
	});

	it('gives an empty database the owner of the environment, also when two processes start at once', async () => {
		const owner = { email: 'boss@example.com', password: 'hunter2hunter2' };
		const made = await Promise.all([createIdentity(test.db), identity].map((one) => one.workspaces.ensureOwner(owner)));
		expect(made.filter(Boolean)).toHaveLength(1);
		expect(await identity.workspaces.ensureOwner({ ...owner, email: 'other@example.com' })).toBe(false);
		await identity.auth.signIn(owner, { address: '127.0.0.1' });
		expect(await count('user')).toBe(1);
	});

	it('is configured by owners and admins only, and keeps the ranking threshold above the showing one', async () => {
		const people = createPeople(test.db, identity);
		const { owner } = await people.workspace();
		const viewer = await people.member(owner, 'viewer');
		expect(await identity.workspaces.update(owner.actor, { name: 'Renamed', minN: 8 })).toMatchObject({
			name: 'Renamed',
			minN: 8
		});
		await expect(identity.workspaces.update(owner.actor, { minN: 50 })).rejects.toMatchObject({ code: 'invalid' });
		await expect(identity.workspaces.update(viewer.actor, { name: 'x' })).rejects.toMatchObject({ status: 403 });
		await expect(identity.workspaces.get(null)).rejects.toMatchObject({ status: 401 });
	});

	it('keeps a tree of departments; deleting one moves its parts up and keeps its people', async () => {
		const people = createPeople(test.db, identity);
		const { owner } = await people.workspace();
		const { workspaces, members, invitations } = identity;
		const shops = await workspaces.createDepartment(owner.actor, { name: 'Shops' });
		const north = await workspaces.createDepartment(owner.actor, { name: 'North', parentId: shops.id });
		const city = await workspaces.createDepartment(owner.actor, { name: 'City', parentId: north.id });
		const agent = await people.member(owner, 'agent', north.id);
		await invitations.create(owner.actor, { role: 'viewer', departmentId: north.id });
		expect(agent.actor.departmentId).toBe(north.id);
		expect((await workspaces.renameDepartment(owner.actor, city.id, { name: 'Town' })).name).toBe('Town');
		await workspaces.deleteDepartment(owner.actor, north.id);
		expect(await workspaces.listDepartments(agent.actor)).toEqual([
			{ id: shops.id, parentId: null, name: 'Shops' },
			{ id: city.id, parentId: shops.id, name: 'Town' }
		]);
		expect((await members.actorOf(agent.actor.userId))?.departmentId).toBeNull();
		await expect(workspaces.deleteDepartment(agent.actor, shops.id)).rejects.toMatchObject({ status: 403 });
	});

	it('answers for a department of another workspace as for none at all', async () => {
		const people = createPeople(test.db, identity);
		const [mine, theirs] = [await people.workspace(), await people.workspace()];
		const { workspaces } = identity;
		const foreign = await workspaces.createDepartment(theirs.owner.actor, { name: 'Theirs' });
		for (const id of [foreign.id, newId(), 'nonsense']) {
			await expect(workspaces.renameDepartment(mine.owner.actor, id, { name: 'Mine' })).rejects.toMatchObject({
				status: 404,
				code: 'not_found'
			});
			await expect(workspaces.deleteDepartment(mine.owner.actor, id)).rejects.toMatchObject({
				status: 404,
				code: 'not_found'
			});
		}
		const under = workspaces.createDepartment(mine.owner.actor, { name: 'x', parentId: foreign.id });
		await expect(under).rejects.toMatchObject({ code: 'invalid' });
		expect(await workspaces.listDepartments(theirs.owner.actor)).toHaveLength(1);
	});
});
