import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { isParts, part } from '../answers/form-parts.ts';
import { matrixAnswer } from '../answers/matrix.ts';
import { wordsOfItem } from './choice.ts';
import { ItemsSchema, shownItems, type Item, type ShownItem } from './items.ts';
import type { QuestionBase, QuestionKind } from './question-kind.ts';

interface MatrixFields {
	readonly rows: readonly Item[];
	readonly columns: readonly Item[];
}

/** A card a row, with the columns to choose from. */
export interface MatrixRendering {
	readonly control: 'matrix';
	readonly rows: readonly ShownItem[];
	readonly columns: readonly ShownItem[];
}

/** Rows that were passed over are left out; where an answer is needed, every row needs one. */
function read(
	raw: unknown,
	{ rows, columns, required }: QuestionBase<'matrix'> & MatrixFields
): Result<Readonly<Record<string, string>> | undefined> {
	if (raw === undefined || raw === null || raw === '') return ok(undefined);
	if (!isParts(raw)) return fail(issue('not_an_option'));
	if (Object.keys(raw).some((id) => id !== '' && !rows.some((row) => row.id === id)))
		return fail(issue('not_an_option'));
	const chosen = rows.flatMap(({ id }): [string, unknown][] => {
		const column = part(raw, id);
		return column === undefined || column === null || column === '' ? [] : [[id, column]];
	});
	if (chosen.some(([, column]) => !columns.some(({ id }) => id === column))) return fail(issue('not_an_option'));
	if (chosen.length === 0) return ok(undefined);
	if (required && chosen.length < rows.length)
		return fail(issue('rows_missing', undefined, { n: rows.length - chosen.length }));
	return ok(Object.fromEntries(chosen) as Record<string, string>);
}

/** Several things judged by the same words. */
export const matrix: QuestionKind<'matrix', typeof matrixAnswer, MatrixRendering, MatrixFields> & {
	readonly metric: null;
} = {
	kind: 'matrix',
	title: null,
	defaultId: 'matrix',
	answer: matrixAnswer,
	metric: null,
	scale: null,
	labelNames: [],
	own: { rows: ItemsSchema, columns: ItemsSchema },
	lists: [
		{ field: 'rows', min: 1, flags: [] },
		{ field: 'columns', min: 2, flags: [] }
	],
	rendering: ({ rows, columns }, text) => ({
		control: 'matrix',
		rows: shownItems(rows, text),
		columns: shownItems(columns, text)
	}),
	defaults: () => ({
		id: 'matrix',
		kind: 'matrix',
		text: { en: 'How do you find these?', 'zh-CN': '请评价以下几项' },
		labels: {},
		required: false,
		rows: [
			{ id: 'row-1', text: { en: 'How things are laid out', 'zh-CN': '商品陈列' } },
			{ id: 'row-2', text: { en: 'Help from the staff', 'zh-CN': '店员帮助' } }
		],
		columns: [
			{ id: 'column-1', text: { en: 'Poor', 'zh-CN': '差' } },
			{ id: 'column-2', text: { en: 'Fair', 'zh-CN': '一般' } },
			{ id: 'column-3', text: { en: 'Good', 'zh-CN': '好' } }
		]
	}),
	read,
	counted: () => null,
	columns: ({ rows, columns }) =>
		rows.map(({ id }) => ({
			name: `row.${id}`,
			cell: (value) => (Object.hasOwn(value, id) ? wordsOfItem(columns, value[id]!) : '')
		}))
};
