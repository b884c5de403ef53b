import { upgradeContent, type SurveyContent } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { versionsOfAnswers, type VersionKey, type VersionRow } from './repo/surveys.ts';

/** Finds the content that an answer answers; undefined when there is none that can be read. */
export type ContentOf = (answer: VersionKey) => SurveyContent | undefined;

/** Contents of published versions by what answers name. */
export function contentsBy(versions: readonly VersionRow[]): ContentOf {
	const contents = new Map<string, SurveyContent>();
	for (const { survey_id, version, content } of versions) {
		const read = upgradeContent(content);
		if (read.ok) contents.set(`${survey_id}/${version}`, read.value);
	}
	return ({ survey_id, survey_version }) => contents.get(`${survey_id}/${survey_version}`);
}

/** The contents that these answers answer. */
export const contentsOfAnswers = async (
	trx: Trx,
	workspaceId: string,
	answers: readonly VersionKey[]
): Promise<ContentOf> => contentsBy(await versionsOfAnswers(trx, workspaceId, answers));
