import type { JobWithMetadata } from 'pg-boss';
import type { Consumer, ConsumerTools } from './consumer.ts';
import { readEvents } from './stored-events.ts';

/** What a job of a consumer's queue holds: the event is read when it is handled, and may be gone by then. */
export interface EventKey {
	readonly workspaceId: string;
	readonly id: string;
}

/** An event that a consumer could not handle. */
export interface DeadLetter extends EventKey {
	readonly consumer: string;
	readonly reason: string;
}

export interface ConsumeDeps extends ConsumerTools {
	readonly log: { error(fields: object, message: string): void };
	/** Keeps it for whoever looks after the installation. */
	readonly bury: (letter: DeadLetter) => Promise<void>;
}

/** Times that an event is handed to a consumer, with longer and longer waits between: over about five minutes. */
export const TRIES = 9;

interface Handled {
	readonly id: string;
	readonly status: 'completed' | 'failed';
	readonly output?: { readonly reason: string };
}

/**
 * Hands a consumer the events of some jobs, each told on its own: one that fails stops no other. After its last try it is a
 * dead letter, and the next event of its subject has its turn.
 */
export async function consume(
	consumer: Consumer,
	jobs: readonly JobWithMetadata<EventKey>[],
	{ log, bury, ...tools }: ConsumeDeps
): Promise<Handled[]> {
	const events = await readEvents(
		tools.system,
		jobs.map(({ data: { workspaceId, id } }) => ({ workspaceId, id }))
	);
	const results: Handled[] = [];
	for (const job of jobs) {
		const event = events.get(job.data.id);
		results.push({ id: job.id, ...(event === undefined ? DONE : await handle(job, event)) });
	}
	return results;

	async function handle(
		job: JobWithMetadata<EventKey>,
		event: Parameters<Consumer['handle']>[0]
	): Promise<Omit<Handled, 'id'>> {
		const about = { consumer: consumer.name, event: event.id, kind: event.kind };
		try {
			// Each try counts, also one that ended with the process: whatever ends the process must not do so for ever.
			if (job.retryCount >= TRIES) throw new Error('the process ended while it was handled');
			await consumer.handle(event, tools);
			return DONE;
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			if (job.retryCount < TRIES - 1) {
				log.error(
					{ ...about, err: error, tries: job.retryCount + 1 },
					'a consumer failed; it will be handed the event again'
				);
				return { status: 'failed', output: { reason } };
			}
			await bury({ consumer: consumer.name, workspaceId: event.workspaceId, id: event.id, reason });
			log.error({ ...about, err: error }, 'a consumer failed for the last time: the event is a dead letter');
			return DONE;
		}
	}
}

const DONE = { status: 'completed' } as const;
