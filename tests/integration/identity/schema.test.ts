import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authOptions } from '../../../server/areas/people/auth-options.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';

describe.each(testDatabases())('tables of accounts ($name)', (engine) => {
	let test: TestDb;
	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());

	it('are what this version of Better Auth wants: its plan is empty', async () => {
		const plan = await getMigrations(authOptions(test.db.system, newId));
		expect(plan.toBeCreated).toEqual([]);
		expect(plan.toBeAdded).toEqual([]);
		expect(plan.toBeAddedIndexes).toEqual([]);
		expect(plan.schemaProblems).toEqual([]);
	});

	it('show a workspace the names of its own members and nothing else', async () => {
		const people = createPeople(test.db);
		const mine = await people.workspace();
		await people.workspace();
		const seen = await test.db.inWorkspace(mine.workspaceId, async (trx) => ({
			users: await trx.selectFrom('user').select('id').execute(),
			sessions: await trx.selectFrom('session').select('id').execute(),
			accounts: await trx.selectFrom('account').select('id').execute()
		}));
		expect(seen).toEqual({ users: [{ id: mine.owner.actor.userId }], sessions: [], accounts: [] });
	});

	it('let a workspace change nobody, not even its own members', async () => {
		const { workspaceId, owner } = await createPeople(test.db).workspace();
		const changed = await test.db.inWorkspace(workspaceId, (trx) =>
			trx.updateTable('user').set({ name: 'Mallory' }).where('id', '=', owner.actor.userId).executeTakeFirst()
		);
		expect(changed.numUpdatedRows).toBe(0n);
		const inserting = test.db.inWorkspace(workspaceId, (trx) =>
			sql`insert into "user" (id, name, email, "emailVerified") values ('x', 'x', 'x@example.com', false)`.execute(trx)
		);
		await expect(inserting).rejects.toThrow(/row-level security/);
	});
});
