import type { ScoreView } from '#domain/metrics/index.ts';

/** A journey as its card shows it. */
export interface JourneyCardView {
	readonly id: string;
	readonly title: string;
	readonly status: string;
	/** ISO instant. */
	readonly updatedAt: string;
	readonly touchpointCount: number;
	readonly scenes: readonly { readonly id: string; readonly title: string }[];
}

/** What to start from: names and a preview, in the reader's language. */
export interface TemplateView {
	readonly id: string;
	readonly title: string;
	readonly text: string;
	readonly scenes: readonly string[];
}

/** Scores per scene id, per journey id. A journey whose numbers could not be read is null. */
export type HeatByJourney = Readonly<Record<string, Readonly<Record<string, readonly ScoreView[]>> | null>>;
