import { closeCodes } from '../core/close-codes.ts';

/**
 * What a person should know about their edits:
 * - `connecting`: the document is on its way for the first time.
 * - `saved`: everything is durable on the server.
 * - `saving`: `pending` edits are on their way.
 * - `reconnecting`: there is a network, but the server does not answer; `pending` edits wait.
 * - `offline`: no network; edits are kept in this browser when `kept`, and merged later.
 * - `read-only`: looking only.
 * - `reload-needed`: this page is too old for the document, or the document was replaced.
 * - `stopped`: connecting again cannot help.
 */
export type ConnectionState =
	| { readonly status: 'connecting' | 'saved'; readonly pending: number }
	| {
			readonly status: 'saving' | 'reconnecting' | 'offline' | 'read-only';
			readonly pending: number;
			readonly kept: boolean;
	  }
	| {
			readonly status: 'reload-needed';
			readonly pending: number;
			readonly kept: boolean;
			readonly reason: ReloadReason;
	  }
	| { readonly status: 'stopped'; readonly pending: number; readonly kept: boolean; readonly reason: StopReason };

export type ReloadReason = 'editor-too-old' | 'replaced' | 'client-id-taken' | 'edit-refused';
export type StopReason = 'signed-out' | 'forbidden' | 'not-found' | 'full' | 'wrong-address' | 'refused';

/** What is known at one moment. */
export interface Facts {
	readonly connected: boolean;
	readonly everSynced: boolean;
	readonly synced: boolean;
	readonly readOnly: boolean;
	/** The browser says that there is no network. */
	readonly offline: boolean;
	/** Nothing was reached for a while. */
	readonly waited: boolean;
	/** Edits survive a closed tab. */
	readonly kept: boolean;
	readonly pending: number;
	/** Close code of a final end, or null. */
	readonly ended: number | null;
}

export function stateOf(facts: Facts): ConnectionState {
	const { pending, kept } = facts;
	if (facts.ended !== null) return endOf(facts.ended, pending, kept);
	if (!facts.connected && facts.offline) return { status: 'offline', pending, kept };
	// Connected but not in step yet: what the server has may still be on its way here.
	if (!facts.connected || !facts.synced)
		return facts.everSynced || facts.waited
			? { status: 'reconnecting', pending, kept }
			: { status: 'connecting', pending };
	if (facts.readOnly) return { status: 'read-only', pending, kept };
	return pending === 0 ? { status: 'saved', pending } : { status: 'saving', pending, kept };
}

function endOf(code: number, pending: number, kept: boolean): ConnectionState {
	const reload = reloads[code];
	if (reload) return { status: 'reload-needed', pending, kept, reason: reload };
	return { status: 'stopped', pending, kept, reason: stops[code] ?? 'refused' };
}

const reloads: Readonly<Record<number, ReloadReason>> = {
	[closeCodes.editorTooOld]: 'editor-too-old',
	[closeCodes.replaced]: 'replaced',
	[closeCodes.forged]: 'client-id-taken',
	[closeCodes.serverOnly]: 'edit-refused'
};

const stops: Readonly<Record<number, StopReason>> = {
	[closeCodes.unauthenticated]: 'signed-out',
	[closeCodes.forbidden]: 'forbidden',
	[closeCodes.notFound]: 'not-found',
	[closeCodes.documentFull]: 'full',
	[closeCodes.wrongAddress]: 'wrong-address'
};

/**
 * Edits that will not be sent are kept in this browser: the document was replaced, is out of reach, or may only be looked
 * at by now. A reload shows them.
 */
export const isKeptApart = (state: ConnectionState): boolean =>
	state.pending > 0 &&
	'kept' in state &&
	state.kept &&
	(state.status === 'read-only' || ('reason' in state && apart.has(state.reason)));

const apart: ReadonlySet<string> = new Set<ReloadReason | StopReason>([
	'replaced',
	'edit-refused',
	'forbidden',
	'not-found'
]);

export const sameState = (a: ConnectionState, b: ConnectionState): boolean =>
	a.status === b.status &&
	a.pending === b.pending &&
	('kept' in a ? a.kept : null) === ('kept' in b ? b.kept : null) &&
	('reason' in a ? a.reason : null) === ('reason' in b ? b.reason : null);
