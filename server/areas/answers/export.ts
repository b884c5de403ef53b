import { csvLine } from '#domain/shared/csv.ts';
import { wallClockIn } from '#domain/shared/days.ts';
import { kindOf, type ResponseFilters, type SurveyContent } from '#domain/survey/index.ts';
import { listResponses, type After, type ResponseRow } from './repo/responses.ts';
import { titlesOf, versionsOf } from '../surveys/repo/surveys.ts';
import type { Db } from '../../db/scope.ts';
import { storedContent } from '../surveys/publish.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';

const PAGE = 1000;

/** Fixed columns; the answers follow, one column per question id. */
const fixed = [
	'id',
	'survey',
	'survey_version',
	'touchpoint',
	'touchpoint_id',
	'channel',
	'code',
	'language',
	'customer_id',
	'mark',
	'left_out'
];

/** Answers as CSV, a page at a time, so that an export of any size needs the memory of one page. */
export async function* exportLines(db: Db, workspaceId: string, filters: ResponseFilters): AsyncGenerator<string> {
	const { rules, titles, contents } = await db.inWorkspace(workspaceId, async (trx) => ({
		rules: await workspaceRules(trx, workspaceId),
		titles: await titlesOf(trx, workspaceId),
		contents: (await versionsOf(trx, workspaceId, filters.surveyId)).map((row) => storedContent(row.content))
	}));
	const questions = columnsOf(contents);
	// Excel takes a file for UTF-8 only with a mark at its beginning.
	yield '\ufeff' + csvLine([fixed[0]!, `submitted_at (${rules.time_zone})`, ...fixed.slice(1), ...questions.keys()]);

	let after: After | undefined;
	for (;;) {
		const rows = await db.inWorkspace(workspaceId, (trx) => listResponses(trx, workspaceId, filters, PAGE, after));
		if (rows.length > 0) yield rows.map((row) => csvLine(cells(row))).join('');
		if (rows.length < PAGE) return;
		const last = rows.at(-1)!;
		after = { submittedKey: last.submitted_key, id: last.id };
	}

	function cells(row: ResponseRow): string[] {
		return [
			row.id,
			wallClockIn(rules.time_zone, row.submitted_at),
			titles.surveys.get(row.survey_id) ?? '',
			String(row.survey_version),
			titles.touchpoints.get(row.touchpoint_id) ?? '',
			row.touchpoint_id,
			row.channel,
			titles.codes.get(row.collector_id) ?? '',
			row.language,
			row.customer_id ?? '',
			row.mark ?? '',
			row.mark === null ? '' : row.left_out ? 'yes' : 'no',
			...[...questions].map(([id, cell]) => (Object.hasOwn(row.answers, id) ? cell(row.answers[id]!) : ''))
		];
	}
}

/** One column per question id over all versions, and how its answers are written. */
function columnsOf(contents: readonly SurveyContent[]): Map<string, (answer: string | number) => string> {
	const columns = new Map<string, (answer: string | number) => string>();
	for (const content of contents) {
		for (const question of content.questions) columns.set(question.id, (answer) => kindOf(question.kind).cell(answer));
	}
	return columns;
}
