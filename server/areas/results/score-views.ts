import {
	change,
	changeTest,
	COLOUR_RATE,
	discoveries,
	isShown,
	isStrong,
	judge,
	score,
	shownFirst,
	shownParts,
	targetTest,
	total,
	type Change,
	type Histogram,
	type MetricDefinition,
	type ScoreView,
	type SeriesState,
	type SettingPlace,
	type Thresholds
} from '#domain/metrics/index.ts';
import type { WantedNear } from './wanted.ts';

/** What was counted of one definition in one place. */
export interface Counted extends SeriesState {
	readonly definition: MetricDefinition;
	readonly histogram: Histogram;
	readonly before: Histogram;
	/** Answers that the filter left out; too few of them would be readable from the difference. */
	readonly leftOut: number;
	/** The slice that was chosen, among all that can be chosen in its place: their answers, and those of everything. */
	readonly sliced?: Sliced | undefined;
	/** Answers of the touchpoints where the series is current. */
	readonly currentN: number;
	/** Where the target was set; missing: it is the definition's own, as everywhere. */
	readonly targetFrom?: SettingPlace | undefined;
	/** Chosen to stand first at this place. */
	readonly leads?: boolean;
	/** What is wanted at the touchpoint, its scene and its journey, as far as it differs from the definition. */
	readonly wanted?: WantedNear | undefined;
}

/** A filter whose complement is small is as telling as a small filter (metrics.md). */
export const tellsTooMuch = (leftOut: number, minN: number): boolean => leftOut > 0 && leftOut < minN;

export interface Sliced {
	readonly chosen: string;
	readonly slices: ReadonlyMap<string, number>;
	readonly all: number;
}

/**
 * Would the number tell what a few said: those that the filter left out, or those of a slice that is hidden, by what all the
 * others leave of everything (`shownParts`)?
 */
export function tells({ leftOut, sliced }: Pick<Counted, 'leftOut' | 'sliced'>, minN: number): boolean {
	if (tellsTooMuch(leftOut, minN)) return true;
	if (sliced === undefined) return false;
	const parts = [...sliced.slices].map(([id, n]) => ({ id, n, scopes: [WHOLE] }));
	return !shownParts(parts, new Map([[WHOLE, sliced.all]]), minN).has(sliced.chosen);
}

const WHOLE = '';

/** A number of its own, before the family that it is looked at with has been judged. */
export interface Unjudged {
	readonly plain: ScoreView;
	/** Against the window before; null where one of the two may not be shown. */
	readonly moved: Change | null;
	/** How likely such a change is where there was none, for many at once (`changeTest`); null with `moved`. */
	readonly changed: number | null;
	/** Answers of the window before. */
	readonly nBefore: number;
	/** Of its answers against its target (`targetTest`); null where nothing can be claimed. */
	readonly off: number | null;
}

/** What of a number stands among all of its family (`discoveries`). */
export interface Standing {
	readonly change: boolean;
	readonly colour: boolean;
}

export const unjudged = (counted: Counted, minN: number): Unjudged => {
	const { definition, histogram, before } = counted;
	const [n, nBefore] = [total(histogram), total(before)];
	const comparable = n >= minN && nBefore >= minN && !tells(counted, minN);
	const plain = toScore(counted, minN);
	const isClaimed = plain.judgement === 'good' || plain.judgement === 'bad' || plain.judgement === 'unclear';
	return {
		plain,
		moved: comparable ? change(definition, before, histogram) : null,
		changed: comparable ? changeTest(definition, before, histogram) : null,
		nBefore,
		off: isClaimed ? targetTest(definition, histogram, definition.target) : null
	};
};

/** With what may be claimed of it in its family. */
export function judged({ plain, moved, nBefore }: Unjudged, stands: Standing): ScoreView {
	const isClaim = plain.judgement === 'good' || plain.judgement === 'bad';
	const view: ScoreView = isClaim && !stands.colour ? { ...plain, judgement: 'unclear', strong: false } : plain;
	if (moved === null) return view;
	const { difference, low, high, significant } = moved;
	return { ...view, change: { difference, low, high, significant: significant && stands.change, n: nBefore } };
}

/** What stands of numbers that are looked at together. */
export function standing(all: readonly Unjudged[]): Standing[] {
	const changes = discoveries(all.map((one) => one.changed));
	const colours = discoveries(
		all.map(({ off }) => off),
		COLOUR_RATE
	);
	return all.map((_, at) => ({ change: changes[at]!, colour: colours[at]! }));
}

/**
 * Numbers of a family of cells that are looked at together: a change is called one, and a side of the target taken, only
 * when it also stands Benjamini–Hochberg over the whole family. All are of one place: the one to show comes first.
 */
export function toScores(counted: readonly Counted[], { minN, rankN }: Thresholds): readonly ScoreView[] {
	const all = counted.map((one) => unjudged(one, minN));
	const stand = standing(all);
	return shownFirst(
		all.map((one, at) => judged(one, stand[at]!)),
		rankN
	);
}

function toScore(
	{ definition, histogram, leftOut, sliced, current, since, until, targetFrom }: Counted,
	minN: number
): ScoreView {
	const made = score(definition, histogram);
	const thresholds = { minN };
	const base = {
		definition: definition.id,
		metric: definition.metric,
		current,
		since,
		until,
		valueKind: made.valueKind,
		wording: definition.wording,
		scale: definition.scale,
		direction: definition.direction,
		n: made.n,
		target: definition.target,
		margin: definition.margin,
		...(targetFrom && { targetFrom })
	};
	if (!isShown(made, thresholds) || tells({ leftOut, sliced }, minN)) {
		const judgement = made.n === 0 ? 'none' : 'few';
		return { ...base, value: null, low: null, high: null, judgement, strong: false, histogram: [], beside: null };
	}
	return {
		...base,
		value: made.value,
		low: made.low,
		high: made.high,
		judgement: judge(made, definition.target, thresholds),
		strong: isStrong(made, definition.target, definition.margin, thresholds),
		histogram,
		beside: besideOf(made)
	};
}

function besideOf(made: ReturnType<typeof score>): ScoreView['beside'] {
	const other = made.valueKind === 'share' ? made.mean : made.valueKind === 'mean' ? made.share : undefined;
	if (!other || other.value === null) return null;
	return { kind: made.valueKind === 'share' ? 'mean' : 'share', value: other.value, low: other.low, high: other.high };
}
