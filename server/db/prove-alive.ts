import type pg from 'pg';

/** ms; a connection over which nothing comes any more (a pulled cable, a firewall that forgot it) is found within both. */
const PROOF_EVERY = 5_000;
const PROOF_TIME = 5_000;

export interface ProofOptions {
	readonly every?: number;
	readonly time?: number;
	/** Something with a deadline of its own is on its way: then nothing is asked. */
	readonly isBusy?: () => boolean;
	readonly onDead?: () => void;
}

/** Cuts a connection off without waiting for the other side: whatever waits for it fails at once. */
export function cut(client: pg.Client): void {
	client.connection.stream.destroy();
}

/**
 * Asks a connection that mostly listens whether it still lives: one that died without a word looks open for a quarter
 * of an hour, and everything that it should have told is missing. A dead one is cut.
 * @returns stop
 */
export function proveAlive(client: pg.Client, options: ProofOptions = {}): () => void {
	const { every = PROOF_EVERY, time = PROOF_TIME, isBusy = () => false, onDead } = options;
	let answer: NodeJS.Timeout | undefined;
	const dead = (): void => {
		onDead?.();
		cut(client);
	};
	const ask = (): void => {
		if (answer || isBusy()) return;
		answer = setTimeout(dead, time);
		client.query('select 1').then(answered, () => {
			answered();
			cut(client);
		});
	};
	const answered = (): void => {
		clearTimeout(answer);
		answer = undefined;
	};
	const timer = setInterval(ask, every).unref();
	return () => {
		clearInterval(timer);
		answered();
	};
}

/** Waits so long for a step on a connection, then cuts it: the step fails as with any lost connection. */
export async function within<T>(client: pg.Client, time: number, step: Promise<T>): Promise<T> {
	const timer = setTimeout(() => cut(client), time);
	try {
		return await step;
	} finally {
		clearTimeout(timer);
	}
}
