import type { Awareness } from 'y-protocols/awareness';
import type { DocumentKind, KindTypes, Other } from './kind.ts';

/** Everybody else who has the document open. States that cannot be read (an older editor) are left out. */
export function othersPresent<T extends KindTypes>(
	{ presence }: DocumentKind<T>,
	awareness: Awareness
): Other<T['presence']>[] {
	const others: Other<T['presence']>[] = [];
	for (const [clientId, state] of awareness.getStates()) {
		if (clientId === awareness.clientID) continue;
		const read = presence.read(state);
		if (read !== null) others.push({ ...read, clientId });
	}
	return others.sort((a, b) => a.clientId - b.clientId);
}
