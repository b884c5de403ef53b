import { askKinds, kindOf, type AskKind } from '../survey/index.ts';
import { valueKey, type DateOrder } from './mapping.ts';
import { readTime } from './read-time.ts';

/** What columns are likely to mean, to begin with; people put it right. Column numbers, null when nothing fits. */
export interface Guess {
	readonly kind: AskKind;
	readonly score: number | null;
	readonly touchpoint: number | null;
	readonly time: number | null;
	readonly order: DateOrder;
	readonly comment: number | null;
	readonly customer: number | null;
	readonly externalId: number | null;
}

const names = {
	score: /score|rating|nps|csat|ces|sentiment|stars?\b|评分|分数|得分|星级|情感|满意/i,
	touchpoint: /touch|reason|topic|category|channel|触点|原因|环节|类别|主题|渠道/i,
	time: /time|date|created|submitted|时间|日期/i,
	comment: /comment|text|review|feedback|verbatim|message|content|评论|评价|留言|反馈|内容|备注/i,
	customer: /customer|user|e-?mail|phone|member|客户|用户|手机|邮箱|会员/i,
	externalId: /^(id|.*[_\s]id|编号|单号|序号)$/i
} as const;

const SAMPLE = 200;

/** A first mapping from the names of the columns and what stands in them. */
export function guess(header: readonly string[], rows: readonly (readonly string[])[]): Guess {
	const sample = rows.slice(0, SAMPLE);
	const taken = new Set<number>();
	const take = (name: keyof typeof names, fits: (cells: string[]) => boolean): number | null => {
		const found = header.findIndex(
			(title, at) => !taken.has(at) && names[name].test(title.trim()) && fits(column(sample, at))
		);
		if (found < 0) return null;
		taken.add(found);
		return found;
	};
	const time = take('time', (cells) => cells.some((cell) => dateOrderOf(cell) !== null));
	const externalId = take('externalId', (cells) => cells.length > 0 && new Set(cells).size === cells.length);
	const score = take('score', (cells) => cells.length > 0 && new Set(cells).size <= 20);
	const comment = take('comment', (cells) => new Set(cells).size > 5 || sample.length <= 5);
	const touchpoint = take('touchpoint', (cells) => new Set(cells).size <= 100);
	const customer = take('customer', () => true);
	const order = time === null ? 'ymd' : commonOrder(column(sample, time));
	return {
		kind: score === null ? 'csat' : kindFor(header[score]!, column(sample, score)),
		score,
		touchpoint,
		time,
		order,
		comment,
		customer,
		externalId
	};
}

const column = (rows: readonly (readonly string[])[], at: number): string[] =>
	rows.map((cells) => valueKey(cells[at])).filter((cell) => cell !== '');

/** The first order in which every date can be read; a 13th month gives it away. */
function commonOrder(cells: readonly string[]): DateOrder {
	return (
		(['ymd', 'dmy', 'mdy'] as const).find((order) => cells.every((cell) => readTime(cell, order, 'UTC') !== null)) ??
		'ymd'
	);
}

const dateOrderOf = (cell: string): DateOrder | null =>
	(['ymd', 'dmy', 'mdy'] as const).find((order) => readTime(cell, order, 'UTC') !== null) ?? null;

function kindFor(title: string, cells: readonly string[]): AskKind {
	const named = askKinds.find((kind) => title.toLowerCase().includes(kind.split('-')[0]!));
	const highest = Math.max(...cells.map(Number).filter((value) => !Number.isNaN(value)), 0);
	if (named && kindOf(named).scale![1] >= highest) return named;
	if (highest > 7) return 'nps';
	return highest > 5 ? 'ces-ease7' : 'csat';
}

/** Words that stand for a score on a scale of good and bad, from 0 (worst) to 1 (best). */
const wordScores: readonly (readonly [RegExp, number])[] = [
	[/^(very (bad|negative|dissatisfied|unhappy)|terrible|非常不满意|很不满意|非常差)$/, 0],
	[/^(neg(ative)?|bad|dissatisfied|unhappy|poor|no|负面|负向|消极|差评|不满意|差)$/, 0.25],
	[/^(neu(tral)?|ok(ay)?|mixed|average|中性|中立|中评|一般)$/, 0.5],
	[/^(pos(itive)?|good|satisfied|happy|great|yes|正面|正向|积极|好评|满意|好)$/, 1],
	[/^(very (good|positive|satisfied|happy)|excellent|非常满意|很满意|非常好)$/, 1]
];

/** The score a word of a column probably stands for on the kind's scale; null when it is no such word. */
export function scoreForWord(word: string, kind: AskKind): number | null {
	const found = wordScores.find(([pattern]) => pattern.test(valueKey(word)))?.[1];
	if (found === undefined) return null;
	const [min, max] = kindOf(kind).scale!;
	const goodness = kind === 'ces-effort5' ? 1 - found : found;
	return Math.round(min + goodness * (max - min));
}
