import type { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { epochOf, isSeeded, schemaStatus } from '../core/about.ts';
import { closeCodes } from '../core/close-codes.ts';
import type { JoinedKind, KindTypes } from '../core/kind.ts';
import { dropEarlyCopy } from './early-copy.ts';
import { dropEarly } from './early-socket.ts';
import { type LocalCopy, openLocalCopy } from './local-copy.ts';
import { Pending } from './pending.ts';
import { hearServer, keepWhole, nameEpoch, openProvider } from './provider.ts';
import { Status } from './status.ts';
import { watchNetwork } from './watch-network.ts';

export interface ConnectOptions<T extends KindTypes> {
	/** `wss://host/collab`, without a slash at the end. */
	readonly url: string;
	readonly kind: JoinedKind<T>;
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

/** One document between its local copy and the server. */
export class JoinedDocument<T extends KindTypes> {
	readonly #options: ConnectOptions<T>;
	readonly #pending = new Pending();
	readonly #stopNetwork: () => void;
	/** Null while it is being read, and where the browser keeps none. */
	#copy: LocalCopy<T> | null = null;
	#carryOver = (): void => {};
	readonly provider: WebsocketProvider;
	readonly status: Status;
	readonly loaded: Promise<void>;

	constructor(options: ConnectOptions<T>) {
		this.#options = options;
		// Before the provider's own listener: an edit must be known when the message that carries it is sent.
		options.doc.on('update', this.#onUpdate);
		this.provider = openProvider(options, (edits) => this.#pending.sent(edits));
		keepWhole(this.provider, options.doc, (update) => this.#copy?.add(update));
		const isOnline = options.isOnline ?? (() => globalThis.navigator?.onLine !== false);
		this.status = new Status(options.readOnly ?? false, () => ({
			connected: this.provider.wsconnected,
			synced: this.provider.synced,
			offline: !isOnline(),
			kept: this.#copy?.kept ?? false,
			pending: this.#pending.count
		}));
		this.status.subscribe(({ pending }) => this.#copy?.remember(pending));
		this.#hearServer();
		this.#hearProvider();
		this.#stopNetwork = watchNetwork(this.provider, isOnline, () => this.status.refresh());
		this.loaded = new Promise<void>((resolve) => {
			this.provider.on('sync', (synced) => synced && resolve());
			void this.#start().then((hasContent) => hasContent && resolve());
		});
	}

	async forget(): Promise<void> {
		await this.#copy?.forget();
	}

	async close(): Promise<void> {
		this.status.close();
		this.#stopNetwork();
		this.#options.doc.off('update', this.#onUpdate);
		this.provider.destroy();
		dropEarly();
		dropEarlyCopy();
		// The provider leaves its timer running.
		this.provider.awareness.destroy();
		this.#copy?.close();
	}

	readonly #onUpdate = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
		if (!transaction.local) return;
		this.#pending.edited();
		this.#copy?.edited(transaction);
		this.status.refresh();
	};

	/** Reads the local copy, then connects. @returns whether there is content to show already */
	async #start(): Promise<boolean> {
		const { doc } = this.#options;
		if (this.#options.keepCopy ?? true) {
			const opened = await openLocalCopy(this.#options, {
				onReplaced: () => this.#end(closeCodes.replaced),
				onGone: () => this.status.refresh()
			});
			if (this.status.isClosed) {
				opened?.close();
				return false;
			}
			this.#goOnWith(opened);
		} else dropEarlyCopy();
		if (isSeeded(doc)) nameEpoch(this.provider, this.#copy?.epoch ?? epochOf(doc));
		this.status.lost();
		this.provider.connect();
		this.status.refresh();
		return isSeeded(doc);
	}

	/** Edits that an earlier visit left in the copy are pending again. */
	#goOnWith(copy: LocalCopy<T> | null): void {
		const { doc, kind } = this.#options;
		this.#copy = copy;
		this.#pending.found(copy?.found ?? 0);
		this.#carryOver = kind.carryOver?.(doc, copy?.foundAt ?? []) ?? this.#carryOver;
	}

	#hearServer(): void {
		hearServer(this.provider, {
			durable: (messages) => {
				this.#pending.confirmed(messages);
				this.status.refresh();
			},
			access: (mayEdit) => {
				this.status.readOnly = !mayEdit;
				this.status.refresh();
			},
			epoch: (epoch) => {
				nameEpoch(this.provider, epoch);
				this.#copy?.rememberEpoch(epoch);
			},
			event: (name, data) => this.#options.onEvent?.(name, data)
		});
	}

	#hearProvider(): void {
		const { provider, status } = this;
		provider.on('status', ({ status: is }) => {
			if (is === 'connected') {
				this.#pending.restart();
				status.found();
				// The server says so again when this connection may only read.
				status.readOnly = this.#options.readOnly ?? false;
			} else status.lost();
			status.refresh();
		});
		provider.on('connection-close', () => {
			status.lost();
			this.#pending.restart();
			// The provider emits this before it updates its own flags.
			queueMicrotask(() => status.refresh());
		});
		provider.on('closed', ({ code }) => this.#end(code));
		provider.on('sync', (synced) => {
			if (synced) {
				status.synced();
				const { doc, kind } = this.#options;
				if (schemaStatus(doc, kind.schema.current) === 'too_new') return this.#end(closeCodes.editorTooOld);
				this.#carryOver();
			}
			status.refresh();
		});
	}

	#end(code: number): void {
		this.status.end(code);
		// Its next visit would send the same again.
		if (code === closeCodes.replaced || code === closeCodes.serverOnly) this.#copy?.setAside();
		this.provider.disconnect();
		this.status.refresh();
	}
}
