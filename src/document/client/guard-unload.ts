import { type ConnectionState, isKeptApart } from './connection-state.ts';

/**
 * Asks before a tab is closed that holds edits which are nowhere else yet.
 * @returns stop
 */
export function guardUnload(
	connection: { readonly state: ConnectionState },
	target: Pick<Window, 'addEventListener' | 'removeEventListener'> = window
): () => void {
	const ask = (event: BeforeUnloadEvent): void => {
		const { state } = connection;
		if (state.pending > 0 && state.status !== 'read-only' && !isKeptApart(state)) event.preventDefault();
	};
	target.addEventListener('beforeunload', ask);
	return () => target.removeEventListener('beforeunload', ask);
}
