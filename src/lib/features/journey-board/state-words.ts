import type { DocumentEnd, DocumentWords } from '#lib/document-words/document-words.ts';
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

/** The same whatever the document is. */
const endings: Readonly<Record<Exclude<Ended['reason'], DocumentEnd>, () => string>> = {
	'client-id-taken': m.board_stopped_client_taken,
	'signed-out': m.board_stopped_signed_out,
	'wrong-address': () => wrongAddressText() ?? m.board_stopped_wrong_address(),
	refused: m.board_stopped_refused
};

const ways: Readonly<Partial<Record<Ended['reason'], Ending['way']>>> = {
	forbidden: 'home',
	'not-found': 'home',
	full: 'discard'
};

/** Why nothing is sent any more, and what to do about it. @param words of the kind of document */
export function endingOf(state: ConnectionState, words: DocumentWords): Ending | null {
	// The role was taken down under the hands of somebody who was editing.
	if (state.status === 'read-only' && state.pending > 0) return { text: words.readOnly(), way: 'reload' };
	if (state.status !== 'reload-needed' && state.status !== 'stopped') return null;
	const text = { ...endings, ...words.ended }[state.reason]();
	const way = ways[state.reason] ?? 'reload';
	if (isKeptApart(state)) return { text, way: 'reload' };
	return { text, way: way === 'discard' && state.pending === 0 ? 'home' : way };
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
