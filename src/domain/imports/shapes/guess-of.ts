import { columnWords } from '../column-words.ts';
import { judgeOrder } from '../date-order.ts';
import { guess, type Guess } from '../guess.ts';
import type { ColumnRole, FoundQuestion, Recognised } from './shape.ts';

/** What is likely to be meant, to begin with: of a recognised file what its tool says, of another what its names say. */
export function guessOf(table: {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
	readonly recognised: Recognised | null;
}): Guess {
	const guessed = guess(table.header, table.rows);
	if (table.recognised === null) return guessed;
	const { columns, questions, times } = table.recognised;
	const filled = (at: number): boolean => table.rows.some((row) => (row[at] ?? '').trim() !== '');
	const first = (role: ColumnRole): number | null =>
		columns.find((one) => one.role === role && filled(one.index))?.index ?? null;
	const measure = measureIn(questions);
	const time = times[0] ?? null;
	const customer = first('customer');
	const cells = customer === null ? [] : table.rows.map((row) => (row[customer] ?? '').trim());
	return {
		...guessed,
		kind: measure?.found ?? guessed.kind,
		score: measure?.columns[0]?.index ?? null,
		touchpoint: first('touchpoint'),
		time,
		order: time === null ? 'ymd' : judgeOrder(table.rows.map((row) => row[time] ?? '')).order,
		comment: commentIn(questions) ?? null,
		customer,
		customerAs: cells.some((cell) => /^\S+@\S+\.\S+$/.test(cell))
			? 'email'
			: cells.some((cell) => cell !== '') &&
				  cells.every((cell) => cell === '' || /^'?\+?[0-9][0-9 ().-]{6,30}$/.test(cell))
				? 'phone'
				: 'externalId',
		place: first('place'),
		externalId: first('id'),
		// Which rows are nobody's, the shape says row by row.
		leaveOut: null
	};
}

type Measure = 'nps' | 'csat' | 'ces-ease7' | 'ces-effort5';
const MEASURES: readonly Measure[] = ['nps', 'csat', 'ces-ease7', 'ces-effort5'];

/** The question that measures, NPS before others. */
function measureIn(questions: readonly FoundQuestion[]): (FoundQuestion & { readonly found: Measure }) | undefined {
	const of = (kind: Measure) =>
		questions.find((one): one is FoundQuestion & { readonly found: Measure } => one.found === kind);
	return MEASURES.map(of).find((one) => one !== undefined);
}

/** What somebody wrote about it; a name that was asked for is none. */
const commentIn = (questions: readonly FoundQuestion[]): number | undefined => {
	const texts = questions.filter(({ found, columns }) => found === 'text' && columns.length === 1);
	return (
		texts.find(({ text }) => columnWords.comment.test(text)) ?? texts.findLast(({ text }) => !/name|姓名/i.test(text))
	)?.columns[0]?.index;
};
