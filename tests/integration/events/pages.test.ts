import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asked, createAnswerServices, everything } from '../answers/support.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople } from '../../support/people.ts';

const newcomer = { name: 'Nora New', email: 'nora@example.com', password: 'a passphrase of some length' };

/** What pages write that the API does not: the first visit, invitations, answers of respondents. */
describe.each(testDatabases())('what is written through pages ($name)', (engine) => {
	let test: TestDb;
	let identity: ReturnType<typeof createIdentity>;
	beforeEach(async () => {
		test = await openTestDb(engine);
		identity = createIdentity(test.db);
	});
	afterEach(() => test.close());

	/** Events so far: kind, subject, and who did it. */
	const recorded = async (from = 0): Promise<(string | null)[][]> =>
		(await test.db.system.selectFrom('outbox').selectAll().orderBy('seq').execute())
			.slice(from)
			.map(({ kind, subject_id, actor_kind, actor_id }) => [kind, subject_id, actor_kind, actor_id]);

	/** Nothing is changed by what cannot be recorded. */
	async function changesNothing(write: () => Promise<unknown>): Promise<void> {
		const before = await everything(test.db);
		await sql`alter table outbox add constraint refuse check (false) not valid`.execute(test.db.system);
		await expect(write()).rejects.toThrow();
		await sql`alter table outbox drop constraint refuse`.execute(test.db.system);
		expect(await everything(test.db)).toEqual(before);
	}

	it('the first visit makes a workspace, and its owner joins it', async () => {
		const setup = () =>
			identity.workspaces.setup({ ...newcomer, workspaceName: 'Northwind', timeZone: 'Europe/Berlin' });
		await changesNothing(setup);
		const { workspaceId, userId } = await setup();
		expect(await recorded()).toEqual([
			['workspace.created', workspaceId, 'user', userId],
			['member.joined', userId, 'user', userId]
		]);
	});

	it('whoever accepts an invitation joins: a newcomer, and somebody who has an account; once', async () => {
		const people = createPeople(test.db, identity);
		const { owner } = await people.workspace('Northwind');
		const { owner: other } = await people.workspace('Elsewhere');
		const { token } = await identity.invitations.create(owner.actor, { role: 'editor', maxUses: 3 });
		const before = (await recorded()).length;
		await changesNothing(() => identity.invitations.accept(token, newcomer));
		await changesNothing(() => identity.invitations.acceptAs(token, other.actor.userId));
		const { userId } = await identity.invitations.accept(token, newcomer);
		await identity.invitations.acceptAs(token, other.actor.userId);
		await identity.invitations.acceptAs(token, other.actor.userId);
		expect(await recorded(before)).toEqual([
			['member.joined', userId, 'user', userId],
			['member.joined', other.actor.userId, 'user', other.actor.userId]
		]);
	});

	it('an answer of a respondent is counted, changed, and sent again', async () => {
		const { owner } = await createPeople(test.db, identity).workspace();
		const services = createAnswerServices(test.db);
		const { page } = await asked(test.db, services, owner);
		const before = (await recorded()).length;
		const id = newId();
		await changesNothing(() => services.responses.submit(page({ nps: 9 }, id)));
		expect(await services.responses.submit(page({ nps: 9 }, id))).toMatchObject({ status: 'created' });
		expect(await services.responses.submit(page({ nps: 9 }, id))).toMatchObject({ status: 'duplicate' });
		expect(await services.responses.submit(page({ nps: 3 }, id))).toMatchObject({ status: 'changed' });
		expect(await recorded(before)).toEqual([
			['answer.counted', id, 'respondent', null],
			['answer.corrected', id, 'respondent', null]
		]);
	});
});
