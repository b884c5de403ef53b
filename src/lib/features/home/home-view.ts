import type { ScoreView } from '#domain/metrics/index.ts';

/** What to start from: names and a preview, in the reader's language. */
export interface TemplateView {
	readonly id: string;
	readonly title: string;
	readonly text: string;
	readonly scenes: readonly string[];
}

/** Answers of a journey outside the days that its card shows. */
export interface AnsweredView {
	readonly from: string;
	readonly to: string;
	readonly before: number;
	readonly after: number;
}

/** Scores per scene id, per journey id. A journey whose numbers could not be read is null. */
export type HeatByJourney = Readonly<Record<string, Readonly<Record<string, readonly ScoreView[]>> | null>>;

/** The numbers of the home page: scores, and what there is on other days, per journey id. */
export interface Heat {
	readonly scenes: HeatByJourney;
	readonly answered: Readonly<Record<string, AnsweredView | null>>;
}
