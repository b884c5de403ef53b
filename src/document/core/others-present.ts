import type { Awareness } from 'y-protocols/awareness';
import type { JoinedKind, KindTypes, Other } from './kind.ts';

/** A state is replaced, never changed: what was read of it holds, and only what is new is read. */
const readings = new WeakMap<object, unknown>();

function readOnce<R>(state: object, read: (state: object) => R): R {
	if (!readings.has(state)) readings.set(state, read(state));
	return readings.get(state) as R;
}

/** Everybody else who has the document open. States that cannot be read (an older editor) are left out. */
export function othersPresent<T extends KindTypes>(
	{ presence }: JoinedKind<T>,
	awareness: Awareness
): Other<T['presence']>[] {
	const others: Other<T['presence']>[] = [];
	for (const [clientId, state] of awareness.getStates()) {
		if (clientId === awareness.clientID) continue;
		const read = readOnce(state, presence.read);
		if (read !== null) others.push({ ...read, clientId });
	}
	return others.sort((a, b) => a.clientId - b.clientId);
}
