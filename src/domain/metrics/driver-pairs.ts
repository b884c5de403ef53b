/** Below so many pairs nothing is shown of a driver (metrics.md). */
export const MIN_PAIRS = 50;
/** Measures are compared with one another where there are so many people for each of them. */
export const PEOPLE_FOR_EACH = 10;
/** More measures than these are not compared with one another: those with most pairs are. */
export const MOST_TOGETHER = 12;
export const RESAMPLES = 1000;

/** A missing score. */
export const NONE = -1;

/**
 * Who answered what: one person a row. Scores are whole numbers, the good end high; `NONE` where a person has not answered.
 */
export interface DriverPairs {
	readonly outcome: ArrayLike<number>;
	/** Person by person, `measures` of each. */
	readonly scores: ArrayLike<number>;
	readonly measures: number;
}
