/**
 * Why the collaboration server closed a socket (WebSocket close codes).
 * 4400–4499 are final: the stock y-websocket provider stops and emits `closed`.
 * All other codes are passing: the provider connects again by itself, with backoff, and resends its edits.
 */
export const closeCodes = {
	/** Final: there is no session (signed out, expired). Sign in again. */
	unauthenticated: 4401,
	/** Final: signed in, but may not see this document (any more). */
	forbidden: 4403,
	/** Final: no such document, or another workspace's; both look the same. */
	notFound: 4404,
	/** Final: the document was restored or replaced; this copy must not be merged into it. Keep its edits aside, reload. */
	replaced: 4409,
	/** Final: the document cannot grow any further. */
	documentFull: 4413,
	/** Final: the page was opened at another address than the server's own; nothing is taken from there. */
	wrongAddress: 4421,
	/** Final: this editor is older than the document's schema. Reload the page. */
	editorTooOld: 4426,
	/** Final: edits or presence under a client id that belongs to somebody else. Reload the page. */
	forged: 4440,
	/**
	 * Final: an edit of what only the server may write (schema, epoch), or of what does not belong into the document.
	 * This copy would send it again: keep its edits aside, reload.
	 */
	serverOnly: 4441,
	/** Passing: the rights changed; connect again to be authorized again. */
	rightsChanged: 4503,
	/** Passing: too many open sockets or messages. */
	tooMany: 4529,
	/** Passing: one message was not understood. */
	malformed: 1007,
	/** Passing: a message or update is larger than allowed. */
	tooBig: 1009,
	/** Passing: the server is restarting. */
	restarting: 1012,
	/** Passing: nothing could be stored or loaded; edits that were not confirmed must be sent again. */
	tryAgain: 1013
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** True if connecting again cannot help. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500;

/** Message types beyond the y-websocket protocol. All but `said` are sent by the server; stock clients skip them. */
export const messageTypes = {
	/**
	 * `varuint n`: the first n updates of this connection are committed. What counts is each sync message with content
	 * that the client sent since the socket opened (its answer to a sync step 1, and each update), in order.
	 */
	durable: 100,
	/** `varuint 0`: this connection may only read; updates it sends are not taken. */
	access: 101,
	/** `varuint n`: which copy of the document this is, said first. Clients say it again when they come back (`?epoch=n`). */
	epoch: 102,
	/** `varstring name, varstring JSON`: something happened around the document, e.g. an answer was counted. */
	event: 103,
	/** `varstring name, varstring JSON`: a client says something around the document, to a server that told it `following`. */
	said: 104
} as const;
