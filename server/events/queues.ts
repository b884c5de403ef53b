import { randomBytes } from 'node:crypto';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { uuidv7 } from '#domain/shared/ids.ts';
import type { Database } from '../db/tables/index.ts';
import type { Consumer } from './consumer.ts';
import { TRIES, type DeadLetter, type EventKey } from './consume.ts';
import { takeWaiting, type WaitingEvent } from './stored-events.ts';

/** Events that a consumer failed at for the last time. */
export const DEAD = 'events-dead';
export const PREFIX = 'events-';
export const queueOf = ({ name }: Pick<Consumer, 'name'>): string => PREFIX + name;

const DAY = 24 * 60 * 60;
/** Seconds. A process that was killed holds up its events until its heartbeat is missed. */
const HEARTBEAT = 10;

const settings = {
	// `consume` gives up before.
	retryLimit: TRIES * 2,
	retryDelay: 1,
	retryBackoff: true,
	retryDelayMax: 120,
	heartbeatSeconds: HEARTBEAT,
	expireInSeconds: 60 * 60,
	retentionSeconds: 90 * DAY,
	deleteAfterSeconds: 10 * 60
} as const;

export const createDeadLetters = (boss: PgBoss): Promise<void> =>
	boss.createQueue(DEAD, { retentionSeconds: 90 * DAY });

export const bury = async (boss: PgBoss, letter: DeadLetter, within?: Kysely<Database>): Promise<void> => {
	await boss.send(DEAD, letter, within && { db: inTransaction(within) });
};

/** @returns its name */
export async function createQueue(boss: PgBoss, consumer: Pick<Consumer, 'name'>): Promise<string> {
	const queue = queueOf(consumer);
	await boss.createQueue(queue, { policy: 'key_strict_fifo', ...settings });
	await boss.updateQueue(queue, settings);
	return queue;
}

/**
 * The queue of a consumer, and which events belong into it: that stands in the database, so that a process of an older
 * version, which does not know the consumer, puts them there too.
 */
export async function register(boss: PgBoss, system: Kysely<Database>, consumer: Consumer): Promise<string> {
	const queue = await createQueue(boss, consumer);
	for (const kind of consumer.events) await boss.subscribe(kind, queue);
	const { rows } = await sql<{ event: string }>`select event from pgboss.subscription where name = ${queue}`.execute(
		system
	);
	for (const { event } of rows) {
		if (!consumer.events.some((kind) => kind === event)) await boss.unsubscribe(event, queue);
	}
	return queue;
}

interface Subscription {
	readonly event: string;
	readonly queue: string;
	readonly since: Date;
}

/**
 * Puts what waits in the outbox into the queues of whoever waits for it, whole or not at all: also when the process ends
 * between the two. One process at a time, or events of one subject would stand in their queues in another order: those of a
 * queue are ordered by when their transaction began, so it begins after the one before has ended.
 * @returns how many events
 */
export const handSome = (boss: PgBoss, system: Kysely<Database>, limit: number): Promise<number> =>
	system.connection().execute(async (one) => {
		await sql`select pg_advisory_lock(${HANDING})`.execute(one);
		try {
			return await one.transaction().execute((trx) => handWithin(boss, trx, limit));
		} finally {
			await sql`select pg_advisory_unlock(${HANDING})`.execute(one);
		}
	});

const HANDING = 7_239_007;

async function handWithin(boss: PgBoss, trx: Kysely<Database>, limit: number): Promise<number> {
	const { rows: subscriptions } = await sql<Subscription>`
		select s.event, s.name as queue, q.created_on as since
		from pgboss.subscription s join pgboss.queue q on q.name = s.name
		where starts_with(s.name, ${PREFIX})`.execute(trx);
	const waiting = await takeWaiting(trx, [...new Set(subscriptions.map(({ event }) => event))], limit);
	for (const queue of new Set(subscriptions.map((one) => one.queue))) {
		const its = waiting.filter(({ kind, at }) =>
			subscriptions.some((one) => one.queue === queue && one.event === kind && at >= one.since)
		);
		if (its.length > 0) await boss.insert(queue, its.map(toJob), { db: inTransaction(trx) });
	}
	return waiting.length;
}

/** A job whose id keeps the order in which a batch was put into its queue. */
export function toJob(
	{ workspaceId, id, subjectKind, subject }: Pick<WaitingEvent, 'workspaceId' | 'id' | 'subjectKind' | 'subject'>,
	at: number
) {
	const tail = randomBytes(10);
	tail.writeUInt16BE(at);
	return {
		id: uuidv7(Date.now(), tail),
		data: { workspaceId, id } satisfies EventKey,
		singletonKey: `${workspaceId}/${subjectKind}/${subject}`
	};
}

/**
 * Jobs that have failed for good, whatever failed them, hold up every later one of their subject (the policy of the queues):
 * they become dead letters.
 * @returns how many
 */
export const freeBlocked = (
	boss: PgBoss,
	system: Kysely<Database>,
	consumers: readonly Pick<Consumer, 'name'>[]
): Promise<number> =>
	system.transaction().execute(async (trx) => {
		// Of two processes that see one, one.
		const { rows } = await sql<{ id: string; name: string; data: EventKey; output: unknown }>`
			select id, name, data, output from pgboss.job
			where state = 'failed' and policy = 'key_strict_fifo' and name = any(${consumers.map(queueOf)}::text[])
			limit 100 for update skip locked`.execute(trx);
		for (const { id, name, data, output } of rows) {
			const consumer = name.slice(PREFIX.length);
			await bury(boss, { ...data, consumer, reason: JSON.stringify(output ?? null) }, trx);
			await boss.deleteJob(name, id, { db: inTransaction(trx) });
		}
		return rows.length;
	});

const inTransaction = (trx: Kysely<Database>) => ({
	executeSql: async (text: string, values: unknown[] = []) => ({
		rows: (await trx.executeQuery(CompiledQuery.raw(text, values))).rows as never[]
	})
});
