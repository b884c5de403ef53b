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
	readonly repair: (key: DocumentKey) => Promise<void>;
	readonly log: Log;
	/** Edits of a document gather at least so long (ms): somebody who types costs few projections a second. */
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

/** Documents that are projected at once, as far as the queue knows; the projector takes one after the other. */
const AT_ONCE = 8;
/**
 * A document whose projection takes long is projected less often: edits gather so many times as long as it last took, so that
 * one map takes a fifth of a processor at most, however large it is and however busy the machine.
 */
const SHARE = 4;
/** And yet not longer than this (ms). */
const GATHER_MOST = 5_000;
/** Jobs in one statement. */
const PIECE = 500;
/** Timers may come early by a little, and the job is there only when its time has come (ms). */
const SURELY = 10;

export const createProjectionQueue = (deps: ProjectionQueueDeps): ProjectionQueue => new Queue(deps);

class Queue implements ProjectionQueue {
	readonly #deps: Required<ProjectionQueueDeps>;
	readonly #heard = new Map<string, Heard>();
	/** How long the last projection of a document took here (ms), where that is long. */
	readonly #took = new Map<string, number>();
	readonly #timers = new Set<NodeJS.Timeout>();
	#worker: string | undefined;
	#unhear = (): void => {};
	#stopped = false;

	constructor(deps: ProjectionQueueDeps) {
		this.#deps = { gather: 400, delays: [1, 2, 5, 10, 30, 60], pollSeconds: 5, ...deps };
	}

	async start(): Promise<void> {
		const { boss, listener, pollSeconds } = this.#deps;
		await boss.createQueue(QUEUE, { policy: 'short', ...settings });
		await boss.updateQueue(QUEUE, settings);
		const options = { batchSize: AT_ONCE, pollingIntervalSeconds: pollSeconds };
		this.#worker = await boss.work<Waiting>(QUEUE, options, (jobs) => this.#work(jobs));
		this.#unhear = listener.hear(CHANNEL, {
			message: (payload) => {
				const { keys } = readNote(payload);
				if (keys === null) this.#catchUpSoon();
				else this.#hear(keys);
			},
			gap: () => this.#catchUpSoon()
		});
		await this.catchUp();
	}

	async catchUp(): Promise<number> {
		const keys = await this.#deps.behind();
		await this.#put(
			keys.map((key) => ({ ...key, tries: 0 })),
			0
		);
		this.#wake();
		return keys.length;
	}

	async size(): Promise<number> {
		const { rows } = await sql<{ n: number }>`
			select count(*)::integer as n from pgboss.job where name = ${QUEUE} and state < 'completed'`.execute(this.#deps.system);
		return rows[0]!.n;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unhear();
		for (const timer of this.#timers) clearTimeout(timer);
		// Their jobs stay, and find nothing new.
		await Promise.allSettled([...this.#heard.values()].map(({ key }) => this.#deps.projector.project(key)));
	}

	#later(ms: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			run();
		}, ms);
		this.#timers.add(timer);
	}

	#wake(): void {
		if (this.#worker !== undefined && !this.#stopped) this.#deps.boss.notifyWorker(this.#worker);
	}

	#gatherOf(name: string): number {
		return Math.max(this.#deps.gather, Math.min(GATHER_MOST, SHARE * (this.#took.get(name) ?? 0)));
	}

	async #project(key: DocumentKey): Promise<void> {
		const began = performance.now();
		try {
			await this.#deps.projector.project(key);
		} finally {
			const time = performance.now() - began;
			if (SHARE * time > this.#deps.gather) this.#took.set(keyText(key), time);
			else this.#took.delete(keyText(key));
			if (this.#took.size > 1_000) this.#took.clear();
		}
	}

	/** A job each, unless one waits for that document already. @returns those that were put in */
	async #put(some: readonly Waiting[], wait: number): Promise<Set<string>> {
		const jobs = some.map((data) => ({
			id: randomUUID(),
			data,
			singletonKey: keyText(data),
			startAfter: wait
		}));
		const ids = new Set<string>();
		for (let from = 0; from < jobs.length; from += PIECE)
			for (const id of (await this.#deps.boss.insert(QUEUE, jobs.slice(from, from + PIECE), { returnId: true })) ?? [])
				ids.add(id);
		return new Set(jobs.filter(({ id }) => ids.has(id)).map(({ singletonKey }) => singletonKey));
	}

	#hear(keys: readonly DocumentKey[]): void {
		const fresh: DocumentKey[] = [];
		for (const key of keys) {
			if (key.workspaceId === SCRATCH_WORKSPACE) continue;
			const name = keyText(key);
			const known = this.#heard.get(name);
			if (known) known.again = performance.now();
			else {
				this.#heard.set(name, { key, again: null });
				fresh.push(key);
			}
		}
		if (fresh.length === 0 || this.#stopped) return;
		this.#deps.projector.warm();
		for (const [wait, keys] of Map.groupBy(fresh, (key) => this.#gatherOf(keyText(key))))
			void this.#announce(keys, wait);
	}

	/** The job begins later than whatever is told of its document meanwhile. */
	async #announce(keys: readonly DocumentKey[], wait: number): Promise<void> {
		let ours = new Set<string>();
		const begins = performance.now() + wait;
		try {
			ours = await this.#put(
				keys.map((key) => ({ ...key, tries: 0 })),
				wait / 1000
			);
		} catch (error) {
			this.#deps.log.error(
				{ err: error, documents: keys.length },
				'documents could not be put into the queue; they are found soon'
			);
		}
		if (this.#stopped) return;
		this.#later(wait + SURELY, () => {
			const untold: DocumentKey[] = [];
			for (const key of keys) {
				const name = keyText(key);
				const again = this.#heard.get(name)?.again ?? null;
				this.#heard.delete(name);
				// Told when the job may have begun already: at once, where it is another process' that stood in the way.
				if (again !== null && (!ours.has(name) || again >= begins)) untold.push(key);
			}
			if (ours.size > 0) this.#wake();
			this.#hear(untold);
		});
	}

	async #work(jobs: readonly Job<Waiting>[]): Promise<void> {
		const { boss, delays } = this.#deps;
		const failed: Waiting[] = [];
		await Promise.all(
			jobs.map(async ({ data }) => {
				try {
					await this.#project(data);
				} catch (error) {
					failed.push({ ...data, tries: data.tries + 1 });
					await this.#report(data, error);
				}
			})
		);
		// First put in again, then taken out: whatever ends in between leaves a job.
		for (const one of failed) {
			const wait = delays[Math.min(one.tries - 1, delays.length - 1)]!;
			await this.#put([one], wait);
			this.#later(wait * 1000 + SURELY, () => this.#wake());
		}
		await boss.deleteJob(
			QUEUE,
			jobs.map(({ id }) => id)
		);
		if (jobs.length === AT_ONCE) this.#wake();
	}

	async #report({ tries, ...key }: Waiting, error: unknown): Promise<void> {
		if (this.#stopped) return;
		const { log, repair } = this.#deps;
		const about = { err: error, document: key.documentId, tries: tries + 1 };
		log.error(about, 'what tables say of a document could not be written; it will be tried again');
		if (!(error instanceof UnreadableDocument)) return;
		await repair(key).catch((failure: unknown) =>
			log.error({ err: failure, document: key.documentId }, 'a document that cannot be read could not be repaired')
		);
	}

	#catchUpSoon(): void {
		this.catchUp().catch((error: unknown) => {
			if (this.#stopped) return;
			this.#deps.log.error({ err: error }, 'it could not be looked which documents are behind; looked again soon');
		});
	}
}
