import type { ImportedRow } from '#contract/imports.ts';
import type { Issue } from '#domain/shared/result.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ImportSetup } from './import-setup.svelte.ts';

/** A count in the reader's figures, in a sentence with the right plural. */
export const counted = (sentence: (inputs: { n: number; text: string }) => string, n: number, locale: string): string =>
	sentence({ n, text: new Intl.NumberFormat(locale).format(n) });

/** Why a file cannot be read. */
export function fileProblem({ code, params }: Issue): string {
	switch (code) {
		case 'too_big':
			return m.imports_file_too_big();
		case 'too_many':
			return m.imports_file_too_many();
		case 'empty':
			return m.imports_file_empty();
		case 'workbook':
			return m.imports_file_workbook();
		case 'workbook_broken':
			return m.imports_file_workbook_broken();
		case 'too_wide':
			return m.imports_file_too_wide();
		case 'malformed_json':
			return m.imports_definition_json();
		case 'unknown_format':
			return m.imports_definition_unknown();
		case 'nothing_askable':
			return m.imports_definition_nothing();
		case 'broken':
			return m.imports_file_broken({ row: Number(params?.row ?? 0) + 1 });
		default:
			return m.imports_file_encoding();
	}
}

/** Why a row cannot be imported, by the program's own reading or by the server's. */
export function rowProblem({ code, path = [], params = {} }: Issue): string {
	const value = String(params.value ?? '') || m.imports_value_empty();
	switch (code) {
		case 'unmapped':
			return path[0] === 'touchpoint'
				? m.imports_problem_unmapped_touchpoint({ value })
				: m.imports_problem_unmapped_score({ value });
		case 'empty':
			return m.imports_problem_empty();
		case 'not_on_scale':
			return m.imports_problem_not_on_scale({ value, min: Number(params.min), max: Number(params.max) });
		case 'not_a_time':
			return m.imports_problem_not_a_time({ value });
		case 'too_long':
			return m.imports_problem_too_long({ max: Number(params.max) });
		case 'in_future':
			return m.imports_problem_in_future();
		case 'unknown':
		case 'collector_closed':
			return m.imports_problem_unknown();
		default:
			return path[0] === 'customer' ? m.imports_problem_customer() : m.imports_problem_other();
	}
}

export function sentProblem({ status, issues = [] }: ImportedRow): string {
	if (status === 'conflict') return m.imports_problem_conflict();
	if (status === 'failed') return m.imports_problem_failed();
	return issues.length === 0 ? m.imports_problem_other() : issues.map(rowProblem).join('; ');
}

/** What still has to be chosen before rows mean anything. */
export function missing(setup: Pick<ImportSetup, 'score' | 'orderInUse'>, journeyId: string): string {
	if (journeyId === '') return m.imports_not_ready_journey();
	if (setup.score === '') return m.imports_not_ready();
	// Read right now, or the journey has none, which is said beside it.
	return setup.orderInUse === null ? m.imports_not_ready_order() : m.imports_not_ready_touchpoint();
}

/** Days as one text: "24 Feb 2015", "17 – 24 Feb 2015". @param days `YYYY-MM-DD` */
export const dayRange = ({ from, to }: { readonly from: string; readonly to: string }, locale: string): string =>
	new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
		new Date(`${from}T00:00:00Z`),
		new Date(`${to}T00:00:00Z`)
	);

/** The warning that numbers of touchpoints follow from how the file was made. @param touchpointIds at least one */
export function oneSidedText(
	touchpointIds: readonly string[],
	{ touchpoints, columns, touchpointColumn }: Pick<ImportSetup, 'touchpoints' | 'columns' | 'touchpointColumn'>,
	locale: string
): string {
	const titles = touchpointIds.flatMap((id) => touchpoints.find((one) => one.id === id)?.title ?? []);
	const list = new Intl.ListFormat(locale).format(titles.slice(0, 3));
	const column = columns[Number(touchpointColumn)]?.label ?? '';
	return titles.length > 3
		? m.imports_one_sided_more({ list, more: new Intl.NumberFormat(locale).format(titles.length - 3), column })
		: m.imports_one_sided({ list, column });
}
