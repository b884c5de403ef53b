import { EventEmitter } from 'node:events';
import type { JobWithMetadata } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DomainEvent } from '#domain/events/index.ts';
import type { BusListener } from '../../../server/bus/index.ts';
import { consumers } from '../../../server/areas/all-consumers.ts';
import { defineConsumer, type Consumer } from '../../../server/events/consumer.ts';
import { consume, TRIES, type DeadLetter, type EventKey } from '../../../server/events/consume.ts';
import { createEvents, queueOf } from '../../../server/events/index.ts';
import { readEvents } from '../../../server/events/stored-events.ts';
import { record } from '../../../server/events/record.ts';
import { createBoss } from '../../../server/jobs/index.ts';
import { everything } from '../answers/support.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, type Person } from '../../support/people.ts';

const silent = { info: () => undefined, error: () => undefined };
const now = () => new Date();
const IN_TIME = { timeout: 60_000, interval: 50 };

describe.each(testDatabases())('consumers of events ($name)', (engine) => {
	let test: TestDb;
	let owner: Person;
	let identity: ReturnType<typeof createIdentity>;
	const stops: (() => Promise<void>)[] = [];
	beforeAll(async () => {
		test = await openTestDb(engine);
		identity = createIdentity(test.db);
		({ owner } = await createPeople(test.db, identity).workspace());
	});
	afterEach(async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	});
	afterAll(() => test.close());

	/** A process that works on events. */
	async function start(some: readonly Consumer[]) {
		const boss = createBoss(test.db.query, silent);
		await boss.start();
		const hints = new EventEmitter();
		const bus = {
			subscribe: (_: string | null, listener: BusListener) => {
				hints.on('gap', listener.gap);
				return () => hints.off('gap', listener.gap);
			}
		};
		const events = createEvents({
			system: test.db.system,
			now,
			boss,
			bus,
			log: silent,
			consumers: some,
			pollSeconds: 0.5
		});
		await events.start();
		stops.push(async () => {
			await events.stop();
			await boss.stop({ graceful: true, timeout: 10_000 });
		});
		return { events, hint: () => hints.emit('gap') };
	}

	const rename = (department: string, kind: 'created' | 'renamed' | 'deleted') =>
		test.db.inWorkspace(owner.actor.workspaceId, (trx) =>
			record(trx, owner.actor.workspaceId, { kind: 'user', id: owner.actor.userId }, [
				{ kind: `department.${kind}`, subject: department, payload: {} }
			])
		);

	/** What a consumer of departments was handed. */
	function listening(name: string, handle: (event: DomainEvent) => void = () => {}) {
		const heard: DomainEvent[] = [];
		const consumer = defineConsumer({
			name,
			events: ['department.created', 'department.renamed', 'department.deleted'],
			handle: async (event) => {
				handle(event);
				heard.push(event);
			}
		});
		return { consumer, heard };
	}

	it('is handed what is committed, with whose it is, in order within its subject', async () => {
		const { consumer, heard } = listening('in-order');
		const { hint } = await start([consumer]);
		const [one, two] = [newId(), newId()];
		for (const kind of ['created', 'renamed', 'deleted'] as const) {
			await rename(one, kind);
			await rename(two, kind);
		}
		await expect(
			test.db.inWorkspace(owner.actor.workspaceId, async (trx) => {
				await record(trx, owner.actor.workspaceId, { kind: 'system' }, [
					{ kind: 'department.created', subject: 'rolled-back', payload: {} }
				]);
				throw new Error('rolled back');
			})
		).rejects.toThrow('rolled back');
		hint();
		await vi.waitFor(() => expect(heard).toHaveLength(6), IN_TIME);
		for (const department of [one, two])
			expect(heard.filter(({ subject }) => subject === department).map(({ kind }) => kind)).toEqual([
				'department.created',
				'department.renamed',
				'department.deleted'
			]);
		expect(heard.some(({ subject }) => subject === 'rolled-back')).toBe(false);
		expect(heard[0]).toMatchObject({
			workspaceId: owner.actor.workspaceId,
			actor: { kind: 'user', id: owner.actor.userId },
			payload: {}
		});
	});

	it('is handed again what it failed at; the other subjects do not wait for it', async () => {
		let failures = 0;
		const [bad, good] = [newId(), newId()];
		const { consumer, heard } = listening('fails-once', ({ subject }) => {
			if (subject === bad && failures++ === 0) throw new Error('not yet');
		});
		const { hint } = await start([consumer]);
		await rename(bad, 'created');
		await rename(bad, 'renamed');
		await rename(good, 'created');
		hint();
		await vi.waitFor(() => expect(heard).toHaveLength(3), IN_TIME);
		expect(heard.map(({ subject }) => subject).indexOf(good)).toBe(0);
		expect(heard.filter(({ subject }) => subject === bad).map(({ kind }) => kind)).toEqual([
			'department.created',
			'department.renamed'
		]);
	});

	it('goes on in another process where one has stopped, and gets nothing twice that is done', async () => {
		const first = listening('goes-on');
		const before = await start([first.consumer]);
		const department = newId();
		await rename(department, 'created');
		before.hint();
		await vi.waitFor(() => expect(first.heard).toHaveLength(1), IN_TIME);
		for (const stop of stops.splice(0)) await stop();
		await rename(department, 'renamed');
		const second = listening('goes-on');
		const after = await start([second.consumer]);
		after.hint();
		await vi.waitFor(() => expect(second.heard.map(({ kind }) => kind)).toEqual(['department.renamed']), IN_TIME);
		await vi.waitFor(
			async () => expect(await after.events.stats()).toEqual({ waiting: 0, queued: 0, dead: 0 }),
			IN_TIME
		);
	});

	it('begins with what happens after its first start', async () => {
		await rename('long ago', 'created');
		const { consumer, heard } = listening('newcomer');
		const { hint } = await start([consumer]);
		await rename('now', 'created');
		hint();
		await vi.waitFor(() => expect(heard.map(({ subject }) => subject)).toEqual(['now']), IN_TIME);
	});

	it('gives up after its last try, says so, and goes on with the next', async () => {
		const { consumer } = listening('never', ({ subject }) => {
			if (subject === 'poison') throw new Error('cannot be read');
		});
		await rename('poison', 'created');
		await rename('fine', 'created');
		const rows = await test.db.system
			.selectFrom('outbox')
			.select(['workspace_id', 'id', 'subject_id'])
			.where('subject_id', 'in', ['poison', 'fine'])
			.orderBy('seq')
			.execute();
		const jobs = (retryCount: number) =>
			rows.map(
				(row) =>
					({
						id: row.subject_id,
						retryCount,
						data: { workspaceId: row.workspace_id, id: row.id }
					}) as JobWithMetadata<EventKey>
			);
		const buried: DeadLetter[] = [];
		const settled: [string, string | null][] = [];
		const deps = {
			system: test.db.system,
			now,
			log: silent,
			bury: async (letter: DeadLetter) => void buried.push(letter),
			settle: async ({ id }: { id: string }, failure: string | null) => void settled.push([id, failure])
		};

		await consume(consumer, jobs(0), deps);
		expect(settled.splice(0).sort()).toEqual([
			['fine', null],
			['poison', 'cannot be read']
		]);
		expect(buried).toEqual([]);
		await consume(consumer, jobs(TRIES - 1), deps);
		expect(settled.splice(0).sort()).toEqual([
			['fine', null],
			['poison', null]
		]);
		expect(buried).toEqual([
			{ consumer: 'never', workspaceId: owner.actor.workspaceId, id: rows[0]!.id, reason: 'cannot be read' }
		]);
		// What ends the process is not handed out for ever.
		await consume(consumer, jobs(TRIES).slice(1), deps);
		expect(buried.at(-1)).toMatchObject({ id: rows[1]!.id });
	});

	it('passes over an event that is gone', async () => {
		const { consumer, heard } = listening('too-late');
		const job = { id: 'x', retryCount: 0, data: { workspaceId: owner.actor.workspaceId, id: newId() } };
		const settled: [string, string | null][] = [];
		await consume(consumer, [job as JobWithMetadata<EventKey>], {
			system: test.db.system,
			now,
			log: silent,
			bury: async () => {},
			settle: async ({ id }, failure) => void settled.push([id, failure])
		});
		expect(settled).toEqual([['x', null]]);
		expect(heard).toEqual([]);
	});

	describe.each(consumers.map((consumer) => [consumer.name, consumer] as const))('%s', (name, consumer) => {
		it('has a name of its own, and kinds', () => {
			expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
			expect(consumers.filter((other) => queueOf(other) === queueOf(consumer))).toHaveLength(1);
			expect(new Set(consumer.events).size).toBe(consumer.events.length);
			expect(consumer.events.length).toBeGreaterThan(0);
		});

		it('may be handed the same event twice', async () => {
			await identity.workspaces.update(owner.actor, { timeZone: 'Asia/Shanghai', name: 'Another' });
			await identity.workspaces.update(owner.actor, { timeZone: 'Europe/Berlin', minN: 4 });
			const rows = await test.db.system
				.selectFrom('outbox')
				.select(['workspace_id as workspaceId', 'id'])
				.where('kind', 'in', [...consumer.events])
				.execute();
			const events = [...(await readEvents(test.db.system, rows)).values()];
			const made = new Set(events.map(({ kind }) => kind));
			const lacking = consumer.events.filter((kind) => !made.has(kind));
			expect(lacking, `events of "${consumer.name}" that nothing in this test makes: make them above`).toEqual([]);
			const tools = { system: test.db.system, now };
			for (const event of events) await consumer.handle(event, tools);
			const once = await everything(test.db);
			for (const event of events) await consumer.handle(event, tools);
			expect(await everything(test.db)).toEqual(once);
		});
	});
});
