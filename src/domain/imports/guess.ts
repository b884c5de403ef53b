import { askKinds, kindOf, type AskKind } from '../survey/index.ts';
import { ABOUT_THE_ANSWER, BEGINNING, columnWords, ENDING } from './column-words.ts';
import { judgeOrder } from './date-order.ts';
import { idQuality } from './identity.ts';
import { valueKey, type CustomerName, type DateOrder } from './mapping.ts';
import { proposedScore, saysNothing, wholeNumber } from './read-score.ts';
import { rowsToLeaveOut } from './row-kind.ts';

/** What columns are likely to mean, to begin with; people put it right. Column numbers, null when nothing fits. */
export interface Guess {
	readonly kind: AskKind;
	readonly score: number | null;
	readonly touchpoint: number | null;
	readonly time: number | null;
	/** Null: day and month could be either way round, and a person must say. */
	readonly order: DateOrder | null;
	readonly comment: number | null;
	readonly customer: number | null;
	readonly customerAs: CustomerName;
	/** Where answers were given: a column of names that come again. */
	readonly place: number | null;
	readonly externalId: number | null;
	/** Previews and tests: the column that tells them, and its values that do. */
	readonly leaveOut: { readonly column: number; readonly values: readonly string[] } | null;
}

const SAMPLE = 200;
/** More different values than these nobody assigns one by one. */
const MOST_VALUES = 60;
/** More places than these are hardly places. */
const MOST_PLACES = 500;

/** A first mapping from the names of the columns and what stands in them. */
export function guess(header: readonly string[], rows: readonly (readonly string[])[]): Guess {
	const sample = rows.slice(0, SAMPLE);
	const columns = header.map((title, at) => ({
		at,
		title: title.trim(),
		cells: column(sample, at),
		about: ABOUT_THE_ANSWER.test(title)
	}));
	const taken = new Set<number>();
	type Column = (typeof columns)[number];
	const take = (fits: (one: Column) => boolean, rank: (one: Column) => number = () => 0): number | null => {
		const found = columns.filter((one) => !taken.has(one.at) && one.cells.length > 0 && fits(one));
		const best = found.reduce<Column | null>((a, b) => (a === null || rank(b) < rank(a) ? b : a), null);
		if (best) taken.add(best.at);
		return best?.at ?? null;
	};
	const called =
		(name: keyof typeof columnWords) =>
		({ title }: Column): boolean =>
			columnWords[name].test(title);

	const asksForScore = (one: Column): boolean =>
		(['score', 'nps', 'csat', 'ces'] as const).some((name) => called(name)(one));

	const named = take(
		(one) => called('time')(one) && !one.about && isTimes(one.cells),
		({ title }) => (ENDING.test(title) ? 0 : BEGINNING.test(title) ? 2 : 1)
	);
	// Whatever it is called: one column of dates with their separators leaves no doubt.
	const dated = columns.filter(
		(one) => !one.about && one.cells.length > 0 && one.cells.every((cell) => /\d\D+\d/.test(cell)) && isTimes(one.cells)
	);
	const time = named ?? (dated.length === 1 ? take((one) => one === dated[0]) : null);
	const externalId = take(
		(one) => called('externalId')(one) && !called('somebody')(one) && idQuality(column(rows, one.at)) === 'own',
		({ title }) => (/response|respondent|answer|答卷/i.test(title) ? 0 : 1)
	);
	const counters = columns
		.filter((one) => called('externalId')(one) && !called('somebody')(one) && isCounting(one.cells))
		.map(({ at }) => at);
	counters.forEach((at) => taken.add(at));
	const score =
		take(
			(one) => asksForScore(one) && !one.about && isScores(one.cells),
			({ title }) => (columnWords.nps.test(title) ? 0 : columnWords.csat.test(title) ? 1 : 2)
		) ?? onlyScores(columns.filter((one) => !taken.has(one.at) && !one.about));
	if (score !== null) taken.add(score);
	const comment = take(
		(one) =>
			called('comment')(one) &&
			!one.about &&
			!(sample.length > 5 && isScores(one.cells)) &&
			(new Set(one.cells).size > 5 || sample.length <= 10),
		({ title }) => (/建议|意见|comment|suggest|anything else|feedback|text/i.test(title) ? 0 : 1)
	);
	const touchpoint = take(
		(one) => called('touchpoint')(one) && !one.about && new Set(column(rows, one.at)).size <= MOST_VALUES
	);
	const place = take((one) => called('place')(one) && !one.about && isPlaces(column(rows, one.at)));
	const customer = take((one) => called('customer')(one) && !one.about);
	return {
		kind: score === null ? 'csat' : kindFor(header[score]!, column(rows, score)),
		score,
		touchpoint,
		time,
		order: time === null ? 'ymd' : judgeOrder(column(rows, time)).order,
		comment,
		customer,
		customerAs: customer === null ? 'externalId' : customerNameOf(header[customer]!, column(sample, customer)),
		place,
		externalId,
		leaveOut: rowsToLeaveOut(header, rows)
	};
}

const column = (rows: readonly (readonly string[])[], at: number): string[] =>
	rows.map((cells) => valueKey(cells[at])).filter((cell) => cell !== '');

const isTimes = (cells: readonly string[]): boolean => judgeOrder(cells).readable >= cells.length * 0.5;

const isCounting = (cells: readonly string[]): boolean =>
	cells.every((cell) => wholeNumber(cell) !== null) && new Set(cells).size === cells.length;

/** Names, of which most come again. */
const isPlaces = (cells: readonly string[]): boolean => {
	const names = new Set(cells);
	return (
		names.size <= MOST_PLACES && names.size <= cells.length / 2 && !cells.every((cell) => wholeNumber(cell) !== null)
	);
};

/** Mostly numbers on some scale, or words for good and bad. */
function isScores(cells: readonly string[]): boolean {
	const said = cells.filter((cell) => !saysNothing(cell));
	if (said.length === 0) return false;
	const known = said.filter((cell) => typeof proposedScore(cell, 'nps') === 'number');
	return known.length >= said.length * 0.5 && new Set(said).size <= 20;
}

/** The one column of small numbers, where only one could be meant. */
function onlyScores(columns: readonly { readonly at: number; readonly cells: readonly string[] }[]): number | null {
	const found = columns.filter(
		({ cells }) => cells.length >= 3 && isScores(cells) && cells.some((cell) => wholeNumber(cell) !== null)
	);
	return found.length === 1 ? found[0]!.at : null;
}

function kindFor(title: string, cells: readonly string[]): AskKind {
	const numbers = cells.flatMap((cell) => {
		const score = saysNothing(cell) ? null : proposedScore(cell, 'nps');
		return typeof score === 'number' && /\d/.test(cell) ? [score] : [];
	});
	const highest = Math.max(...numbers, 0);
	const asked = (['nps', 'csat', 'ces'] as const).find((name) => columnWords[name].test(title));
	const named = askKinds.find(
		(kind) => asked !== undefined && kind.split('-')[0] === asked && kindOf(kind).scale![1] >= highest
	);
	if (named) return named;
	if (highest > 7 || (numbers.includes(0) && highest > 5)) return 'nps';
	return highest > 5 ? 'ces-ease7' : 'csat';
}

function customerNameOf(title: string, cells: readonly string[]): CustomerName {
	if (cells.some((cell) => /^\S+@\S+\.\S+$/.test(cell))) return 'email';
	if (columnWords.externalId.test(title.trim())) return 'externalId';
	return cells.length > 0 && cells.every((cell) => /^'?\+?[0-9][0-9 ().-]{6,30}$/.test(cell)) ? 'phone' : 'externalId';
}
