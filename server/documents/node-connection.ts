import type pg from 'pg';
import { proveAlive, within } from '../db/prove-alive.ts';
import type { Log } from '../platform/log.ts';

/** ms */
const CONNECT_TIME = 10_000;
const GOODBYE_TIME = 2_000;
const RETRY_FROM = 200;
const RETRY_TO = 5_000;

export interface NodeConnectionDeps {
	readonly createClient: () => pg.Client;
	readonly log: Log;
	/** How often, and for how long, the connection is asked whether it lives (ms). */
	readonly proof?: { readonly every: number; readonly time: number } | undefined;
	/** Something with a deadline of its own is under way, which may take longer than a proof. */
	readonly isBusy: () => boolean;
	readonly lost: () => void;
}

/** A connection that comes back by itself, with a new node number each time. */
export class NodeConnection {
	readonly #deps: NodeConnectionDeps;
	#client: pg.Client | null = null;
	#node = -1;
	#closed = false;
	#retry: NodeJS.Timeout | undefined;
	#stopProof = (): void => {};
	#connecting: Promise<void> | undefined;

	constructor(deps: NodeConnectionDeps) {
		this.#deps = deps;
	}

	/** null while it is lost. */
	get client(): pg.Client | null {
		return this.#client;
	}

	/** Of the connection there is, or of the last one. */
	get node(): number {
		return this.#node;
	}

	async connect(): Promise<void> {
		const { createClient, log, proof, isBusy } = this.#deps;
		const fresh = createClient();
		const gone = (): void => this.#lose(fresh);
		fresh.on('error', gone);
		fresh.on('end', gone);
		try {
			this.#node = await within(fresh, CONNECT_TIME, begin(fresh));
		} catch (error) {
			fresh.removeListener('end', gone);
			await within(fresh, GOODBYE_TIME, fresh.end()).catch(() => undefined);
			throw error;
		}
		this.#client = fresh;
		this.#stopProof = proveAlive(fresh, {
			...proof,
			isBusy,
			onDead: () => log.error({ node: this.#node }, 'collab: the database connection of the journal does not answer')
		});
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#retry);
		this.#stopProof();
		// One that is on its way would stay, and keep the process.
		await this.#connecting;
		if (this.#client) await within(this.#client, GOODBYE_TIME, this.#client.end());
	}

	#lose(which: pg.Client): void {
		if (which !== this.#client) return;
		this.#client = null;
		this.#stopProof();
		if (this.#closed) return;
		const { log, lost } = this.#deps;
		log.error({ node: this.#node }, 'collab: the database connection of the journal was lost');
		lost();
		this.#reconnect(RETRY_FROM);
	}

	#reconnect(wait: number): void {
		const { log } = this.#deps;
		this.#retry = setTimeout(() => {
			this.#connecting = this.connect().then(
				() => log.info({ node: this.#node }, 'collab: the journal is connected again'),
				(error: unknown) => {
					log.warn({ err: error }, 'collab: the journal could not connect');
					if (!this.#closed) this.#reconnect(Math.min(RETRY_TO, wait * 2));
				}
			);
		}, wait);
	}
}

/** @returns the node number */
async function begin(fresh: pg.Client): Promise<number> {
	await fresh.connect();
	const { rows } = await fresh.query<{ node: number }>(`select nextval('document_node')::int as node`);
	return rows[0]!.node;
}
