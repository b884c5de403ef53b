import { csvLine } from '#domain/shared/csv.ts';
import { wallClockIn } from '#domain/shared/days.ts';
import { cellsIn, columnNames, type ResponseFilters } from '#domain/survey/index.ts';
import { listResponses, type After, type ResponseRow } from './repo/responses.ts';
import { declaredParameters } from './repo/parameters.ts';
import { titlesOf, versionsOf } from '../surveys/repo/surveys.ts';
import type { Db } from '../../db/scope.ts';
import { contentsBy } from '../surveys/contents.ts';
import { storedContent } from '../surveys/stored-content.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';

const PAGE = 1000;

/** Fixed columns; the answers follow, columns of one name over all versions being one. */
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
	'left_out',
	'partial'
];

/** Answers as CSV, a page at a time, so that an export of any size needs the memory of one page. */
export async function* exportLines(db: Db, workspaceId: string, filters: ResponseFilters): AsyncGenerator<string> {
	const { rules, titles, versions, parameters } = await db.inWorkspace(workspaceId, async (trx) => ({
		rules: await workspaceRules(trx, workspaceId),
		titles: await titlesOf(trx, workspaceId),
		versions: await versionsOf(trx, workspaceId, filters.surveyId),
		parameters: await declaredParameters(trx, workspaceId, filters)
	}));
	const columns = [...new Set(versions.flatMap((row) => columnNames(storedContent(row.content))))];
	const contentOf = contentsBy(versions);
	// Excel takes a file for UTF-8 only with a mark at its beginning.
	yield (
		'\ufeff' +
		csvLine([
			fixed[0]!,
			`submitted_at (${rules.time_zone})`,
			...fixed.slice(1),
			...parameters.map((name) => `parameter_${name}`),
			'parameters_other',
			...columns
		])
	);

	let after: After | undefined;
	for (;;) {
		const rows = await db.inWorkspace(workspaceId, (trx) => listResponses(trx, workspaceId, filters, PAGE, after));
		if (rows.length > 0) yield rows.map((row) => csvLine(cells(row))).join('');
		if (rows.length < PAGE) return;
		const last = rows.at(-1)!;
		after = { submittedKey: last.submitted_key, id: last.id };
	}

	function cells(row: ResponseRow): string[] {
		const content = contentOf(row);
		const answered = content === undefined ? new Map<string, string>() : cellsIn(content, row.answers);
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
			row.partial ? 'yes' : '',
			...parameters.map((name) => row.parameters?.[name] ?? ''),
			// Declared no more.
			Object.entries(row.parameters ?? {})
				.filter(([name]) => !parameters.includes(name))
				.map((one) => one.join('='))
				.join('; '),
			...columns.map((name) => answered.get(name) ?? '')
		];
	}
}
