import type { Day } from '#domain/shared/days.ts';
import type { LocalText } from '#domain/shared/locale.ts';
import type { Direction, MetricId, Scale, ValueKind } from './definitions/index.ts';
import type { Judgement } from './judge.ts';

/** What the program says about results: made by the services, sent by the API and the live feed, drawn by the pages. */

/** One number with everything that makes it honest. Values in units of the metric: NPS points, %, points of the scale. */
export interface ScoreView {
	/** Id of the locked definition: the series this number belongs to. */
	readonly definition: string;
	readonly metric: MetricId;
	/**
	 * Asked now; or the last that was asked, when nothing of its metric is asked any more. Where several stand side by side
	 * the first is the one to show: the current series of the metric with most answers.
	 */
	readonly current: boolean;
	/** First day on which this wording was asked here; null when nobody knows. */
	readonly since: Day | null;
	/** Day on which another took its place; null while current. */
	readonly until: Day | null;
	readonly valueKind: ValueKind;
	/** The question as it was asked. */
	readonly wording: LocalText;
	readonly scale: Scale;
	readonly direction: Direction;
	readonly n: number;
	/** null when nobody answered, or too few to show it. */
	readonly value: number | null;
	/** 95 % interval; null with the value, and for a mean of one. */
	readonly low: number | null;
	readonly high: number | null;
	readonly judgement: Judgement;
	/** The whole interval is past the target by the definition's margin: the darker colour is fair. */
	readonly strong: boolean;
	/** Count per score 0 … 10; empty when too few answered to show them. */
	readonly histogram: readonly number[];
	/** The other figure: the mean beside a share, the share beside a mean. */
	readonly beside: {
		readonly kind: 'mean' | 'share';
		readonly value: number;
		readonly low: number | null;
		readonly high: number | null;
	} | null;
	readonly target: number;
	readonly margin: number;
	/** Against the window before; only when both have enough answers. */
	readonly change?: {
		readonly difference: number;
		readonly low: number | null;
		readonly high: number | null;
		readonly significant: boolean;
		/** Answers of the window before. */
		readonly n: number;
	};
}

/** The numbers of a map. */
export interface JourneyScores {
	readonly touchpoints: Readonly<Record<string, readonly ScoreView[]>>;
	/** Touchpoints of a scene added up, per definition. */
	readonly scenes: Readonly<Record<string, readonly ScoreView[]>>;
	readonly journey: readonly ScoreView[];
}

/** The days that the numbers are of, both ends included, in the zone that makes a day a day. */
export interface ResultWindow {
	readonly from: Day;
	readonly to: Day;
	readonly timeZone: string;
}

/** Answers of one metric outside the window. */
export interface Outside {
	readonly metric: MetricId;
	readonly before: number;
	readonly after: number;
}

export interface JourneyResults extends JourneyScores {
	readonly window: ResultWindow;
	/** First and last day that have answers at all; null while there are none. */
	readonly answered: { readonly from: Day; readonly to: Day } | null;
	/** Metrics that have answers at all, in these days or not, in the registry's order. */
	readonly metrics: readonly MetricId[];
	/** Per touchpoint, what the window leaves out; touchpoints of which it leaves out nothing are missing. */
	readonly outside: Readonly<Record<string, readonly Outside[]>>;
	/** The time zone was changed and answers near midnight may still stand on the day of the old one. */
	readonly recounting: boolean;
}

/** One day, week or month of a series; `day` is its first day within the window. */
export type TrendPoint = Pick<ScoreView, 'n' | 'value' | 'low' | 'high' | 'judgement'> & { readonly day: Day };

/** What one point of a trend sums up: longer windows in longer steps. */
export type TrendStep = 'day' | 'week' | 'month';

export interface TrendView {
	readonly window: ResultWindow;
	readonly step: TrendStep;
	readonly definition: string;
	readonly metric: MetricId;
	readonly target: number;
	/** Every step of the window. */
	readonly days: readonly TrendPoint[];
	/** Other wordings of the same metric at this touchpoint with answers in the window, the latest first. Never added up. */
	readonly earlier: readonly (Pick<ScoreView, 'definition' | 'wording' | 'since' | 'until'> & {
		readonly days: readonly TrendPoint[];
	})[];
	/** Days in the window on which one wording took the place of another. */
	readonly breaks: readonly Day[];
}
