import type { JobWithMetadata } from 'pg-boss';
import { cut, storable } from '#domain/shared/storable.ts';
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

export type EventJob = JobWithMetadata<EventKey>;

export interface ConsumeDeps extends ConsumerTools {
	readonly log: { error(fields: object, message: string): void };
	/** Keeps it for whoever looks after the installation. */
	readonly bury: (letter: DeadLetter) => Promise<void>;
	/** The job is over, or – with a reason – is to be handed out again later. */
	readonly settle: (job: EventJob, failure: string | null) => Promise<void>;
}

/** Times that an event is handed to a consumer, with longer and longer waits between: over about five minutes. */
export const TRIES = 9;

/** Jobs that one worker takes at once: fewer than tries, see `inTurn`. */
export const AT_ONCE = TRIES - 1;

/**
 * Hands a consumer the events of some jobs. Each is settled as soon as it is handled: one that fails stops no other, and a
 * process that ends leaves only the rest to be handed out again. After its last try an event is a dead letter, and the next
 * event of its subject has its turn.
 */
export async function consume(
	consumer: Consumer,
	jobs: readonly EventJob[],
	{ log, bury, settle, ...tools }: ConsumeDeps
): Promise<void> {
	const events = await readEvents(
		tools.system,
		jobs.map(({ data: { workspaceId, id } }) => ({ workspaceId, id }))
	);
	for (const job of inTurn(jobs)) {
		const event = events.get(job.data.id);
		await settle(job, event === undefined ? null : await handle(job, event));
	}

	/** @returns why it is to be tried again; null: it is over */
	async function handle(job: EventJob, event: Parameters<Consumer['handle']>[0]): Promise<string | null> {
		const about = { consumer: consumer.name, event: event.id, kind: event.kind };
		try {
			// Each try counts, also one that ended with the process: whatever ends the process must not do so for ever.
			if (job.retryCount >= TRIES) throw new Error('the process ended while it was handled');
			await consumer.handle(event, tools);
			return null;
		} catch (error) {
			const reason = reasonOf(error);
			if (job.retryCount < TRIES - 1) {
				log.error(
					{ ...about, err: error, tries: job.retryCount + 1 },
					'a consumer failed; it will be handed the event again'
				);
				return reason;
			}
			await bury({ consumer: consumer.name, workspaceId: event.workspaceId, id: event.id, reason });
			log.error({ ...about, err: error }, 'a consumer failed for the last time: the event is a dead letter');
			return null;
		}
	}
}

/** What jsonb can hold of it. */
const reasonOf = (error: unknown): string =>
	cut(storable(error instanceof Error ? error.message : String(error)), 1_000);

/**
 * In which order jobs are handled. When a process ends, whatever it had taken counts a try, also what it had not begun; if
 * one event ends every process that handles it, the others must not run out of tries with it. So of those that were taken
 * before another is the first at each try, and there are fewer of them than tries.
 */
export function inTurn<Job extends Pick<EventJob, 'id' | 'retryCount'>>(jobs: readonly Job[]): Job[] {
	const sorted = [...jobs].sort((a, b) => (a.id < b.id ? -1 : 1));
	const fresh = sorted.filter(({ retryCount }) => retryCount === 0);
	const again = sorted.filter(({ retryCount }) => retryCount > 0);
	const first = again.length === 0 ? 0 : Math.max(...again.map(({ retryCount }) => retryCount)) % again.length;
	return [...fresh, ...again.slice(first), ...again.slice(0, first)];
}
