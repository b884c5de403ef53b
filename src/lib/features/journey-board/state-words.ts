import { type ConnectionState, isKeptApart } from '#document/client/connection-state.ts';
import { wrongAddressText } from '#lib/forms/wrong-address.ts';
import { m } from '#lib/paraglide/messages.js';

/** The connection has ended for good. */
type Ended = Extract<ConnectionState, { status: 'reload-needed' | 'stopped' }>;

export interface Ending {
	readonly text: string;
	/** What leads on: the same page anew, the list of journeys, or the page anew without what could not be stored. */
	readonly way: 'reload' | 'home' | 'discard';
}

const endings: Readonly<Record<Ended['reason'], { readonly text: () => string; readonly way: Ending['way'] }>> = {
	'editor-too-old': { text: m.board_state_reload_hint, way: 'reload' },
	replaced: { text: m.board_stopped_replaced, way: 'reload' },
	'client-id-taken': { text: m.board_stopped_client_taken, way: 'reload' },
	'edit-refused': { text: m.board_stopped_edit_refused, way: 'reload' },
	'signed-out': { text: m.board_stopped_signed_out, way: 'reload' },
	'wrong-address': { text: () => wrongAddressText() ?? m.board_stopped_wrong_address(), way: 'reload' },
	refused: { text: m.board_stopped_refused, way: 'reload' },
	forbidden: { text: m.board_stopped_forbidden, way: 'home' },
	'not-found': { text: m.board_stopped_not_found, way: 'home' },
	full: { text: m.board_stopped_full, way: 'discard' }
};

/** Why nothing is sent any more, and what to do about it. */
export function endingOf(state: ConnectionState): Ending | null {
	// The role was taken down under the hands of somebody who was editing.
	if (state.status === 'read-only' && state.pending > 0) return { text: m.board_state_readonly_hint(), way: 'reload' };
	if (state.status !== 'reload-needed' && state.status !== 'stopped') return null;
	const { text, way } = endings[state.reason];
	if (isKeptApart(state)) return { text: text(), way: 'reload' };
	return { text: text(), way: way === 'discard' && state.pending === 0 ? 'home' : way };
}

/** What became of edits that the server has not confirmed. Empty when there are none. */
export function unstored(state: ConnectionState): string {
	const { pending } = state;
	if (pending === 0) return '';
	if (isKeptApart(state))
		return 'reason' in state && state.reason === 'replaced'
			? m.board_stopped_aside({ n: pending })
			: m.board_stopped_unsent({ n: pending });
	const kept = 'kept' in state && state.kept;
	return kept ? m.board_stopped_pending({ n: pending }) : m.board_stopped_lost({ n: pending });
}
