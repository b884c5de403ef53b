import type { ConnectionState } from './connection-state.ts';

/**
 * Asks before a tab is closed that holds edits which are nowhere else yet.
 * @returns stop
 */
export function guardUnload(
	connection: { readonly state: ConnectionState },
	target: Pick<Window, 'addEventListener' | 'removeEventListener'> = window
): () => void {
	const ask = (event: BeforeUnloadEvent): void => {
		const { status, pending } = connection.state;
		if (pending > 0 && status !== 'read-only') event.preventDefault();
	};
	target.addEventListener('beforeunload', ask);
	return () => target.removeEventListener('beforeunload', ask);
}
