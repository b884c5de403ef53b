import type { JourneyResults, JourneyScores, MetricId, NumberView, ScoreView } from '#domain/metrics/index.ts';
import type { DepartmentNode } from '#lib/numbers/department.ts';
import type { AnswersFilter, Narrowing, narrowingAsked } from '#lib/numbers/filter.ts';
import type { Chosen, Window } from '#lib/numbers/period.ts';

/** The numbers of the map, with what is known of other days. */
export type BoardResults = JourneyScores & Partial<Omit<JourneyResults, keyof JourneyScores>>;

/** Answers outside the days that are shown. */
export interface Elsewhere {
	readonly before: number;
	readonly after: number;
}

export const noResults: BoardResults = { touchpoints: {}, scenes: {}, journey: [] };

/** What a server tells that does not let boards ask for the numbers they show. */
export interface ScoreEvent {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** Nobody has answered: something was taken out or changed. */
	readonly correction: boolean;
	/** Series that were answered. */
	readonly answered?: readonly string[];
	readonly scores: readonly ScoreView[];
	/** Left out by servers before this page. */
	readonly numbers?: readonly NumberView[];
}

/** What the numbers of a map are asked for. @property departments whose touchpoints the sums are of, comma-separated */
export type ResultsAsked = Window & ReturnType<typeof narrowingAsked> & { readonly departments?: string };

export interface ResultsOptions {
	readonly journeyId: string;
	readonly timeZone: string;
	readonly initial: BoardResults | null;
	readonly metric?: MetricId | 'all' | 'none';
	/** What of the page's address could not be used. */
	readonly problem?: AnswersFilter['problem'];
	/** The period that `initial` is of, when it is not the default one. */
	readonly chosen?: Chosen;
	/** Which answers `initial` is of, when not all. */
	readonly narrowing?: Narrowing;
	readonly fetchResults: (journeyId: string, asked: ResultsAsked) => Promise<BoardResults>;
	/** For the filter by owner. */
	readonly departments?: readonly DepartmentNode[];
	readonly department?: string | null;
	readonly now: () => number;
	/** When `initial` was read, by the server's clock; ms since 1970. */
	readonly initialAt?: number;
	/** Nobody sees the page: it shows what it is told, and fetches nothing until it is seen again. */
	readonly isHidden?: () => boolean;
	/** Says something to the server on the board's socket. Without: only what the server says by itself is heard. */
	readonly say?: (name: string, data: object) => void;
	/** Of what a fetch that all boards have to make is put off, from 0 to 1. Test seam. */
	readonly random?: () => number;
}
