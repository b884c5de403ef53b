import { entriesBytes, type AwarenessEntry } from '../protocol/frames.ts';
import { readEntries } from '../protocol/messages.ts';
import type { Log } from '../../platform/log.ts';
import { keyText, type DocumentKey } from '../../documents/store.ts';
import type { Presence, PresenceMember } from './room-presence.ts';

/** Somebody who has a document open. */
export interface Person {
	readonly id: string;
	readonly name: string;
}

/** A way to all processes of the installation, this one too. Messages may be lost; then `gap` is called some time later. */
export interface Loudspeaker {
	/** @param messages 7,900 bytes each at most */
	say(messages: readonly string[]): Promise<void>;
	hear(listener: { message(message: string): void; gap(): void }): () => void;
}

/** What a process has open. */
export interface OpenHere {
	/** Documents with somebody in them. */
	documents(): Iterable<DocumentKey>;
	room(key: DocumentKey): { readonly members: Iterable<PresenceMember>; readonly presence: Presence } | undefined;
}

type Said =
	/** Who of this process has the document open; nobody: it is closed. */
	| { readonly from: string; readonly document: string; readonly people: readonly Person[] }
	/** States of people of this process (base64). */
	| { readonly from: string; readonly document: string; readonly states: string }
	/** A process that has just begun to listen, or has missed something: everybody say what you have open. */
	| { readonly from: string; readonly ask: true };

interface Peer {
	readonly people: readonly Person[];
	readonly at: number;
}

/** ms: states gather; what is open is said again, and forgotten when it was not. */
const GATHER = 50;
const SAY_AGAIN = 20_000;
const FORGET = 65_000;
/** Bytes of base64 in one message, and of names. */
const MOST = 7_000;

/**
 * Who has which document open in other processes, and their cursors. A state goes out only where another process has the same
 * document open: with one process nothing is said but, now and then, what is open.
 */
export class OtherProcesses {
	readonly #self: string;
	readonly #speaker: Loudspeaker;
	readonly #here: OpenHere;
	readonly #log: Log;
	/** By document, then process. */
	readonly #peers = new Map<string, Map<string, Peer>>();
	readonly #opened = new Map<string, DocumentKey>();
	readonly #states = new Map<string, Map<number, AwarenessEntry>>();
	readonly #unhear: () => void;
	readonly #timer: NodeJS.Timeout;
	#gathering: NodeJS.Timeout | undefined;
	#saying: Promise<void> = Promise.resolve();
	#closed = false;

	constructor(self: string, speaker: Loudspeaker, here: OpenHere, log: Log) {
		this.#self = self;
		this.#speaker = speaker;
		this.#here = here;
		this.#log = log;
		this.#unhear = speaker.hear({ message: (message) => this.#hear(message), gap: () => this.#ask() });
		this.#timer = setInterval(() => this.#sayAgain(), SAY_AGAIN).unref();
		this.#ask();
	}

	/** Somebody came into a document of this process, or left it. */
	changed(key: DocumentKey): void {
		this.#opened.set(keyText(key), key);
		this.#sayLater();
	}

	/** Somebody moved. */
	moved(key: DocumentKey, entries: readonly AwarenessEntry[]): void {
		const document = keyText(key);
		if (!this.#peers.has(document)) return;
		const waiting = this.#states.get(document) ?? new Map<number, AwarenessEntry>();
		this.#states.set(document, waiting);
		for (const entry of entries) waiting.set(entry.client, entry);
		this.#sayLater();
	}

	/** Who is in documents of a workspace in other processes; by document id. */
	present(workspaceId: string): Map<string, readonly Person[]> {
		const found = new Map<string, readonly Person[]>();
		for (const [document, peers] of this.#peers) {
			if (!document.startsWith(`${workspaceId}/`)) continue;
			found.set(
				document.slice(workspaceId.length + 1),
				[...peers.values()].flatMap(({ people }) => people)
			);
		}
		return found;
	}

	/** Says that nothing is open any more, and nothing after that. */
	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#timer);
		clearTimeout(this.#gathering);
		this.#unhear();
		// Also what was just left, and is not said yet.
		const documents = new Set([...this.#opened.keys(), ...[...this.#here.documents()].map(keyText)]);
		this.#say([...documents].map((document) => ({ from: this.#self, document, people: [] })));
		await this.#saying;
	}

	#ask(): void {
		for (const key of this.#here.documents()) this.#opened.set(keyText(key), key);
		this.#say([{ from: this.#self, ask: true }]);
		this.#sayLater();
	}

	#sayLater(): void {
		if (this.#closed) return;
		this.#gathering ??= setTimeout(() => this.#flush(), GATHER).unref();
	}

	#flush(): void {
		this.#gathering = undefined;
		const opened = [...this.#opened].map(([document, key]): Said => {
			return { from: this.#self, document, people: this.#people(key) };
		});
		const moved = [...this.#states].flatMap(([document, entries]) => this.#pieces(document, [...entries.values()]));
		this.#opened.clear();
		this.#states.clear();
		this.#say([...opened, ...moved]);
	}

	#pieces(document: string, entries: readonly AwarenessEntry[]): Said[] {
		const pieces: AwarenessEntry[][] = [];
		let size = Infinity;
		for (const entry of entries) {
			const bytes = (entry.json.length + 16) * (4 / 3);
			if (size + bytes > MOST) {
				pieces.push([]);
				size = 0;
			}
			pieces.at(-1)!.push(entry);
			size += bytes;
		}
		return pieces.map((piece) => {
			return { from: this.#self, document, states: Buffer.from(entriesBytes(piece)).toString('base64') };
		});
	}

	#say(some: readonly Said[]): void {
		if (some.length === 0) return;
		const messages = some.map((one) => JSON.stringify(one));
		// In order; what cannot be said now is outdated soon, and what is open is said again.
		this.#saying = this.#saying
			.then(() => this.#speaker.say(messages))
			.catch((error: unknown) =>
				this.#log.warn({ err: error }, 'collab: other processes could not be told who is here')
			);
	}

	/** What cannot be read is of another version. */
	#hear(message: string): void {
		try {
			this.#understand(JSON.parse(message) as Said);
		} catch (error) {
			this.#log.warn({ err: error }, 'collab: what another process said about who is here cannot be read');
		}
	}

	#understand(said: Said): void {
		if (said.from === this.#self) return;
		if ('ask' in said) {
			for (const key of this.#here.documents()) this.changed(key);
		} else if ('people' in said) this.#hearOf(said.document, said.from, said.people);
		else this.#presence(said.document)?.takeForeign(said.from, readEntries(Buffer.from(said.states, 'base64'), 1_000));
	}

	#hearOf(document: string, from: string, people: readonly Person[]): void {
		if (people.length === 0) return this.#forget(document, from);
		const peers = this.#peers.get(document) ?? new Map<string, Peer>();
		const isNew = !peers.has(from);
		this.#peers.set(document, peers.set(from, { people, at: performance.now() }));
		const presence = this.#presence(document);
		if (!isNew || presence === undefined) return;
		// It does not know yet who is here.
		this.changed(keyOf(document));
		this.moved(keyOf(document), presence.local());
	}

	#forget(document: string, from: string): void {
		const peers = this.#peers.get(document);
		if (peers?.delete(from) !== true) return;
		if (peers.size === 0) this.#peers.delete(document);
		this.#presence(document)?.leaveForeign(from);
	}

	#sayAgain(): void {
		const old = performance.now() - FORGET;
		for (const [document, peers] of [...this.#peers])
			for (const [from, { at }] of [...peers]) if (at < old) this.#forget(document, from);
		for (const key of this.#here.documents()) this.changed(key);
	}

	/** Each person once, and as many as one message can name. */
	#people(key: DocumentKey): readonly Person[] {
		const named = new Map<string, Person>();
		for (const { user } of this.#here.room(key)?.members ?? []) {
			if (user !== null) named.set(user.id, { id: user.id, name: user.name });
		}
		let left = MOST;
		return [...named.values()].filter((person) => (left -= Buffer.byteLength(JSON.stringify(person))) > 0);
	}

	/** Of a document that somebody has open here. */
	#presence(document: string): Presence | undefined {
		const key = keyOf(document);
		return this.#people(key).length > 0 ? this.#here.room(key)?.presence : undefined;
	}
}

const keyOf = (document: string): DocumentKey => {
	const [workspaceId = '', documentId = ''] = document.split('/');
	return { workspaceId, documentId };
};
