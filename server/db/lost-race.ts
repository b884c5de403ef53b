import { codeOf } from '../start-error.ts';

/**
 * Did PostgreSQL take everything back to let somebody else through – a deadlock, a serialization failure, a customer
 * who was erased while an answer was linked to them? Then the same work may be done again and will see what they did.
 */
export function isLostRace(error: unknown): boolean {
	const code = codeOf(error);
	if (code === '40001' || code === '40P01') return true;
	return code === '23503' && /_customer_id_fkey$/.test(String((error as { constraint?: unknown }).constraint));
}

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
