import type { ScoreView } from './results.ts';

type Placed = Pick<
	ScoreView,
	'metric' | 'current' | 'n' | 'value' | 'low' | 'high' | 'target' | 'margin' | 'direction' | 'judgement'
>;

/**
 * How far a number is surely short of its target, in margins of its definition, so that NPS points and shares stand beside
 * each other: from the near end of the interval. Negative where it may be on target, or past it.
 */
export function shortfall({
	value,
	low,
	high,
	target,
	margin,
	direction
}: Pick<Placed, 'value' | 'low' | 'high' | 'target' | 'margin' | 'direction'>): number {
	if (value === null || low === null || high === null) return -Infinity;
	return (direction === 'high' ? target - high : low - target) / margin;
}

/** The same by the value itself. */
export const gap = ({
	value,
	target,
	margin,
	direction
}: Pick<Placed, 'value' | 'target' | 'margin' | 'direction'>): number =>
	value === null ? -Infinity : (direction === 'high' ? target - value : value - target) / margin;

/**
 * Numbers of one place, the one to show first: of several metrics none may hide that another is far below its target.
 * First comes what is asked now, rests on enough answers and is clearly short, by most; where nothing is, the order stays
 * (`inSeriesOrder`: what was chosen, else most answers). So it is within each metric, too; a metric stays together.
 * What is short by itself but not among the numbers it is looked at with comes before what is not short: the heatmap and
 * the board judge different families, and still show the same number.
 */
export function shownFirst<T extends Placed>(scores: readonly T[], rankN: number): readonly T[] {
	if (scores.length < 2) return scores;
	const isShort = (one: T) => one.current && one.n >= rankN && shortfall(one) > 0;
	const worst = (some: readonly T[]): T | undefined =>
		some
			.filter(isShort)
			.sort(
				(a, b) =>
					Number(b.judgement === 'bad') - Number(a.judgement === 'bad') ||
					shortfall(b) - shortfall(a) ||
					gap(b) - gap(a)
			)[0];
	const first = worst(scores);
	if (first === undefined) return scores;
	const groups = [...Map.groupBy(scores, ({ metric }) => metric).values()].map((own) => toFront(own, worst(own)));
	return toFront(
		groups,
		groups.find((own) => own[0] === first)
	).flat();
}

const toFront = <T>(some: readonly T[], one: T | undefined): readonly T[] =>
	one === undefined || some[0] === one ? some : [one, ...some.filter((other) => other !== one)];

/** A number with a value that rests on enough answers to stand in an order. */
export const isRanked = <T extends Pick<Placed, 'value' | 'n'>>(score: T | undefined, rankN: number): score is T =>
	score !== undefined && score.value !== null && score.n >= rankN;

/**
 * What is clearly short of its target and rests on enough answers, the worst first: by how far it is surely short, then by
 * its value.
 * @param scoreOf the number that is shown of one; undefined where there is none
 */
export const worstFirst = <T>(some: readonly T[], scoreOf: (one: T) => Placed | undefined, rankN: number): T[] =>
	some
		.map((one) => ({ one, score: scoreOf(one) }))
		.filter((each): each is { one: T; score: Placed } => isRanked(each.score, rankN) && each.score.judgement === 'bad')
		.sort((a, b) => shortfall(b.score) - shortfall(a.score) || gap(b.score) - gap(a.score))
		.map(({ one }) => one);
