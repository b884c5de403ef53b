import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Bus } from '../bus/index.ts';
import type { Consumer, ConsumerTools } from './consumer.ts';
import { AT_ONCE, consume, type EventJob, type EventKey } from './consume.ts';
import { HandOut } from './hand-out.ts';
import { bury, createDeadLetters, DEAD, freeBlocked, queueOf, register } from './queues.ts';

export { queueOf } from './queues.ts';

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

export function createEvents({ boss, bus, consumers, log, pollSeconds = 5, ...tools }: EventsDeps): Events {
	const { system } = tools;
	const kinds = [...new Set(consumers.flatMap(({ events }) => events))];
	const wantsAnswers = kinds.some((kind) => kind.startsWith('answer.'));
	/** Of the consumers that take part. */
	const workers: string[] = [];
	const handOut = new HandOut({ boss, system, log }, () => {
		for (const worker of workers) boss.notifyWorker(worker);
	});
	let unsubscribe = (): void => {};
	let poll: NodeJS.Timeout | undefined;
	let stopped = false;

	async function work(consumer: Consumer): Promise<void> {
		const queue = await register(boss, system, consumer);
		const settle = async (job: EventJob, failure: string | null): Promise<void> => {
			// What is done is nobody's any more; a row of each would stand in the queue until its maintenance.
			if (failure === null) await boss.deleteJob(queue, job);
			else await boss.fail(queue, job, { reason: failure });
		};
		const options = { includeMetadata: true, batchSize: AT_ONCE, pollingIntervalSeconds: pollSeconds } as const;
		const worker: string = await boss.work<EventKey, unknown, typeof options>(queue, options, async (jobs) => {
			await consume(consumer, jobs, { ...tools, log, settle, bury: (letter) => bury(boss, letter) });
			// Of one subject only the first was handed out, and of others only some.
			boss.notifyWorker(worker);
		});
		workers.push(worker);
	}

	async function free(): Promise<void> {
		try {
			const freed = await freeBlocked(boss, system, consumers);
			if (freed > 0) log.error({ freed }, 'events had failed for good in their queue: they are dead letters');
		} catch (error) {
			if (!stopped) log.error({ err: error }, 'queues could not be looked at');
		}
	}

	return {
		async start() {
			await createDeadLetters(boss);
			for (const consumer of consumers) await work(consumer);
			unsubscribe = bus.subscribe(null, {
				message: ({ kind }) => {
					if (kind === 'recorded' || (kind === 'score' && wantsAnswers)) handOut.wake();
				},
				gap: handOut.wake
			});
			poll = setInterval(() => {
				handOut.wake();
				void free();
			}, pollSeconds * 1000).unref();
			handOut.wake();
		},

		async stats() {
			// Asked of the tables: what pg-boss says of its queues may be an hour old.
			const { rows } = await sql<EventStats>`
				select (select count(*)::integer from outbox where handed_at is null and kind = any(${kinds}::text[])) as waiting,
					count(*) filter (where name <> ${DEAD})::integer as queued,
					count(*) filter (where name = ${DEAD})::integer as dead
				from pgboss.job
				where name = any(${[DEAD, ...consumers.map(queueOf)]}::text[]) and state < 'completed'`.execute(system);
			return rows[0]!;
		},

		async stop() {
			stopped = true;
			unsubscribe();
			clearInterval(poll);
			await handOut.stop();
		}
	};
}
