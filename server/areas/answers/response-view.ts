import type { ResponseView } from '#contract/responses.ts';
import { wordsOf, type SurveyContent } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { contentsOfAnswers } from '../surveys/contents.ts';
import { namesOfCollectors } from '../surveys/repo/collectors.ts';
import { tagsOf } from './repo/notes.ts';
import type { ResponseRow } from './repo/responses.ts';

/** Answers as they are read: with what was written in them, where, and what the team calls them. In the order of the rows. */
export async function responseViews(
	trx: Trx,
	workspaceId: string,
	rows: readonly ResponseRow[]
): Promise<ResponseView[]> {
	if (rows.length === 0) return [];
	const contentOf = await contentsOfAnswers(trx, workspaceId, rows);
	const ids = rows.map(({ id }) => id);
	const tags = await tagsOf(trx, workspaceId, ids);
	const codes = await namesOfCollectors(trx, workspaceId, [...new Set(rows.map((row) => row.collector_id))]);
	const places = new Map(codes.map(({ id, name }) => [id, name]));
	return rows.map((row) => ({
		id: row.id,
		surveyId: row.survey_id,
		version: row.survey_version,
		collectorId: row.collector_id,
		touchpointId: row.touchpoint_id,
		channel: row.channel,
		customerId: row.customer_id,
		language: row.language,
		submittedAt: row.submitted_at.toISOString(),
		answers: row.answers,
		scores: row.scores,
		aside: row.aside ?? {},
		place: places.get(row.collector_id) ?? null,
		text: textOf(contentOf(row), row),
		tags: tags.get(row.id) ?? [],
		parameters: row.parameters ?? {},
		partial: row.partial,
		mark: row.mark === null ? null : { reason: row.mark, leftOut: row.left_out }
	}));
}

function textOf(content: SurveyContent | undefined, { answers }: ResponseRow): string | null {
	const words = content === undefined ? [] : wordsOf(content, answers);
	return words.length === 0 ? null : words.join('\n');
}
