import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { SurveyContent } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import * as repo from './repo/surveys.ts';

/** Writes a survey that nobody is shown yet, in a transaction of the caller, who has authorized. @returns its row */
export async function insertSurvey(
	trx: Trx,
	actor: Actor,
	id: ReturnType<NewId>,
	given: { readonly title: string; readonly kind: string; readonly draft: SurveyContent }
): Promise<repo.SurveyRow> {
	await repo.insertSurvey(trx, { workspace_id: actor.workspaceId, id, ...given, created_by: actor.userId });
	await record(trx, actor.workspaceId, eventActor(actor), [{ kind: 'survey.created', subject: id, payload: {} }]);
	return (await repo.findSurvey(trx, actor.workspaceId, id))!;
}
