import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { ListSurveys } from '#domain/survey/index.ts';
import { invalid } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { draftContent } from './stored-content.ts';
import * as repo from './repo/surveys.ts';
import { findSurveyView, toSurveyView } from './survey-views.ts';
import type { Surveys, SurveysDeps } from './surveys.ts';

/** What may be asked about surveys; nothing is changed. */
export function createSurveyReads({ db, drafts }: Pick<SurveysDeps, 'db' | 'drafts'>): Pick<Surveys, 'list' | 'get'> {
	return {
		async list(actor, input) {
			authorize(actor, 'survey.view');
			const { limit, cursor, ids } = checked(ListSurveys, input);
			if (cursor !== undefined && !isId(cursor)) throw invalid([issue('invalid', ['cursor'])]);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const rows = await repo.listSurveys(trx, actor.workspaceId, {
					limit: limit + 1,
					...(cursor && { cursor }),
					...(ids && { ids })
				});
				const page = rows.slice(0, limit);
				const versions = await repo.publishedVersions(
					trx,
					actor.workspaceId,
					page.map((row) => row.id)
				);
				const published = new Map(versions.map((version) => [version.survey_id, version]));
				return {
					items: page.map((row) => toSurveyView(row, draftContent(row.draft), published.get(row.id))),
					next: rows.length > limit ? page.at(-1)!.id : null
				};
			});
		},

		async get(actor, id) {
			authorize(actor, 'survey.view');
			return db.inWorkspace(actor.workspaceId, (trx) => findSurveyView(trx, drafts, actor.workspaceId, id));
		}
	};
}
