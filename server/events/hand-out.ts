import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../db/tables/index.ts';
import { handSome } from './queues.ts';

const BATCH = 500;
/** Hints come in crowds (ms). */
const GATHER = 20;

/** Puts what stands in the outbox into the consumers' queues, whenever it is woken: one run at a time, and none is missed. */
export class HandOut {
	readonly #boss: PgBoss;
	readonly #system: Kysely<Database>;
	readonly #log: Pick<Logger, 'error'>;
	readonly #handed: () => void;
	#gathering: NodeJS.Timeout | undefined;
	#running: Promise<void> | undefined;
	#again = false;
	#stopped = false;

	/** @param handed something came into the queues */
	constructor(
		{ boss, system, log }: { boss: PgBoss; system: Kysely<Database>; log: Pick<Logger, 'error'> },
		handed: () => void
	) {
		this.#boss = boss;
		this.#system = system;
		this.#log = log;
		this.#handed = handed;
	}

	readonly wake = (): void => {
		this.#again = true;
		if (this.#stopped || this.#running) return;
		this.#gathering ??= setTimeout(() => {
			this.#gathering = undefined;
			this.#running = this.#handAll()
				.catch((error: unknown) =>
					this.#log.error({ err: error }, 'events could not be put into their queues; tried again soon')
				)
				.finally(() => (this.#running = undefined));
		}, GATHER);
	};

	async #handAll(): Promise<void> {
		while (this.#again && !this.#stopped) {
			this.#again = false;
			const handed = await handSome(this.#boss, this.#system, BATCH);
			if (handed > 0) this.#handed();
			this.#again ||= handed === BATCH;
		}
	}

	/** Resolves when the run that was under way is over. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#gathering);
		await this.#running;
	}
}
