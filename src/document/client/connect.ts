import type { Awareness } from 'y-protocols/awareness';
import type { KindTypes, OwnPresence } from '../core/kind.ts';
import type { ConnectionState } from './connection-state.ts';
import { type ConnectOptions, JoinedDocument } from './joined-document.ts';
import { presenceSender } from './presence-sender.ts';
import { say } from './provider.ts';

export { guardUnload } from './guard-unload.ts';
export type { ConnectOptions } from './joined-document.ts';

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
	/** Says something around the document to a server that listens (`following`); nothing is said without a connection. */
	readonly say: (name: string, data: object) => void;
	/** Gives up what this browser keeps of the document: the next visit starts from what the server has. */
	readonly forget: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** Joins a document: loads it, keeps it in step with the server, and says at any time how its edits stand. */
export function connect<T extends KindTypes>(options: ConnectOptions<T>): Connection<T> {
	const joined = new JoinedDocument(options);
	const { status } = joined;
	const { awareness } = joined.provider;
	const presence = presenceSender(options.kind, awareness);
	return {
		awareness,
		get state() {
			return status.state;
		},
		subscribe: (listener) => status.subscribe(listener),
		loaded: joined.loaded,
		saved: () => status.whenSaved(),
		show: presence.show,
		say: (name, data) => say(joined.provider, name, data),
		forget: () => joined.forget(),
		close: () => {
			presence.stop();
			return joined.close();
		}
	};
}
