import type { JourneyCardView, JourneyView, TouchpointView } from '#contract/journeys.ts';
import type { Actor } from '#domain/access/index.ts';
import type { JourneySnapshot, TemplateCard } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { Db } from '../../db/scope.ts';
import { createFollow } from '../../documents/projection/follow.ts';
import type { Log } from '../../platform/log.ts';
import type { DocumentKey, JourneyDocuments } from './journey-documents.ts';
import { createJourneyReads } from './journey-reads.ts';
import { createJourneyWrites } from './journey-writes.ts';

export interface Journeys {
	/** Last changed first; `q` finds words anywhere on the map. */
	list(actor: Actor | null, input?: unknown): Promise<{ items: JourneyCardView[]; next: string | null }>;
	/**
	 * Seeds the document from a template, once, in the transaction that makes the journey and its view: all of it or nothing.
	 * @returns its id, and the ids of its touchpoints by the template's names for them
	 */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; touchpoints: Readonly<Record<string, string>> }>;
	get(actor: Actor | null, id: string): Promise<JourneyView>;
	/** What is seen of the map when it is opened, as it was a moment ago; null: a page has to wait for the map itself. */
	opening(actor: Actor | null, id: string): Promise<JourneySnapshot | null>;
	/** A new title goes through the document, so that open boards see it. A view that cannot be written follows later. */
	update(actor: Actor | null, id: string, input: unknown): Promise<JourneyCardView>;
	/** Takes the journey away and closes its boards; what customers answered stays. */
	remove(actor: Actor | null, id: string): Promise<void>;
	/**
	 * At the end of the scene's touchpoints. Ready to be asked at when this returns: where its view could not be written at
	 * once, "ask here" tries again.
	 */
	addTouchpoint(actor: Actor | null, id: string, input: unknown): Promise<TouchpointView>;
	templates(locale: Locale): readonly TemplateCard[];
	/** Who has which journey open now, by journey id. */
	present(actor: Actor | null): Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
	/** Is there such a journey? For those who guard its document. */
	exists(workspaceId: string, id: string): Promise<boolean>;
	/** A document was edited: waits for its view. False: it cannot be written now, and follows later. */
	changed(key: DocumentKey): Promise<boolean>;
}

export interface JourneysDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly documents: JourneyDocuments;
	/** Writes what tables say of a document (`Projector`). */
	readonly project: (key: DocumentKey) => Promise<void>;
	readonly log: Pick<Log, 'error'>;
}

export function createJourneys(deps: JourneysDeps): Journeys {
	const changed = createFollow(deps.project, deps.log);
	return {
		...createJourneyReads(deps),
		...createJourneyWrites(deps, changed),
		changed
	};
}
