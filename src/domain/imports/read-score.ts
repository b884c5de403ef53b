import { kindOf, type AskKind } from '../survey/index.ts';
import { LEAVE_OUT, valueKey } from './mapping.ts';

/**
 * Full-width figures, signs and letters as ASCII, typographic dashes and minus signs as `-`, spaces of every kind as one:
 * what looks alike is read alike.
 */
export const plain = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\ufe0f/g, '')
		.replace(/\s+/g, ' ')
		.trim();

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

const ABSENT = new Set(
	[
		...['', '-', '--', '---', '.', '..', '...', '?', '/', '\\'],
		...['n/a', 'na', 'n.a.', 'n.a', '#n/a', '#na', 'n/d', 'nd', 'none', 'null', '#null!', 'nil', 'nan', 'undefined'],
		...['skip', 'skipped', 'missing', 'blank', 'empty', 'unanswered', 'not answered', 'no answer', 'no response'],
		...['no data', 'no opinion', 'no reply', 'not applicable', 'not shown', 'not rated', 'not available', 'not asked'],
		...['did not answer', "don't know", 'dont know', 'do not know', 'unknown', 'refused', 'declined', 'system missing'],
		...[
			'prefer not to say',
			'prefer not to answer',
			"can't say",
			'cannot say',
			'unsure',
			'not sure',
			'{question_not_shown}'
		],
		...[
			'空',
			'无',
			'未填',
			'未填写',
			'未作答',
			'未回答',
			'未答',
			'未选',
			'未选择',
			'未评',
			'未评价',
			'未评分',
			'未打分',
			'未显示'
		],
		...[
			'跳过',
			'已跳过',
			'缺失',
			'空白',
			'没有',
			'不适用',
			'不清楚',
			'不知道',
			'不了解',
			'不确定',
			'没填',
			'拒答',
			'拒绝回答'
		],
		...['未提供', '暂无', '无数据', '无回答', '无答案', '没有回答', '不便透露', '说不清']
	].map(valueKey)
);

/**
 * Does the cell say that nobody answered? Empty, N/A, -, 未填, (跳过), and numbers below zero: no scale here has any, and
 * exports use them as marks (-99 seen but not answered, -3 not shown, -2 not answered).
 */
export function saysNothing(cell: string): boolean {
	const text = valueKey(plain(cell)).replaceAll('’', "'");
	if (/^-\s?\d+(?:[.,]\d+)?$/.test(text)) return true;
	// Brackets of any kind around it, a full stop behind it.
	const bare = text.replace(/^[([{<【〔《〈"']+\s*|\s*[)\]}>】〕》〉"'。!]+$/g, '');
	return ABSENT.has(text) || ABSENT.has(bare);
}

/** What may stand behind a number that counts something else than a score. */
const OTHER_UNITS =
	/^\s*(?:%|€|星期|\$|£|¥|°|(?:min(?:ute)?s?|h|hrs?|hours?|days?|weeks?|months?|years?|times?|secs?|seconds?|s|km|kg|x|th|st|nd|rd)\b|分钟|小时|秒|天|次|年|月|日|周|元|个|人|岁|名|家|条|号|时)/;
const POINTS = '(?:分(?!钟)|星(?!期)|颗星|级|(?:stars?|points?|pts?|punkte?|sterne?|étoiles?)(?![a-z]))';
const COUNTS_POINTS = new RegExp(`^\\s*${POINTS}`);
const ENDS_AFTER = new RegExp(`^(?:\\s*${POINTS})?[\\s)\\]}>】"'.。]*$`);
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
	if (/[a-z_#]$/.test(before) || (/^[a-z_]/.test(after) && !countsPoints)) return null;
	if (!countsPoints && OTHER_UNITS.test(after)) return null;
	const atStart = /^[\s([{<【"'=:]*$/.test(before);
	const atEnd = ENDS_AFTER.test(after);
	// "-10" is below zero; in "likely -10" and "likely - 10" the dash joins.
	if (/^\s*-\s*$/.test(before)) return null;
	return atStart || atEnd ? within(Number.parseInt(found[0], 10), scale) : null;
}

const within = (number: number, [min, max]: readonly [number, number]): number | null =>
	number >= min && number <= max ? number : null;

/** How good a word is, in quarters of the way from the worst (0) to the best (4). */
const goodness: readonly (readonly [RegExp, number])[] = [
	[
		/^((very|extremely|completely) (bad|negative|dissatisfied|unhappy|poor|unlikely|unsatisfied)|terrible|awful|horrible|worst|not at all (likely|satisfied)|strongly disagree|(非常|很|极|十分)(不满意|不满|差|糟糕|不同意|不可能|不愿意)|极差|很不好|完全(不满意|不同意|不可能|不愿意)|强烈不同意)$/,
		0
	],
	[
		/^(neg(ative)?|bad|dissatisfied|unsatisfied|unhappy|poor|no|unlikely|disagree|somewhat (dissatisfied|unsatisfied|unlikely|disagree)|负面|负向|消极|差评|不满意|不太满意|较不满意|比较不满意|不满|差|较差|不好|不同意|不太同意|比较不同意|不可能|不太可能|不愿意|不太愿意)$/,
		1
	],
	[/^(neu(tral)?|ok(ay)?|mixed|average|fair|neither.*|so-so|中性|中立|中评|一般|一般般|普通|尚可|说不准)$/, 2],
	[
		/^(pos(itive)?|good|satisfied|happy|great|yes|likely|agree|somewhat (satisfied|likely|agree)|正面|正向|积极|好评|满意|较满意|比较满意|好|较好|不错|同意|比较同意|可能|比较可能|愿意|比较愿意)$/,
		3
	],
	[
		/^((very|extremely|completely) (good|positive|satisfied|happy|likely)|excellent|outstanding|perfect|strongly agree|(非常|很|极|极其|十分)(满意|好|棒|同意|可能|有可能|愿意)|极好|完全(满意|同意)|强烈同意)$/,
		4
	]
];

const quarters = (word: string): number | null =>
	goodness.find(([pattern]) => pattern.test(valueKey(plain(word))))?.[1] ?? null;

/**
 * The score a word of a column probably stands for on the kind's scale; null when it is no such word.
 * @param others words of the same column: beside "very good", "good" is not the best
 */
export function scoreForWord(word: string, kind: AskKind, others: readonly string[] = []): number | null {
	const found = quarters(word);
	if (found === null) return null;
	const best = found === 3 && !others.some((other) => quarters(other) === 4) ? 4 : found;
	const [min, max] = kindOf(kind).scale!;
	const share = kind === 'ces-effort5' ? 1 - best / 4 : best / 4;
	return Math.round(min + share * (max - min));
}

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
