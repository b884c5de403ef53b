/** What every number means. Pure; importable by plain Node: `score`, `change` and `judge` are the contract. */
export { watched } from './watched.ts';
export { aggregate, type Slice } from './aggregate.ts';
export { change, type Change } from './change.ts';
export { changeTest } from './change-test.ts';
export { concerned, type Concerned } from './concerned.ts';
export { confidenceSequence, judgeWatched } from './confidence-sequence.ts';
export { newDefinition, sameSeries, type LockedPart, type MetricDefinition } from './definition.ts';
export {
	defaultScale,
	hasScale,
	isMetricId,
	metricIds,
	metricKind,
	metricKinds,
	type BoxRule,
	type Direction,
	type MetricId,
	type MetricKind,
	type Scale,
	type ValueKind
} from './definitions/index.ts';
export {
	answersForChange,
	answersNeeded,
	detectableChange,
	detectableDifference,
	powerFor,
	spreadOf
} from './detectable.ts';
export { COLOUR_RATE, discoveries } from './discoveries.ts';
export { funnel, funnelCurve, type Funnel, type FunnelLimits } from './funnel.ts';
export {
	dense,
	emptyHistogram,
	merge,
	sparse,
	subtract,
	tally,
	total,
	MAX_SCORE,
	type Histogram,
	type SparseHistogram
} from './histogram.ts';
export { hidden as hiddenNumber, NumberSchema, summary, type NumberDefinition, type NumberView } from './numbers.ts';
export { wilson, type Interval } from './intervals.ts';
export {
	defaultThresholds,
	isRankable,
	isShown,
	isStrong,
	judge,
	type Judged,
	type Judgement,
	type Thresholds
} from './judge.ts';
export { mainCause, type MainCause } from './main-cause.ts';
export { decompose, type ComparedSlice, type Decomposition, type SliceEffect } from './mix.ts';
export { moved, type ComparedSeries, type Dimension, type Moved, type Movement } from './moved.ts';
export { plannedLooks, type LookPlan } from './planned-looks.ts';
export {
	score,
	type Estimate,
	type MeanScore,
	type MetricRef,
	type NpsScore,
	type Score,
	type ShareScore
} from './score.ts';
export {
	changeBetween,
	versionAfter,
	versionOf,
	withChange,
	type ResultsChange,
	type ResultsContent
} from './results-change.ts';
export type {
	JourneyResults,
	JourneyScores,
	Outside,
	ResultWindow,
	ScoreView,
	TrendPoint,
	TrendStep,
	TrendView
} from './results.ts';
export { league, type League, type LeaguePlace, type Ranked } from './league.ts';
export { rankIntervals, type RankInterval } from './rank-interval.ts';
export { rawOrder, type RawOrder } from './raw-order.ts';
export {
	aimOf,
	placesFrom,
	SettingInput,
	settingIssues,
	settingKey,
	settingPlaces,
	type Aim,
	type SettingOwner,
	type SettingPlace,
	type SettingSource,
	type Wanted
} from './setting.ts';
export { gap, isRanked, shortfall, shownFirst, worstFirst } from './shown-first.ts';
export { shownParts, type ShownPart } from './shown-parts.ts';
export { shrink, type Measured, type Shrinkage } from './shrinkage.ts';
export { seenFalls, toldAnswers, type SeenFall } from './seen-falls.ts';
export { changeDay, type DayCounts, type Since } from './since.ts';
export { bucketOf, emptySketch, LARGEST, mergeSketches, STEPS, type Bucket, type Sketch } from './sketch.ts';
export { targetsOfPoints, targetSteps, type TargetChange, type TargetStep } from './target-steps.ts';
export { targetTest } from './target-test.ts';
export { TargetInput, targetIssues, valueRange } from './target.ts';
export { toneOf, type Tone } from './tone.ts';
export { breakDays, eachStep, lineStep, stepFor, stepWithEnough } from './trend.ts';
export {
	inSeriesOrder,
	seriesStates,
	seriesUses,
	wordingBreaks,
	unansweredSuccessors,
	type AskedBy,
	type AskedVersion,
	type SeriesState,
	type SeriesUses
} from './series.ts';
