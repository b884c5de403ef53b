import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../server/admin/commands.ts';
import { eraseOne } from '../../../server/admin/erase-customer.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, everything, type AnswerServices } from './support.ts';

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

describe.each(testDatabases())('erase-customer ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());

	/** One answer of somebody. */
	async function answered(by: Person, customer: object): Promise<{ journeyId: string }> {
		const { collector, journeyId } = await asked(test.db, services, by);
		const row = { collectorCode: collector.code, id: newId(), answers: { nps: 2, comment: 'cold' }, customer };
		await services.responses.record(by.actor, row);
		return { journeyId };
	}
	const run = (
		known: string,
		{ really = true, by = undefined as Person | undefined, answers = 'keep' as const } = {}
	) => eraseOne(services, { known, workspaceId: by?.actor.workspaceId, answers, really });

	it('says what would happen and where else the person is named, and changes nothing', async () => {
		const { journeyId } = await answered(owner, { externalId: 'plan-100', phone: '+86 138 0000 1234', name: 'Li Lei' });
		await test.db.system
			.updateTable('journey')
			.set({ search_text: 'li lei waits at the gate' })
			.where('id', '=', journeyId)
			.execute();
		const before = await everything(test.db);
		const lines = await run('plan-100', { really: false });
		expect(lines.join('\n')).toMatch(/^[0-9a-f-]{36}: external pla\*\*\*0, phone \+86\*\*\*4, known since /);
		expect(lines.slice(1)).toEqual([
			'Would go: the name, every identity, and of 1 answer (1 with a text) all but the scores, which stay counted.',
			'Named on "Trip": what people wrote on a map must be changed there.',
			'Nothing has been changed: add --yes to do it. It cannot be undone.'
		]);
		expect(await everything(test.db)).toEqual(before);
	});

	it('finds a phone or an e-mail however it is written, and says what a backup still holds', async () => {
		await answered(owner, { email: 'wang@example.com', phone: '+86 139 0000 0001' });
		await expect(run('wang@example.org')).rejects.toThrow('No customer is known by "wang@example.org"');
		const lines = await run(' +86 (139) 0000-0001 ');
		const id = ID.exec(lines[0]!)![0];
		expect(lines[1]).toBe('Erased. The scores of 1 answer stay counted and lead to nobody.');
		expect(lines.at(-1)).toMatch(/^Backups written before now still hold this person\..* --customer [0-9a-f-]{36} /);
		await expect(run('Wang@Example.com')).rejects.toThrow('there never was one, or they were erased');
		await expect(run(id)).rejects.toThrow(/^The customer [0-9a-f-]{36} was erased on \d{4}-\d\d-\d\d\.$/);
	});

	it('asks which one when several are meant', async () => {
		await answered(owner, { externalId: '13800005555' });
		await answered(owner, { phone: '138 0000 5555' });
		const two = await run('13800005555').catch((error: Error) => error.message);
		expect(two).toMatch(/^"13800005555" is the name of several customers: give --customer the id/);
		const ids = String(two)
			.split('\n')
			.slice(1)
			.map((line) => line.trim().split(/\s+/)[1]!);
		expect(ids).toHaveLength(2);
		await run(ids[0]!);
		expect((await services.customers.find('13800005555', undefined)).map(({ id }) => id)).toEqual([ids[1]]);
	});

	it('asks for the workspace when the person is known in several, and erases them in one', async () => {
		await answered(owner, { email: 'both@example.com' });
		await answered(other, { email: 'both@example.com' });
		await expect(run('both@example.com')).rejects.toThrow('is known in several workspaces: add --workspace');
		await run('both@example.com', { by: other });
		const [left, ...more] = await services.customers.find('both@example.com', undefined);
		expect(more).toEqual([]);
		expect(left!.workspaceId).toBe(owner.actor.workspaceId);
	});

	it('takes one of the two ways only', async () => {
		const command = commands.find(({ name }) => name === 'erase-customer')!;
		expect(() => command.parse(['--customer', 'x', '--forget'])).toThrow(/Unknown option/);
		expect(command.parse(['--customer', 'x', '--delete-responses', '--yes']).values).toMatchObject({
			customer: 'x',
			'delete-responses': true,
			yes: true
		});
	});

	it('gives up waiting for a recount with one sentence, and has changed nothing', async () => {
		await answered(owner, { externalId: 'patient-1' });
		const recount = test.db.createClient('a long recount');
		await recount.connect();
		try {
			await recount.query('begin');
			await recount.query('select pg_advisory_xact_lock(7239005, hashtext($1))', [owner.actor.workspaceId]);
			const before = await everything(test.db);
			await expect(run('patient-1')).rejects.toThrow('Nothing was changed: try again.');
			expect(await everything(test.db)).toEqual(before);
		} finally {
			await recount.end();
		}
	});

	it('says that the database was too slow, in one sentence', async () => {
		await answered(owner, { externalId: 'slow-1' });
		const erase = () => Promise.reject(Object.assign(new Error('canceling statement'), { code: '57014' }));
		const customers = { ...services.customers, erase };
		await expect(
			eraseOne({ customers }, { known: 'slow-1', workspaceId: undefined, answers: 'keep', really: true })
		).rejects.toThrow('The database did not finish this in time. Nothing was changed');
	});
});
