import { CreateSurvey, defaultContent, readContent, UpdateDraft, type SurveyContent } from '#domain/survey/index.ts';
import { changesTo, writeTitle } from '#domain/survey/draft/index.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { insertSurvey } from './insert-survey.ts';
import { findSurveyView, toSurveyView } from './survey-views.ts';
import type { Surveys, SurveysDeps } from './surveys.ts';

/** Surveys that nobody is shown yet: made, and their drafts written. */
export function createSurveyEdits({
	db,
	drafts,
	newId
}: Pick<SurveysDeps, 'db' | 'drafts' | 'newId'>): Pick<Surveys, 'create' | 'updateDraft'> {
	return {
		async create(actor, input) {
			authorize(actor, 'survey.edit');
			const given = checked(CreateSurvey, input);
			const draft = given.kind === 'custom' ? givenContent(given.definition, 'definition') : defaultContent(given.kind);
			return db.inWorkspace(actor.workspaceId, async (trx) =>
				toSurveyView(
					await insertSurvey(trx, actor, newId(), { title: given.title, kind: given.kind, draft }),
					draft,
					undefined
				)
			);
		},

		async updateDraft(actor, id, input) {
			authorize(actor, 'survey.edit');
			const { title, content } = checked(UpdateDraft, input);
			const draft = content === undefined ? undefined : givenContent(content, 'content');
			const { workspaceId, userId } = actor;
			const key = { workspaceId, documentId: id };
			if (!(await drafts.open(key))) throw notFound();
			await drafts.edit(key, userId, (now) => [
				...(title === undefined || title === now.title ? [] : [writeTitle(title, now.title)]),
				...(draft === undefined ? [] : changesTo(now, draft))
			]);
			return db.inWorkspace(workspaceId, (trx) => findSurveyView(trx, drafts, workspaceId, id));
		}
	};
}

function givenContent(input: unknown, field: string): SurveyContent {
	const content = readContent(input);
	if (!content.ok) throw invalid(content.issues.map((found) => ({ ...found, path: [field, ...(found.path ?? [])] })));
	return content.value;
}
