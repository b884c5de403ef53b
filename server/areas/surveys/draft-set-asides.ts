import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import type { DraftDifference } from '#domain/survey/draft/index.ts';
import type { Collab } from '../../collab/index.ts';
import type { Db } from '../../db/scope.ts';
import { createSetAsides, type SetAsides } from '../documents/set-asides.ts';
import { findSurvey } from './repo/surveys.ts';

/** Edits that could not be put into the draft of their survey. */
export const createDraftSetAsides = (deps: {
	readonly db: Db;
	readonly collab: Pick<Collab, 'readSetAside'>;
}): SetAsides<DraftDifference> =>
	createSetAsides({
		db: deps.db,
		permission: 'survey.edit',
		exists: async (trx, workspaceId, id) => (await findSurvey(trx, workspaceId, id)) !== undefined,
		read: (key, rows) => deps.collab.readSetAside(surveyDraftKind, key, rows),
		discarded: (subject) => ({ kind: 'survey.edits-discarded', subject, payload: {} })
	});
