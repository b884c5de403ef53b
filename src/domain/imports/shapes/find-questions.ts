import { columnWords } from '../column-words.ts';
import { isNumeric, proposedScore, saysNothing, wholeNumber } from '../read-score.ts';
import type { ColumnRole, FoundKind, FoundQuestion } from './shape.ts';

/** A column with answers to a question. */
export interface AnswerColumn {
	readonly index: number;
	/** Columns of one question share it. */
	readonly key: string;
	/** As it was asked. */
	readonly text: string;
	/** Option, row or item; null: the question has this column alone. */
	readonly part: string | null;
	/** What the tool itself says it is. */
	readonly found?: FoundKind;
}

/** Rows that are looked at. */
export const SAMPLE = 2000;
/** More different answers than these are no choice. */
const MOST_OPTIONS = 20;
const LONGEST_OPTION = 80;
const SATISFIED = /satisf|zufrieden|满意|滿意|満足|만족/i;
const YES = /^(1|0|y|n|yes|no|true|false|x|✓|是|否|ja|nein|oui|non)$/i;

interface Looked {
	readonly column: AnswerColumn;
	/** A cell for each row; '' where nothing was answered. */
	readonly rows: readonly string[];
	/** What was answered, without marks of skipping. */
	readonly cells: readonly string[];
	readonly values: readonly string[];
}

/**
 * The questions of a file, by their columns and what stands in them. A grid of satisfaction is a question for each row,
 * since each row is measured by itself.
 * @param joiners what the tool joins ticks with, the likeliest first
 */
export function findQuestions(
	columns: readonly AnswerColumn[],
	rows: readonly (readonly string[])[],
	joiners: readonly string[] = []
): FoundQuestion[] {
	const groups = new Map<string, Looked[]>();
	for (const column of columns) {
		const answered = rows.map((row) => (row[column.index] ?? '').trim()).map((cell) => (saysNothing(cell) ? '' : cell));
		const cells = answered.filter((cell) => cell !== '');
		const looked = { column, rows: answered, cells, values: [...new Set(cells)] };
		groups.set(column.key, [...(groups.get(column.key) ?? []), looked]);
	}
	return [...groups.values()].flatMap((group) =>
		group.length === 1 ? [alone(group[0]!, joiners)] : together(group, joiners)
	);
}

/** The role that a question gives its columns. */
export function roleOf(found: FoundKind): ColumnRole {
	switch (found) {
		case 'text':
			return 'comment';
		case 'number':
			return 'number';
		case 'one':
		case 'several':
		case 'grid':
		case 'rank':
			return 'choice';
		default:
			return 'score';
	}
}

function alone({ column, cells, values }: Looked, joiners: readonly string[]): FoundQuestion {
	const text = column.part === null ? column.text : `${column.text} – ${column.part}`.replace(/^ – /, '');
	const found = column.found ?? measured(text, values) ?? spoken(text, cells, values, joiners);
	const joiner = found === 'several' || found === 'rank' ? (joinerOf(cells, joiners) ?? null) : null;
	const options = joiner !== null ? optionsOf(cells, joiner) : found === 'one' || found === 'csat' ? [...values] : [];
	return { key: column.key, text, found, columns: [{ index: column.index, part: null }], options, joiner };
}

function together(group: readonly Looked[], joiners: readonly string[]): FoundQuestion[] {
	const text = group.find(({ column }) => column.text !== '')?.column.text ?? '';
	const named = group.map((one) => ({ ...one, column: { ...one.column, text } }));
	const measures = named.map(({ column, values }) =>
		column.found || isRanking(named) ? null : measured(`${text} ${column.part ?? ''}`, values)
	);
	const judged = named.filter((_, at) => measures[at] !== null);
	// One column that asks for words beside the options says nothing against them.
	if (judged.length >= 2 && judged.length >= named.filter(({ cells }) => cells.length > 0).length - 1)
		return named.map((one, at) => ({
			...alone(
				{ ...one, column: { ...one.column, ...(measures[at] === null ? {} : { found: measures[at]! }) } },
				joiners
			),
			key: `${one.column.key}/${at}`
		}));
	return [
		{
			key: group[0]!.column.key,
			text,
			found: group[0]!.column.found ?? manyOf(named),
			columns: named.map(({ column }) => ({ index: column.index, part: column.part })),
			options: named.flatMap(({ column }) => column.part ?? []),
			joiner: null
		}
	];
}

/** Places of items, ticks, or an answer for each row. */
function manyOf(group: readonly Looked[]): FoundKind {
	if (isRanking(group)) return 'rank';
	const filled = group.filter(({ cells }) => cells.length > 0);
	// One answer, and a field for another one beside it.
	if (group[0]!.column.part === null && group.length === 2) return 'one';
	const ticks = filled.filter(({ column, values }) =>
		values.every((value) => value === column.part || YES.test(value))
	);
	return ticks.length >= Math.max(1, filled.length - 1) ? 'several' : 'grid';
}

/** Places: each item has whole numbers up to how many there are, and no row gives one twice. */
function isRanking(group: readonly Looked[]): boolean {
	const filled = group.filter(({ cells }) => cells.length > 0);
	if (filled.length < 2 || filled.length < group.length) return false;
	return (
		filled.every(({ values }) => values.every((value) => isPlace(value, group.length))) &&
		filled.every(({ rows }) =>
			rows.every(
				(value, row) => value === '' || filled.every((other) => other.rows === rows || other.rows[row] !== value)
			)
		)
	);
}

const isPlace = (value: string, most: number): boolean => {
	const place = wholeNumber(value);
	return place !== null && place >= 1 && place <= most;
};

/** A score, where title and values leave no doubt about its scale; a number where they are numbers; null: words. */
function measured(title: string, values: readonly string[]): FoundKind | null {
	if (values.length === 0) return columnWords.nps.test(title) ? 'nps' : null;
	const asked = (['nps', 'csat', 'ces'] as const).find((name) => columnWords[name].test(title));
	const scored = values.map((value) => proposedScore(value, 'nps', values));
	const numbers = values.map((value, at) => (/\d/.test(value) ? (scored[at] ?? NaN) : NaN));
	if (numbers.every((number) => Number.isInteger(number))) {
		const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
		if (asked === 'nps') return 'nps';
		if (asked === 'ces' && low >= 1 && high <= 7) return high <= 5 ? 'ces-effort5' : 'ces-ease7';
		if (low >= 1 && high <= 5 && (asked === 'csat' || columnWords.score.test(title))) return 'csat';
	}
	if (values.every((value) => isNumeric(value))) return 'number';
	const words = values.filter((value) => SATISFIED.test(value));
	const says = values.every((value) => typeof proposedScore(value, 'csat', values) === 'number');
	return says && words.length > 0 && values.length <= 7 && values.length > 1 ? 'csat' : null;
}

/** Words: a few that come again, several at once, or what somebody wrote. */
function spoken(
	title: string,
	cells: readonly string[],
	values: readonly string[],
	joiners: readonly string[]
): FoundKind {
	if (values.some((value) => value.length > LONGEST_OPTION || value.includes('\n'))) return 'text';
	const joiner = joinerOf(cells, joiners);
	if (joiner !== undefined) return joiner === '→' ? 'rank' : 'several';
	const few = values.length > 0 && values.length <= MOST_OPTIONS && values.length <= cells.length / 2;
	return few && !columnWords.comment.test(title) ? 'one' : 'text';
}

/** The joiner that makes few options of the cells, each of them more than once. */
function joinerOf(cells: readonly string[], joiners: readonly string[]): string | undefined {
	return joiners.find((joiner) => {
		if (!cells.some((cell) => cell.includes(joiner))) return false;
		const options = optionsOf(cells, joiner);
		const parts = cells.reduce((sum, cell) => sum + cell.split(joiner).length, 0);
		return options.length <= MOST_OPTIONS && options.length <= parts / 2 && options.every((one) => one.length <= 40);
	});
}

const optionsOf = (cells: readonly string[], joiner: string): string[] => [
	...new Set(cells.flatMap((cell) => cell.split(joiner).map((part) => part.trim())).filter((part) => part !== ''))
];
