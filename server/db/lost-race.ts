import { codeOf } from '../platform/start-error.ts';

/**
 * Deadlock, serialization failure: PostgreSQL took everything back to let a recount, a deletion or another process
 * through. The same work may be done again, and whoever asked for it need not hear of that.
 */
export const isLostRace = (error: unknown): boolean => /^40(001|P01)$/.test(codeOf(error) ?? '');

const TRIES = 3;

/** Does the work again, from its beginning, when it lost a race. It must be one transaction. */
export async function againIfLost<T>(work: () => Promise<T>): Promise<T> {
	for (let tried = 1; ; tried++) {
		try {
			return await work();
		} catch (error) {
			if (tried === TRIES || !isLostRace(error)) throw error;
		}
	}
}
