import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { issue } from '#domain/shared/result.ts';
import { publishable, type SurveyDraft } from '#domain/survey/draft/index.ts';
import { tellChanged, tellSurvey } from '../../bus/tell.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { invalid } from '../../platform/errors.ts';
import { sameContent, titleOf } from './draft-texts.ts';
import { brokenSeries, keepDefinitions } from './series.ts';
import { storedContent } from './stored-content.ts';
import * as repo from './repo/surveys.ts';
import type { SurveysDeps } from './surveys.ts';

/** Makes a draft the version that is shown, in a transaction of the caller, who has authorized and locked the row. */
export async function publishDraft(
	trx: Trx,
	actor: Actor,
	{ newId, now }: Pick<SurveysDeps, 'newId' | 'now'>,
	row: repo.SurveyRow,
	draft: SurveyDraft
): Promise<{ version: number; newSeries: readonly string[] }> {
	const ready = publishable(draft);
	if (!ready.ok) throw invalid(ready.issues);
	const content = ready.value;
	const [published] = await repo.publishedVersions(trx, actor.workspaceId, [row.id]);
	if (published && sameContent(storedContent(published.content), content))
		return { version: published.version, newSeries: [] };
	const version = (published?.version ?? 0) + 1;
	const definitions = await keepDefinitions(trx, actor.workspaceId, content, newId, published?.definitions);
	const ids = Object.values(definitions);
	if (new Set(ids).size < ids.length) throw invalid([issue('same_question_twice', ['questions'])]);
	await repo.insertVersion(trx, {
		workspace_id: actor.workspaceId,
		survey_id: row.id,
		version,
		content,
		definitions,
		published_by: actor.userId,
		published_at: now()
	});
	// What was published is what the draft says: the row need not wait for its projection.
	const title = titleOf(draft, row);
	await repo.updateSurvey(trx, actor.workspaceId, row.id, {
		title,
		draft: content,
		changed: false,
		published_version: version
	});
	await record(trx, actor.workspaceId, eventActor(actor), [
		{ kind: 'survey.published', subject: row.id, payload: { version } }
	]);
	// Open boards show the new series from now on, not from its first answer on.
	await tellSurvey(trx, actor.workspaceId, row.id);
	if (published) await tellChanged(trx, actor.workspaceId, { surveyId: row.id });
	return { version, newSeries: brokenSeries(content, published) };
}
