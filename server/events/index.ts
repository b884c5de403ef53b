import { randomBytes } from 'node:crypto';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { uuidv7 } from '#domain/shared/ids.ts';
import type { Bus } from '../bus/index.ts';
import type { Database } from '../db/tables/index.ts';
import type { Consumer, ConsumerTools } from './consumer.ts';
import { consume, TRIES, type DeadLetter, type EventKey } from './consume.ts';
import { takeWaiting, type WaitingEvent } from './stored-events.ts';

export interface EventStats {
	/** Events that are in no queue yet though somebody waits for them. */
	readonly waiting: number;
	/** Handed to queues, and not handled yet. */
	readonly queued: number;
	/** Handings that were given up. */
	readonly dead: number;
}

/** Hands what stands in the outbox to the consumers: first into the queue of each, from there in order, one a subject. */
export interface Events {
	/** Resolves when this process takes part in the work. The queues' own program (`boss`) must run. */
	start(): Promise<void>;
	stats(): Promise<EventStats>;
	/** Nothing more is put into queues; what is being handled is finished by whoever stops `boss`. */
	stop(): Promise<void>;
}

export interface EventsDeps extends ConsumerTools {
	readonly boss: PgBoss;
	readonly bus: Pick<Bus, 'subscribe'>;
	readonly consumers: readonly Consumer[];
	readonly log: Pick<Logger, 'error'>;
	/** Between two looks for what no hint told of, and for tries whose time has come (s). */
	readonly pollSeconds?: number;
}

const DEAD = 'events-dead';
const BATCH = 500;
/** Hints come in crowds (ms). */
const GATHER = 20;
const DAY = 24 * 60 * 60;

export function createEvents({ boss, bus, consumers, log, pollSeconds = 5, ...tools }: EventsDeps): Events {
	const { system } = tools;
	const kinds = [...new Set(consumers.flatMap(({ events }) => events))];
	const wantsAnswers = kinds.some((kind) => kind.startsWith('answer.'));
	/** Consumers that take part, with when they first did. */
	const ready: {
		readonly consumer: Consumer;
		readonly queue: string;
		readonly worker: string;
		readonly since: Date;
	}[] = [];
	let unsubscribe = (): void => {};
	let poll: NodeJS.Timeout | undefined;
	let gathering: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let again = false;
	let stopped = false;

	async function start(consumer: Consumer): Promise<void> {
		const queue = queueOf(consumer);
		await boss.createQueue(queue, {
			policy: 'key_strict_fifo',
			// `consume` gives up before: a job that failed for good would hold up its subject for ever.
			retryLimit: TRIES * 2,
			retryDelay: 1,
			retryBackoff: true,
			retryDelayMax: 120,
			heartbeatSeconds: 30,
			expireInSeconds: 60 * 60,
			retentionSeconds: 90 * DAY,
			deleteAfterSeconds: 10 * 60
		});
		const since = (await boss.getQueue(queue))!.createdOn;
		const options = {
			includeMetadata: true,
			perJobResults: true,
			batchSize: 50,
			pollingIntervalSeconds: pollSeconds
		} as const;
		const worker: string = await boss.work<EventKey, unknown, typeof options>(queue, options, async (jobs) => {
			const results = await consume(consumer, jobs, { ...tools, log, bury });
			// Of one subject only the first was handed out.
			boss.notifyWorker(worker);
			return results;
		});
		ready.push({ consumer, queue, worker, since });
	}

	const bury = async (letter: DeadLetter): Promise<void> => {
		await boss.send(DEAD, letter);
	};

	/** Puts what waits into the queues, whole or not at all. @returns how many events */
	const handSome = (): Promise<number> =>
		system.transaction().execute(async (trx) => {
			const waiting = await takeWaiting(trx, kinds, BATCH);
			for (const { consumer, queue, since } of ready) {
				const its = waiting.filter(({ kind, at }) => consumer.events.includes(kind) && at >= since);
				if (its.length > 0) await boss.insert(queue, its.map(toJob), { db: inTransaction(trx) });
			}
			return waiting.length;
		});

	async function handAll(): Promise<void> {
		while (again && !stopped) {
			again = false;
			const handed = await handSome();
			if (handed > 0) for (const { worker } of ready) boss.notifyWorker(worker);
			again ||= handed === BATCH;
		}
	}

	function wake(): void {
		again = true;
		if (stopped || running) return;
		gathering ??= setTimeout(() => {
			gathering = undefined;
			running = handAll()
				.catch((error: unknown) =>
					log.error({ err: error }, 'events could not be put into their queues; tried again soon')
				)
				.finally(() => (running = undefined));
		}, GATHER);
	}

	return {
		async start() {
			await boss.createQueue(DEAD, { retentionSeconds: 90 * DAY });
			for (const consumer of consumers) await start(consumer);
			unsubscribe = bus.subscribe(null, {
				message: ({ kind }) => {
					if (kind === 'recorded' || (kind === 'score' && wantsAnswers)) wake();
				},
				gap: wake
			});
			poll = setInterval(wake, pollSeconds * 1000).unref();
			wake();
		},

		async stats() {
			// Asked of the tables: what pg-boss says of its queues may be an hour old.
			const { rows } = await sql<EventStats>`
				select (
					select count(*)::integer from outbox where handed_at is null and kind = any(${[...kinds]}::text[])
				) as waiting, count(*) filter (where name <> ${DEAD})::integer as queued,
					count(*) filter (where name = ${DEAD})::integer as dead
				from pgboss.job where name = any(${[DEAD, ...ready.map(({ queue }) => queue)]}::text[]) and state < 'completed'`.execute(
				system
			);
			return rows[0]!;
		},

		async stop() {
			stopped = true;
			unsubscribe();
			clearInterval(poll);
			clearTimeout(gathering);
			await running;
		}
	};
}

export const queueOf = ({ name }: Consumer): string => `events-${name}`;

/** A job whose id keeps the order in which a batch was put into its queue. */
function toJob({ workspaceId, id, subjectKind, subject }: WaitingEvent, at: number) {
	const tail = randomBytes(10);
	tail.writeUInt16BE(at);
	return {
		id: uuidv7(Date.now(), tail),
		data: { workspaceId, id } satisfies EventKey,
		singletonKey: `${workspaceId}/${subjectKind}/${subject}`
	};
}

const inTransaction = (trx: Kysely<Database>) => ({
	executeSql: async (text: string, values: unknown[] = []) => ({
		rows: (await trx.executeQuery(CompiledQuery.raw(text, values))).rows as never[]
	})
});
