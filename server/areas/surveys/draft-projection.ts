import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import { byEditor } from '#domain/events/index.ts';
import { contentOf, draftOf } from '#domain/survey/draft/index.ts';
import { tellSurvey } from '../../bus/tell.ts';
import type { DocumentProjection } from '../../documents/projection/document-projection.ts';
import { editorSince } from '../../documents/repo/documents.ts';
import { record } from '../../events/record.ts';
import { sameContent, titleOf } from './draft-texts.ts';
import { draftContent, storedContent } from './stored-content.ts';
import * as repo from './repo/surveys.ts';

/** What a survey's row says of its draft: title, content, and whether that is something else than what is published. */
export const draftProjection: DocumentProjection = {
	kind: surveyDraftKind.name,
	project: (key, { db, read }) =>
		db.inWorkspace(key.workspaceId, async (trx) => {
			const { workspaceId, documentId: id } = key;
			const row = await repo.lockSurvey(trx, workspaceId, id);
			if (!row) return;
			const before = draftContent(row.draft);
			const draft = (await read(trx, surveyDraftKind, key)) ?? draftOf(row.title, before);
			const content = contentOf(draft);
			const title = titleOf(draft, row);
			const fields = [title !== row.title && 'title', !sameContent(before, content) && 'content'] as const;
			const changed = fields.filter((field) => field !== false);
			if (changed.length > 0) {
				const [version] = await repo.publishedVersions(trx, workspaceId, [id]);
				const differs = version === undefined || !sameContent(storedContent(version.content), content);
				await repo.updateSurvey(trx, workspaceId, id, { title, draft: content, changed: differs });
				const editor = await editorSince(trx, key, row.projected_at);
				await record(trx, workspaceId, byEditor(editor), [
					{ kind: 'survey.changed', subject: id, payload: { fields: changed } }
				]);
				if (title !== row.title || differs !== row.changed) await tellSurvey(trx, workspaceId, id);
			}
			await repo.noteProjected(trx, workspaceId, id, row.at);
		})
};
