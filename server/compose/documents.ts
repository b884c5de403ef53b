import { documentKinds } from '#document/kinds/all-kinds.ts';
import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import type { App } from '../app.ts';
import { createJourneyDocuments } from '../areas/journeys/documents-in-collab.ts';
import { createJourneySetAsides } from '../areas/journeys/journey-set-asides.ts';
import { createJourneys } from '../areas/journeys/journeys.ts';
import { createVersions } from '../areas/journeys/map-versions.ts';
import { createDraftSetAsides } from '../areas/surveys/draft-set-asides.ts';
import { createDrafts, type Drafts } from '../areas/surveys/drafts.ts';
import type { Collab } from '../collab/index.ts';
import { createDocumentsOf } from '../documents/documents-of.ts';
import { createProjector, type Projector } from '../documents/projection/projector.ts';
import type { DocumentKey } from '../documents/store.ts';
import { upgradeDocuments } from '../documents/upgrade-documents.ts';
import type { Base } from './base.ts';
import type { Late } from './collaboration.ts';

interface Documents extends Pick<App, 'journeys' | 'versions' | 'setAsides' | 'draftSetAsides'> {
	readonly drafts: Drafts;
	readonly projector: Projector;
	/** For whoever has just edited and waits for it; the rest is the queue's. */
	readonly projectNow: (key: DocumentKey) => Promise<void>;
}

/** Journeys and drafts of surveys; those stored by an older program are upgraded. */
export async function composeDocuments(
	{ db, now, newId, codeCache, log }: Base,
	collab: Collab,
	late: Late
): Promise<Documents> {
	const projector = createProjector({
		address: db.address,
		projectionsModule: new URL('../areas/all-projections.ts', import.meta.url),
		codeCache,
		log
	});
	const projectNow = (key: DocumentKey): Promise<void> => projector.project(key, { urgent: true });
	const documents = createJourneyDocuments({ collab, newId });
	const journeys = createJourneys({ db, newId, now, documents, project: projectNow, log });
	late.journeys = journeys;
	const drafts = createDrafts({
		db,
		documents: createDocumentsOf(surveyDraftKind, { collab }),
		project: projectNow,
		log
	});
	late.drafts = drafts;
	for (const kind of documentKinds) await upgradeDocuments({ db, collab, log, kind });
	return {
		journeys,
		drafts,
		projector,
		projectNow,
		versions: createVersions({ db, newId, now, documents, changed: (key) => journeys.changed(key) }),
		setAsides: createJourneySetAsides({ db, documents }),
		draftSetAsides: createDraftSetAsides({ db, collab })
	};
}
