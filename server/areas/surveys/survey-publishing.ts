import { isId } from '#domain/shared/ids.ts';
import { cut } from '#domain/shared/storable.ts';
import { Ask, defaultContent, kindOf } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { placedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { authorize, checked } from '../shared/guard.ts';
import { addCollector } from './collectors.ts';
import { insertSurvey } from './insert-survey.ts';
import { publishDraft } from './publish-draft.ts';
import * as repo from './repo/surveys.ts';
import { findSurveyView } from './survey-views.ts';
import type { Surveys, SurveysDeps } from './surveys.ts';

/** Surveys that people are shown: published, made and published in one, placed with a collector. */
export function createSurveyPublishing(deps: SurveysDeps): Pick<Surveys, 'publish' | 'createPublished' | 'ask'> {
	const { db, drafts, newId } = deps;

	return {
		async publish(actor, id) {
			authorize(actor, 'survey.publish');
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const row = isId(id) ? await repo.lockSurvey(trx, actor.workspaceId, id) : undefined;
				if (!row) throw notFound();
				return publishDraft(trx, actor, deps, row, await drafts.read(trx, row));
			});
		},

		async createPublished(trx, actor, { title, ...given }) {
			const made =
				'content' in given
					? { kind: 'custom', draft: given.content }
					: { kind: given.kind, draft: defaultContent(given.kind) };
			const row = await insertSurvey(trx, actor, newId(), { title, ...made });
			await publishDraft(trx, actor, deps, row, await drafts.read(trx, row));
			return row.id;
		},

		async ask(actor, input) {
			authorize(actor, 'survey.publish');
			authorize(actor, 'collector.edit');
			const { journeyId, touchpointId, kind, channel } = checked(Ask, input);
			const find = (trx: Trx) => placedTouchpoint(trx, actor.workspaceId, touchpointId);
			// Drawn a moment ago, the touchpoint may not have reached the tables.
			if (!(await db.inWorkspace(actor.workspaceId, find))) await deps.projectNow(actor.workspaceId, journeyId);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const touchpoint = await find(trx);
				if (!touchpoint || touchpoint.journeyId !== journeyId) throw notFound();
				const title = [cut(touchpoint.title, 180), kindOf(kind).title].filter((part) => part !== '').join(' · ');
				const row = await insertSurvey(trx, actor, newId(), { title, kind, draft: defaultContent(kind) });
				await publishDraft(trx, actor, deps, row, await drafts.read(trx, row));
				const collector = await addCollector(trx, actor, deps, { surveyId: row.id, touchpointId, channel });
				return { survey: await findSurveyView(trx, drafts, actor.workspaceId, row.id), collector };
			});
		}
	};
}
