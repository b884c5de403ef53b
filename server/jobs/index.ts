import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { JobContext, JobHandler } from './handler.ts';

export type { JobContext, JobHandler } from './handler.ts';

/** Jobs of this installation: queues in the same database (schema `pgboss`), so that any process may do the work. */
export interface Jobs {
	/** Resolves when queues and schedules are there and this process takes part in the work. */
	start(): Promise<void>;
	/** Puts a job in its queue now; this process looks at once. */
	send(name: string): Promise<void>;
	/** Lets running jobs finish. */
	stop(): Promise<void>;
}

/** Seconds between two looks for jobs whose process is gone. */
const SUPERVISE = 10;

/** The queues' own program, in its own schema of the same database. */
export function createBoss(
	/** One statement on the system's pool. */
	query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>,
	log: Pick<Logger, 'error'>
): PgBoss {
	const boss = new PgBoss({
		db: { executeSql: query },
		schema: 'pgboss',
		superviseIntervalSeconds: SUPERVISE,
		monitorIntervalSeconds: SUPERVISE
	});
	boss.on('error', (error) => log.error({ err: error }, 'the job queue failed'));
	return boss;
}

export interface JobsDeps extends JobContext {
	readonly boss: PgBoss;
	readonly log: Pick<Logger, 'info' | 'error'>;
	readonly handlers: readonly JobHandler[];
	/** Between two looks into a queue, seconds. Nothing here is urgent, and looking costs. */
	readonly pollSeconds?: number;
}

export function createJobs({ boss, log, handlers, pollSeconds = 30, ...context }: JobsDeps): Jobs {
	/** Worker id by queue: whoever sends something does not wait for the next look. */
	const workers = new Map<string, string>();

	async function run(handler: JobHandler): Promise<void> {
		try {
			const touched = await handler.run(context);
			if (touched > 0) log.info({ job: handler.name, touched }, 'a job has run');
		} catch (error) {
			log.error({ err: error, job: handler.name }, 'a job failed; it will be tried again');
			throw error;
		}
	}

	return {
		async start() {
			await boss.start();
			for (const handler of handlers) {
				await boss.createQueue(handler.name, { retryLimit: 5, retryBackoff: true });
				const worker = await boss.work(handler.name, { pollingIntervalSeconds: pollSeconds }, () => run(handler));
				workers.set(handler.name, worker);
				await boss.schedule(handler.name, handler.cron);
				if (handler.atStart) await boss.send(handler.name);
			}
		},
		async send(name) {
			await boss.send(name);
			const worker = workers.get(name);
			if (worker !== undefined) boss.notifyWorker(worker);
		},
		stop: () => boss.stop({ graceful: true, timeout: 10_000 })
	};
}
