import type { VersionView } from '#contract/versions.ts';
import type { Actor } from '#domain/access/index.ts';
import type { Difference, JourneySnapshot } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Db } from '../../db/scope.ts';
import type { DocumentKey, JourneyDocuments } from './journey-documents.ts';
import { createVersionReads } from './map-version-reads.ts';
import { createVersionWrites } from './map-version-writes.ts';

export interface ComparedVersions {
	readonly version: VersionView;
	/** null: the map as it is now. */
	readonly other: VersionView | null;
	readonly here: JourneySnapshot;
	readonly there: JourneySnapshot;
	/** What the version has otherwise than the other one. */
	readonly differences: readonly Difference[];
}

export interface Versions {
	/** Of one journey, the last ones first. */
	list(actor: Actor | null, journeyId: string, input?: unknown): Promise<{ items: VersionView[]; next: string | null }>;
	/** Keeps the map as it is now, under a name. */
	name(actor: Actor | null, journeyId: string, input: unknown): Promise<VersionView>;
	/** @param otherId another version; null: the map as it is now */
	compare(actor: Actor | null, journeyId: string, id: string, otherId: string | null): Promise<ComparedVersions>;
	/**
	 * Makes the map what it was then, as an edit like any other: open boards show it at once, and what others type
	 * elsewhere at that moment stays. What it was before is kept as a version first.
	 */
	restore(actor: Actor | null, journeyId: string, id: string): Promise<void>;
	/** Only versions that somebody named. @throws AppError 409 for others */
	remove(actor: Actor | null, journeyId: string, id: string): Promise<void>;
}

export interface VersionsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly documents: Pick<JourneyDocuments, 'read' | 'change' | 'content' | 'readContent'>;
	/** The map was edited: its view follows. */
	readonly changed: (key: DocumentKey) => Promise<unknown>;
}

export const createVersions = (deps: VersionsDeps): Versions => ({
	...createVersionReads(deps),
	...createVersionWrites(deps)
});
