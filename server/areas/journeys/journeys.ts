import type { JourneyCardView, JourneyView, TouchpointView } from '#contract/journeys.ts';
import type { Actor } from '#domain/access/index.ts';
import type { TemplateCard } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { Db } from '../../db/scope.ts';
import { createFollower, type FollowerDeps } from '../../documents/follower.ts';
import type { DocumentKey, JourneyDocuments } from './journey-documents.ts';
import { createJourneyReads } from './journey-reads.ts';
import { createJourneyWrites } from './journey-writes.ts';
import { projectJourney } from './projection.ts';
import { staleJourneys } from './repo/projection.ts';

export interface Journeys {
	/** Last changed first; `q` finds words anywhere on the map. */
	list(actor: Actor | null, input?: unknown): Promise<{ items: JourneyCardView[]; next: string | null }>;
	/**
	 * Seeds the document from a template, once, in the transaction that makes the journey and its view: all of it or nothing.
	 * @returns its id, and the ids of its touchpoints by the template's names for them
	 */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; touchpoints: Readonly<Record<string, string>> }>;
	get(actor: Actor | null, id: string): Promise<JourneyView>;
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
	/** Writes the relational view of a document as it is now. Does nothing for documents that are no journey. */
	project(workspaceId: string, id: string): Promise<void>;
	/** A document was edited: writes its view, and tries again until that works. False: it did not work at once. */
	changed(key: DocumentKey): Promise<boolean>;
	/** Writes the views that a process that died left behind. @returns how many */
	catchUp(): Promise<number>;
	close(): void;
}

export interface JourneysDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly documents: JourneyDocuments;
	readonly log: FollowerDeps['log'];
}

export function createJourneys(deps: JourneysDeps): Journeys {
	const project = (workspaceId: string, id: string) => projectJourney(deps, { workspaceId, journeyId: id });
	const follower = createFollower({
		what: 'journey',
		project: ({ workspaceId, documentId }) => project(workspaceId, documentId),
		log: deps.log
	});
	const changed: Journeys['changed'] = (key) => follower.changed(key);
	return {
		...createJourneyReads(deps),
		...createJourneyWrites(deps, changed),
		project,
		changed,
		async catchUp() {
			const stale = await deps.db.system.transaction().execute(staleJourneys);
			for (const { workspaceId, journeyId } of stale) await changed({ workspaceId, documentId: journeyId });
			return stale.length;
		},
		close: () => follower.close()
	};
}
