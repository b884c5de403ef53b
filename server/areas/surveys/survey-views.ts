import type { SurveyView } from '#contract/surveys.ts';
import { isId } from '#domain/shared/ids.ts';
import { contentOf } from '#domain/survey/draft/index.ts';
import type { SurveyContent } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { sameContent, titleOf } from './draft-texts.ts';
import type { Drafts } from './drafts.ts';
import { brokenSeries } from './series.ts';
import { storedContent } from './stored-content.ts';
import * as repo from './repo/surveys.ts';

/** With every committed edit of its draft. @throws AppError 404 */
export async function findSurveyView(
	trx: Trx,
	drafts: Pick<Drafts, 'read'>,
	workspaceId: string,
	id: string
): Promise<SurveyView> {
	const row = isId(id) ? await repo.findSurvey(trx, workspaceId, id) : undefined;
	if (!row) throw notFound();
	const [published] = await repo.publishedVersions(trx, workspaceId, [id]);
	const draft = await drafts.read(trx, row);
	return toSurveyView({ ...row, title: titleOf(draft, row) }, contentOf(draft), published);
}

export function toSurveyView(
	row: repo.SurveyRow,
	draft: SurveyContent,
	published: repo.VersionRow | undefined
): SurveyView {
	const content = published === undefined ? null : storedContent(published.content);
	return {
		id: row.id,
		title: row.title,
		kind: row.kind,
		draft,
		published: published === undefined ? null : { version: published.version, content: content! },
		changed: content === null || !sameContent(content, draft),
		newSeries: brokenSeries(draft, published),
		createdAt: row.created_at.toISOString(),
		updatedAt: row.updated_at.toISOString()
	};
}
