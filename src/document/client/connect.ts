import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';
import { epochOf, isSeeded, schemaStatus } from '../core/about.ts';
import { closeCodes, isFinal, messageTypes } from '../core/close-codes.ts';
import { type DocumentKind, documentName, type KindTypes, type OwnPresence } from '../core/kind.ts';
import { type ConnectionState, sameState, stateOf } from './connection-state.ts';
import { type LocalCopy, openLocalCopy } from './local-copy.ts';
import { sendOwnPresenceOnly } from './own-presence.ts';
import { editsIn, Pending, tellingSocket } from './pending.ts';
import { presenceSender } from './presence-sender.ts';
import { proveSocket } from './prove-socket.ts';

export { guardUnload } from './guard-unload.ts';

export interface ConnectOptions<T extends KindTypes> {
	/** `wss://host/collab`, without a slash at the end. */
	readonly url: string;
	readonly kind: DocumentKind<T>;
	readonly id: string;
	/** An empty document; its content arrives from the local copy and from the server. */
	readonly doc: Y.Doc;
	readonly userId: string;
	/** What the person's role says; the server has the last word. */
	readonly readOnly?: boolean;
	/** Something happened around the document; `data` is parsed JSON, still to be checked. */
	readonly onEvent?: (name: string, data: unknown) => void;
	/** Keep a copy in this browser. Default true. */
	readonly keepCopy?: boolean;
	readonly WebSocket?: typeof WebSocket;
	/** Test seam: is there a network? Default: what the browser says. */
	readonly isOnline?: () => boolean;
}

export interface Connection<T extends KindTypes> {
	readonly awareness: Awareness;
	readonly state: ConnectionState;
	/** Called after every change of `state`. @returns stop */
	readonly subscribe: (listener: (state: ConnectionState) => void) => () => void;
	/** Resolves when there is content to show: from the local copy or from the server. Never rejects. */
	readonly loaded: Promise<void>;
	/** Resolves when every edit made so far is durable; rejects when the connection ends for good, or is closed, before that. */
	readonly saved: () => Promise<void>;
	/** Shows cursor, selection, drag … to the others: parts given replace the old ones, sent at most 20 times a second. */
	readonly show: (presence: Partial<OwnPresence<T>>) => void;
	/** Gives up what this browser keeps of the document: the next visit starts from what the server has. */
	readonly forget: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** Milliseconds without any connection before the first "connecting" becomes "reconnecting". */
const WAIT = 8000;

/** Joins a document: loads it, keeps it in step with the server, and says at any time how its edits stand. */
export function connect<T extends KindTypes>(options: ConnectOptions<T>): Connection<T> {
	const { kind, id, doc } = options;
	const isOnline = options.isOnline ?? (() => globalThis.navigator?.onLine !== false);
	const pending = new Pending();
	const listeners = new Set<(state: ConnectionState) => void>();
	const leaving = new AbortController();
	let copy: LocalCopy<T> | null = null;
	let everSynced = false;
	let readOnly = options.readOnly ?? false;
	let ended: number | null = null;
	let closed = false;
	let lostAt: number | null = null;
	let lostTimer: ReturnType<typeof setTimeout> | undefined;
	let stopProof = (): void => {};
	let carryOver = (): void => {};

	// Before the provider's own listener: an edit must be known when the message that carries it is sent.
	const onUpdate = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
		if (!transaction.local) return;
		pending.edited();
		copy?.edited(transaction);
		refresh();
	};
	doc.on('update', onUpdate);

	const provider = new WebsocketProvider(options.url, documentName(kind, id), doc, {
		connect: false,
		// Tabs talk through the server alone: nothing is shown anywhere before it is durable.
		disableBc: true,
		params: { schema: String(schemaNumberOf(kind.schema.current)) },
		WebSocketPolyfill: tellingSocket(options.WebSocket ?? globalThis.WebSocket, (message) => {
			const edits = editsIn(message);
			if (edits) pending.sent(edits);
		}),
		shouldReconnect: ({ code }) => !isFinal(code)
	});
	sendOwnPresenceOnly(provider);

	const now = (): ConnectionState =>
		stateOf({
			connected: provider.wsconnected,
			everSynced,
			synced: provider.synced,
			readOnly,
			offline: !isOnline(),
			waited: lostAt !== null && Date.now() - lostAt >= WAIT,
			kept: copy?.kept ?? false,
			pending: pending.count,
			ended
		});
	let state = now();
	function refresh(): void {
		const next = now();
		if (closed || sameState(state, next)) return;
		state = next;
		copy?.remember(next.pending);
		for (const listener of listeners) listener(next);
	}
	function end(code: number): void {
		ended ??= code;
		// Its next visit would send the same again.
		if (code === closeCodes.replaced || code === closeCodes.serverOnly) copy?.setAside();
		provider.disconnect();
		refresh();
	}
	function lost(): void {
		lostAt ??= Date.now();
		lostTimer ??= setTimeout(refresh, WAIT);
	}
	function found(): void {
		lostAt = null;
		clearTimeout(lostTimer);
		lostTimer = undefined;
	}

	provider.messageHandlers[messageTypes.durable] = (_encoder, decoder) => {
		pending.confirmed(decoding.readVarUint(decoder));
		refresh();
	};
	provider.messageHandlers[messageTypes.access] = (_encoder, decoder) => {
		readOnly = decoding.readVarUint(decoder) === 0;
		refresh();
	};
	provider.messageHandlers[messageTypes.epoch] = (_encoder, decoder) => {
		const epoch = decoding.readVarUint(decoder);
		// Whoever comes back says which copy it has, so that it is never merged into another.
		provider.params = { ...provider.params, epoch: String(epoch) };
		copy?.rememberEpoch(epoch);
	};
	provider.messageHandlers[messageTypes.event] = (_encoder, decoder) => {
		const name = decoding.readVarString(decoder);
		options.onEvent?.(name, JSON.parse(decoding.readVarString(decoder)));
	};
	provider.on('status', ({ status }) => {
		if (status === 'connected') {
			pending.restart();
			found();
			// The server says so again when this connection may only read.
			readOnly = options.readOnly ?? false;
		} else lost();
		refresh();
	});
	provider.on('connection-close', () => {
		lost();
		pending.restart();
		// The provider emits this before it updates its own flags.
		queueMicrotask(refresh);
	});
	provider.on('closed', ({ code }) => end(code));
	provider.on('sync', (synced) => {
		if (synced) {
			everSynced = true;
			if (schemaStatus(doc, kind.schema.current) === 'too_new') return end(closeCodes.editorTooOld);
			carryOver();
		}
		refresh();
	});
	const onNetwork = (): void => {
		stopProof();
		if (!isOnline() && provider.wsconnected) stopProof = proveSocket(provider, isOnline);
		refresh();
	};
	globalThis.addEventListener?.('online', onNetwork);
	globalThis.addEventListener?.('offline', onNetwork);

	const loaded = new Promise<void>((resolve) => {
		provider.on('sync', (synced) => synced && resolve());
		void start().then((hasContent) => hasContent && resolve());
	});

	async function start(): Promise<boolean> {
		if (options.keepCopy ?? true) {
			const opened = await openLocalCopy(options, {
				onReplaced: () => end(closeCodes.replaced),
				onGone: refresh
			});
			if (closed) {
				await opened?.close();
				return false;
			}
			copy = opened;
			pending.found(copy?.found ?? 0);
			carryOver = kind.carryOver?.(doc, copy?.foundAt ?? []) ?? carryOver;
		}
		if (isSeeded(doc)) provider.params = { ...provider.params, epoch: String(copy?.epoch ?? epochOf(doc)) };
		lost();
		provider.connect();
		refresh();
		return isSeeded(doc);
	}

	const presence = presenceSender(kind, provider.awareness);

	return {
		awareness: provider.awareness,
		get state() {
			return state;
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		loaded,
		saved: () => whenSaved(listeners, () => state, leaving.signal),
		show: presence.show,
		forget: async () => copy?.forget(),
		close: async () => {
			closed = true;
			listeners.clear();
			leaving.abort();
			presence.stop();
			clearTimeout(lostTimer);
			stopProof();
			doc.off('update', onUpdate);
			globalThis.removeEventListener?.('online', onNetwork);
			globalThis.removeEventListener?.('offline', onNetwork);
			provider.destroy();
			// The provider leaves its timer running.
			provider.awareness.destroy();
			await copy?.close();
		}
	};
}

function whenSaved(
	listeners: Set<(state: ConnectionState) => void>,
	present: () => ConnectionState,
	leaving: AbortSignal
): Promise<void> {
	return new Promise((resolve, reject) => {
		const check = (state: ConnectionState): void => {
			const over = state.status === 'reload-needed' || state.status === 'stopped';
			if (!over && state.status !== 'saved') return;
			listeners.delete(check);
			if (over) reject(new Error(state.reason));
			else resolve();
		};
		listeners.add(check);
		leaving.addEventListener('abort', () => reject(new Error('closed')));
		check(present());
	});
}
