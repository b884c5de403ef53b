import { csvLine } from '#domain/shared/csv.ts';
import { wallClockIn } from '#domain/shared/days.ts';
import { cellsIn, columnNames, type ResponseFilters } from '#domain/survey/index.ts';
import { listResponses, type After, type ResponseRow } from './repo/responses.ts';
import { tagsOf } from './repo/notes.ts';
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

/** Answers as a table: the names of its columns, then pages of rows. */
export type ExportTable = AsyncGenerator<readonly (readonly string[])[]>;

/** How a table is written. */
export interface ExportShape {
	/** Whether a question of several columns keeps those beside its own one: a multiple choice one for each of its options. */
	readonly options: boolean;
}

/**
 * Answers, newest first, as rows of texts, a page at a time, so that an export of any size needs the memory of one page. The first
 * page is the row of names: the same for the same surveys, whatever is chosen of their answers.
 */
export async function* exportTable(
	db: Db,
	workspaceId: string,
	filters: ResponseFilters,
	{ options }: ExportShape
): ExportTable {
	const { rules, titles, versions, parameters } = await db.inWorkspace(workspaceId, async (trx) => ({
		rules: await workspaceRules(trx, workspaceId),
		titles: await titlesOf(trx, workspaceId),
		versions: await versionsOf(trx, workspaceId, filters.surveyId),
		parameters: await declaredParameters(trx, workspaceId, filters)
	}));
	const all = [...new Set(versions.flatMap((row) => columnNames(storedContent(row.content))))];
	const columns = options ? all : withoutOptions(all);
	const contentOf = contentsBy(versions);
	yield [
		[
			fixed[0]!,
			`submitted_at (${rules.time_zone})`,
			...fixed.slice(1),
			...parameters.map((name) => `parameter_${name}`),
			'parameters_other',
			...columns,
			'tags'
		]
	];
	for await (const { rows, tags } of pages(db, workspaceId, filters))
		yield rows.map((row) => cells(row, tags.get(row.id) ?? []));

	function cells(row: ResponseRow, tags: readonly string[]): string[] {
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
			...columns.map((name) => answered.get(name) ?? ''),
			tags.join('; ')
		];
	}
}

/** A question's own column says all of it; `id.name` are those beside. */
function withoutOptions(columns: readonly string[]): string[] {
	const own = new Set(columns.filter((name) => !name.includes('.')));
	return columns.filter((name) => !name.includes('.') || !own.has(name.slice(0, name.indexOf('.'))));
}

/** All that a filter chooses, newest first, with their tags. */
export async function* pages(
	db: Db,
	workspaceId: string,
	filters: ResponseFilters
): AsyncGenerator<{ readonly rows: readonly ResponseRow[]; readonly tags: ReadonlyMap<string, readonly string[]> }> {
	let after: After | undefined;
	for (;;) {
		const page = await db.inWorkspace(workspaceId, async (trx) => {
			const rows = await listResponses(trx, workspaceId, filters, PAGE, after);
			return {
				rows,
				tags: await tagsOf(
					trx,
					workspaceId,
					rows.map(({ id }) => id)
				)
			};
		});
		if (page.rows.length > 0) yield page;
		if (page.rows.length < PAGE) return;
		const last = page.rows.at(-1)!;
		after = { submittedKey: last.submitted_key, id: last.id };
	}
}

/** The table as CSV in pieces. */
export async function* csvOf(table: ExportTable): AsyncGenerator<string> {
	// Excel takes a file for UTF-8 only with a mark at its beginning.
	yield '\ufeff';
	for await (const rows of table) yield rows.map((row) => csvLine(row)).join('');
}
