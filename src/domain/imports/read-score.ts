import { kindOf, type AskKind } from '../survey/index.ts';
import { LEAVE_OUT, valueKey } from './mapping.ts';
import { chineseNumber, plain } from '../shared/numerals.ts';
import { isAbsent, scoreForWord } from './score-words.ts';

export { plain, scoreForWord };

/** A cell that is a whole number and nothing else, also as `4.0` or `4,0`; null when it is not. 4.5 is no answer anybody gave. */
export function wholeNumber(cell: string): number | null {
	const text = plain(cell);
	return /^\d{1,9}(?:[.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : null;
}

/** Is the cell a number of any kind, whole or not, negative or not? */
export const isNumeric = (cell: string): boolean => /^[+-]?\d+(?:[.,]\d+)*$/.test(plain(cell));

/** The score that a cell holds as a plain number on the scale; null when it holds something else. */
export function plainScore(cell: string, [min, max]: readonly [number, number]): number | null {
	const number = wholeNumber(cell);
	return number !== null && number >= min && number <= max ? number : null;
}

/**
 * Does the cell say that nobody answered? Empty, N/A, -, 未填, (跳过), and numbers below zero: no scale here has any, and
 * exports use them as marks (-99 seen but not answered, -3 not shown, -2 not answered).
 */
export function saysNothing(cell: string): boolean {
	const text = valueKey(plain(cell)).replaceAll('’', "'");
	if (/^-\s?\d+(?:[.,]\d+)?$/.test(text)) return true;
	return isAbsent(text);
}

/** Of these, what people write themselves when they are asked for words. */
const SAID = new Set(
	[
		...['none', 'no opinion', "don't know", 'dont know', 'do not know', 'unknown', 'unsure', 'not sure', "can't say"],
		...[
			'cannot say',
			'prefer not to say',
			'prefer not to answer',
			'无',
			'没有',
			'不清楚',
			'不知道',
			'不了解',
			'不确定'
		],
		...['暂无', '不便透露', '说不清']
	].map(valueKey)
);

/**
 * Is the cell of a comment an export's mark that nobody wrote one? (空), (跳过), N/A, -99. What a person may have typed,
 * "none" or 没有, stays theirs.
 */
export const marksNoComment = (cell: string): boolean =>
	saysNothing(cell) && !SAID.has(valueKey(plain(cell)).replaceAll('’', "'"));

/** What may stand behind a number that counts something else than a score. */
const OTHER_UNITS =
	/^\s*(?:%|€|星期|\$|£|¥|°|(?:min(?:ute)?s?|h|hrs?|hours?|days?|weeks?|months?|years?|times?|secs?|seconds?|s|km|kg|x|th|st|nd|rd)\b|分钟|小时|秒|天|次|年|月|日|周|元|个|人|岁|名|家|条|号|时)/;
const POINTS =
	'(?:分(?!钟)|星(?!期)|[颗顆]星|[级級]|[点點](?!\\d)|점|(?:stars?|points?|pts?|punkte?|sterne?|étoiles?)(?![a-z]))';
const COUNTS_POINTS = new RegExp(`^\\s*${POINTS}`);
const ENDS_AFTER = new RegExp(`^(?:\\s*${POINTS})?[\\s)\\]}>】"'.。]*$`);
/** 九, 五分, 四颗星; 十分 alone is ten points, before another word it is "very". */
const CHINESE_POINTS = new RegExp(`^[\\s(]*([〇零一二三四五六七八九十]{1,2})\\s*(?:${POINTS}(?:好评)?)?[\\s)]*$`);
const OF_MOST = new RegExp(
	`^(\\d{1,2})\\s*${POINTS}?\\s*(?:/|out of|of|von|sur|su|,?\\s*\\(?满分)\\s*(\\d{1,2})(?!\\d|[.,/]\\d)`
);

/**
 * The number that words stand around: "Extremely likely - 10", "9分", "10 (very likely)", "5、非常满意", "4 of 5", "★★★".
 * @returns null when there is none, more than one, or one that counts something else ("5 minutes", "A1")
 */
export function numberAmongWords(cell: string, scale: readonly [number, number]): number | null {
	const text = plain(cell).toLowerCase();
	if (text.length > 60) return null;
	const inChinese = CHINESE_POINTS.exec(text);
	if (inChinese) return within(Number(chineseNumber(inChinese[1]!) ?? NaN), scale);
	const stars = /^([★⭐]+)[☆✩\s]*$/u.exec(text)?.[1];
	if (stars !== undefined) return within([...stars].length, scale);
	const ofMost = OF_MOST.exec(text);
	if (ofMost) return Number(ofMost[2]) === scale[1] ? within(Number(ofMost[1]), scale) : null;
	const numbers = [...text.matchAll(/\d+(?:[.,]\d+)?/g)];
	const [found] = numbers;
	if (numbers.length !== 1 || !found || !/^\d{1,2}(?:[.,]0+)?$/.test(found[0])) return null;
	const before = text.slice(0, found.index);
	const after = text.slice(found.index + found[0].length);
	// Part of a name: A1, Q2_1, 1st.
	const countsPoints = COUNTS_POINTS.test(after);
	if (/[a-z#]$|(?<![\u4e00-\u9fff])_$/.test(before) || (/^(?:[a-z]|_(?![\u4e00-\u9fff]))/.test(after) && !countsPoints))
		return null;
	if (!countsPoints && OTHER_UNITS.test(after)) return null;
	const atStart = /^[\s([{<【"'=:]*$/.test(before);
	const atEnd = ENDS_AFTER.test(after);
	// "-10" is below zero; in "likely -10" and "likely - 10" the dash joins.
	if (/^\s*-\s*$/.test(before)) return null;
	return atStart || atEnd ? within(Number.parseInt(found[0], 10), scale) : null;
}

const within = (number: number, [min, max]: readonly [number, number]): number | null =>
	number >= min && number <= max ? number : null;

/**
 * What a value of the score's column is proposed to count as.
 * @returns a score, `LEAVE_OUT` when it says nothing, undefined when a person must decide
 */
export function proposedScore(
	value: string,
	kind: AskKind,
	others: readonly string[] = []
): number | typeof LEAVE_OUT | undefined {
	const scale = kindOf(kind).scale!;
	const number = plainScore(value, scale);
	if (number !== null) return number;
	if (saysNothing(value)) return LEAVE_OUT;
	return numberAmongWords(value, scale) ?? scoreForWord(value, kind, others) ?? undefined;
}
