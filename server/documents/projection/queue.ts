import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Job, PgBoss } from 'pg-boss';
import type { Listener } from '../../bus/index.ts';
import type { Database } from '../../db/tables/index.ts';
import type { Log } from '../../platform/log.ts';
import { readNote } from '../journal-note.ts';
import { CHANNEL } from '../repo/append.ts';
import { SCRATCH_WORKSPACE } from '../scratch.ts';
import { keyText, type DocumentKey } from '../store.ts';
import { UnreadableDocument } from '../unreadable.ts';
import type { Projector } from './projector.ts';

/** The queue of documents whose view is behind. Its name never changes. */
export const QUEUE = 'project-documents';

/**
 * Which documents are to be projected, over all processes. The journal is the outbox: a commit tells its documents on the
 * journal's channel (which costs it nothing: other processes are told anyway), and each that hears puts a job into the
 * queue, where there is at most one that waits for a document. What was told to nobody is found by `catchUp`.
 */
export interface ProjectionQueue {
	/** Resolves when this process takes part in the work. The queues' own program (`boss`) must run. */
	start(): Promise<void>;
	/** Puts in what a process that died left behind. @returns how many documents */
	catchUp(): Promise<number>;
	/** Documents of which a job waits, or is worked on. */
	size(): Promise<number>;
	/** Projects what this process has heard of in the last moments; whatever else waits stays in the queue. */
	stop(): Promise<void>;
}

export interface ProjectionQueueDeps {
	readonly boss: PgBoss;
	/** Sees every workspace. */
	readonly system: Kysely<Database>;
	readonly listener: Pick<Listener, 'hear'>;
	readonly projector: Pick<Projector, 'project' | 'warm'>;
	/** Documents whose view may be behind; which ones are is found by looking. */
	readonly behind: () => Promise<readonly DocumentKey[]>;
	/** Takes edits out of a document that Yjs refuses. */
	readonly mend: (key: DocumentKey) => Promise<void>;
	readonly log: Log;
	/** Edits of a document gather so long (ms): somebody who types costs few projections a second. */
	readonly gather?: number;
	/** Waits between tries (s); the last one repeats. */
	readonly delays?: readonly number[];
	/** Between two looks for jobs whose time has come (s). */
	readonly pollSeconds?: number;
}

interface Waiting extends DocumentKey {
	/** How often it was tried before. */
	readonly tries: number;
}

interface Heard {
	readonly key: DocumentKey;
	/** When it was told again (`performance.now()`); null: not since. */
	again: number | null;
}

const DAY = 24 * 60 * 60;

const settings = {
	// A job that failed is put in again by `work`; this is for processes that end, and for a database that does.
	retryLimit: 1_000,
	retryDelay: 1,
	retryBackoff: true,
	retryDelayMax: 60,
	// A process that was killed holds up its documents until its heartbeat is missed.
	heartbeatSeconds: 10,
	expireInSeconds: 60 * 60,
	retentionSeconds: 90 * DAY,
	deleteAfterSeconds: 10 * 60
} as const;

/** Documents that are projected at once, as far as the queue knows; the thread takes one after the other. */
const AT_ONCE = 8;
/** Jobs in one statement. */
const PIECE = 500;
/** Timers may come early by a little, and the job is there only when its time has come (ms). */
const SURELY = 10;

export function createProjectionQueue({
	boss,
	system,
	listener,
	projector,
	behind,
	mend,
	log,
	gather = 400,
	delays = [1, 2, 5, 10, 30, 60],
	pollSeconds = 5
}: ProjectionQueueDeps): ProjectionQueue {
	const heard = new Map<string, Heard>();
	const timers = new Set<NodeJS.Timeout>();
	let worker: string | undefined;
	let unhear = (): void => {};
	let stopped = false;

	const later = (ms: number, run: () => void): void => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			run();
		}, ms);
		timers.add(timer);
	};
	const wake = (): void => {
		if (worker !== undefined && !stopped) boss.notifyWorker(worker);
	};

	/** A job each, unless one waits for that document already. @returns those that were put in */
	async function put(some: readonly Waiting[], wait: number): Promise<Set<string>> {
		const jobs = some.map((data) => ({
			id: randomUUID(),
			data,
			singletonKey: keyText(data),
			startAfter: wait
		}));
		const ids = new Set<string>();
		for (let from = 0; from < jobs.length; from += PIECE)
			for (const id of (await boss.insert(QUEUE, jobs.slice(from, from + PIECE), { returnId: true })) ?? [])
				ids.add(id);
		return new Set(jobs.filter(({ id }) => ids.has(id)).map(({ singletonKey }) => singletonKey));
	}

	function hear(keys: readonly DocumentKey[]): void {
		const fresh: DocumentKey[] = [];
		for (const key of keys) {
			if (key.workspaceId === SCRATCH_WORKSPACE) continue;
			const name = keyText(key);
			const known = heard.get(name);
			if (known) known.again = performance.now();
			else {
				heard.set(name, { key, again: null });
				fresh.push(key);
			}
		}
		if (fresh.length === 0 || stopped) return;
		projector.warm();
		void announce(fresh);
	}

	/** The job begins later than whatever is told of its document meanwhile. */
	async function announce(keys: readonly DocumentKey[]): Promise<void> {
		let ours = new Set<string>();
		const begins = performance.now() + gather;
		try {
			ours = await put(
				keys.map((key) => ({ ...key, tries: 0 })),
				gather / 1000
			);
		} catch (error) {
			log.error(
				{ err: error, documents: keys.length },
				'documents could not be put into the queue; they are found soon'
			);
		}
		if (stopped) return;
		later(gather + SURELY, () => {
			const untold: DocumentKey[] = [];
			for (const key of keys) {
				const name = keyText(key);
				const again = heard.get(name)?.again ?? null;
				heard.delete(name);
				// Told when the job may have begun already: at once, where it is another process' that stood in the way.
				if (again !== null && (!ours.has(name) || again >= begins)) untold.push(key);
			}
			if (ours.size > 0) wake();
			hear(untold);
		});
	}

	async function work(jobs: readonly Job<Waiting>[]): Promise<void> {
		const failed: Waiting[] = [];
		await Promise.all(
			jobs.map(async ({ data }) => {
				try {
					await projector.project(data);
				} catch (error) {
					failed.push({ ...data, tries: data.tries + 1 });
					await report(data, error);
				}
			})
		);
		// First put in again, then taken out: whatever ends in between leaves a job.
		for (const one of failed) {
			const wait = delays[Math.min(one.tries - 1, delays.length - 1)]!;
			await put([one], wait);
			later(wait * 1000 + SURELY, wake);
		}
		await boss.deleteJob(
			QUEUE,
			jobs.map(({ id }) => id)
		);
		if (jobs.length === AT_ONCE) wake();
	}

	async function report({ tries, ...key }: Waiting, error: unknown): Promise<void> {
		if (stopped) return;
		const about = { err: error, document: key.documentId, tries: tries + 1 };
		log.error(about, 'what tables say of a document could not be written; it will be tried again');
		if (!(error instanceof UnreadableDocument)) return;
		await mend(key).catch((failure: unknown) =>
			log.error({ err: failure, document: key.documentId }, 'a document that cannot be read could not be mended')
		);
	}

	async function catchUp(): Promise<number> {
		const keys = await behind();
		await put(
			keys.map((key) => ({ ...key, tries: 0 })),
			0
		);
		wake();
		return keys.length;
	}

	const catchUpSoon = (): void => {
		catchUp().catch((error: unknown) => {
			if (!stopped) log.error({ err: error }, 'it could not be looked which documents are behind; looked again soon');
		});
	};

	return {
		async start() {
			await boss.createQueue(QUEUE, { policy: 'short', ...settings });
			await boss.updateQueue(QUEUE, settings);
			const options = { batchSize: AT_ONCE, pollingIntervalSeconds: pollSeconds };
			worker = await boss.work<Waiting>(QUEUE, options, work);
			unhear = listener.hear(CHANNEL, {
				message(payload) {
					const { keys } = readNote(payload);
					if (keys === null) catchUpSoon();
					else hear(keys);
				},
				gap: catchUpSoon
			});
			await catchUp();
		},

		catchUp,

		async size() {
			const { rows } = await sql<{ n: number }>`
				select count(*)::integer as n from pgboss.job where name = ${QUEUE} and state < 'completed'`.execute(system);
			return rows[0]!.n;
		},

		async stop() {
			stopped = true;
			unhear();
			for (const timer of timers) clearTimeout(timer);
			// Their jobs stay, and find nothing new.
			await Promise.allSettled([...heard.values()].map(({ key }) => projector.project(key)));
		}
	};
}
