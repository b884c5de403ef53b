import type * as Y from 'yjs';
import type { Issue } from '#domain/shared/result.ts';
import type { SchemaVersions, UpgradeReason } from '#domain/shared/schema-versions.ts';
import type { FieldsMap } from './about.ts';
import type { Origin } from './transaction-origins.ts';
import type { Place } from './place.ts';

/** The types that a kind of document is about. All but `presence` are plain data that JSON can hold. */
export interface KindTypes {
	/** What a document says, read and validated. */
	snapshot: unknown;
	/** One thing that somebody wants done. */
	change: unknown;
	/** Names of its types of record. */
	type: string;
	/** A record as it reads. */
	record: unknown;
	/** What one document has otherwise than another. */
	difference: unknown;
	/** What a person shows of itself while they have it open; never stored. */
	presence: PresenceBase;
}

/** The server fills in `user`; a pointer, where a kind has one, is called `cursor`: it is hidden when it rests. */
export interface PresenceBase {
	readonly user?: unknown;
	readonly cursor?: unknown;
}

/** A map at the top of a document that people write. */
export interface Root<Type extends string = string> {
	readonly type: Type;
	/** `record`: its keys are the fields of the one record. `records`: its keys are ids, its values maps of fields. */
	readonly holds: 'record' | 'records';
	/** Fields that are shared texts (Y.Text): what several people type in them merges. All others are whole values. */
	readonly texts: readonly string[];
	/** Of the whole values those that are short texts: see `hearOverruled`. */
	readonly titles: readonly string[];
	/** Others that are, where there are more than can be listed. */
	readonly isTitle?: (field: string) => boolean;
}

/** A kind of document, all of it: what rooms that carry documents of any kind need to know of one. Runs in browser and server. */
export interface DocumentKind<T extends KindTypes = KindTypes> {
	/** `journey`: a part of the address `/collab/{name}/{id}`, stored beside every document, and never changed. */
	readonly name: string;
	/** What this program writes. */
	readonly schema: { readonly current: SchemaVersions };
	/** Name of a map → what is in it. Nobody but the server writes anywhere else, and `document` is not for anybody's use. */
	readonly roots: Readonly<Record<string, Root<T['type']>>>;
	/** A new document with this content in the present schema, as one Yjs update (V1). Done once, on the server. */
	seed(snapshot: T['snapshot']): Uint8Array;
	/** The whole document, once; whatever somebody put into it. */
	read(doc: Y.Doc): T['snapshot'];
	/** One record; null when it cannot be shown. It is never changed or removed for that. */
	readRecord(type: T['type'], id: string, fields: FieldsMap): T['record'] | null;
	/** Writes changes in one transaction: others see all of it or nothing, and one undo takes all of it back. */
	apply(doc: Y.Doc, changes: readonly T['change'][], origin: Origin): void;
	/**
	 * Follows a document. What did not change is the same object in the next snapshot, and is not read again.
	 * @param onChange after each transaction that changed something; not called for the first snapshot, which is there at once
	 */
	observe(doc: Y.Doc, onChange: (snapshot: T['snapshot'], origin: unknown) => void): Observer<T['snapshot']>;
	/**
	 * What `here` has otherwise than `there`; empty when both say the same.
	 * @param places where to look; null or left out: everywhere
	 */
	compare(
		here: T['snapshot'],
		there: T['snapshot'],
		places?: readonly Place<T['type']>[] | null
	): readonly T['difference'][];
	/**
	 * Brings a document to the present schema, in one transaction; nothing is written when it fails or when nothing is to
	 * be done. On the server only, before anyone opens the document: two editors who did it would do it twice.
	 */
	upgrade(doc: Y.Doc): DocumentUpgrade;
	readonly presence: {
		/** Own presence as it may be sent: at most 4 kB. */
		sendable(own: Partial<OwnPresence<T>>): Partial<OwnPresence<T>>;
		/** Somebody's state; null when it cannot be read (an older editor). */
		read(state: unknown): T['presence'] | null;
	};
	/**
	 * Where an upgrade put something else in the place of what was edited in a browser's copy meanwhile: takes those edits
	 * from the copy, before anything of the server is in it.
	 * @param places where there are edits that the server does not have
	 * @returns writes them, to be called once the server's content is there
	 */
	carryOver?(doc: Y.Doc, places: readonly Place<T['type']>[]): () => void;
}

export type OwnPresence<T extends KindTypes> = Omit<T['presence'], 'user'>;

/** What somebody else shows of itself. */
export type Other<Presence> = Presence & {
	/** Yjs client id: one per open document. */
	readonly clientId: number;
};

export interface Observer<Snapshot> {
	/** The document as it is now. */
	readonly snapshot: Snapshot;
	readonly stop: () => void;
}

export type DocumentUpgrade =
	| { readonly ok: true; readonly changed: boolean }
	| { readonly ok: false; readonly reason: UpgradeReason; readonly issue: Issue };

/** `journey/<id>`: how a document is called in addresses, and in a browser's storage. */
/** As much of a kind as a browser needs to join a document and edit it: what makes, upgrades and compares whole ones is fetched by whoever does. */
export type JoinedKind<T extends KindTypes = KindTypes> = Omit<DocumentKind<T>, 'seed' | 'compare' | 'upgrade'>;

export const documentName = ({ name }: Pick<DocumentKind, 'name'>, id: string): string => `${name}/${id}`;
