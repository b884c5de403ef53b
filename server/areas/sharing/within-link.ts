import type { Days } from '#domain/shared/days.ts';
import type { PeriodName } from '#domain/survey/index.ts';
import type { Shown } from '#domain/sharing/inputs.ts';

/** What a visitor chose, as an address has it; null: what the link itself begins with. */
export type Wish = Readonly<
	Partial<Record<'period' | 'compare' | 'metric' | 'channel' | 'language', string | null>>
> | null;

interface Department {
	readonly id: string;
	readonly parent_id: string | null;
}

/** What nobody leaves who looks through a link. */
export interface Limits {
	readonly own: Days | null;
	/** The period that it begins with. */
	readonly begins: PeriodName;
	readonly journeys: readonly string[] | null;
	/** null: all; the one of the link, with those below it. */
	readonly departments: string[] | null;
}

export function limitsOf({ period = '30', from, to, journeys, department }: Shown, all: readonly Department[]): Limits {
	return {
		own: from && to ? { from, to } : null,
		begins: period,
		journeys: journeys ?? null,
		departments: department ? below(all, department) : null
	};
}

/** With itself: one that was deleted owns nothing, and its link shows nothing, not everything. */
function below(all: readonly Department[], id: string): string[] {
	const found = new Set([id]);
	// Grows while it is walked: each that is found brings its own children.
	for (const parent of found) for (const one of all) if (one.parent_id === parent) found.add(one.id);
	return [...found];
}

/**
 * What the heatmap is asked for. A channel, a language, a place and a department of the link stay; its metric, period and comparison are
 * only what it begins with. Whoever chooses may choose whole periods, not days: two choices of days differ by as little as
 * one wants.
 */
export function withinLink(shown: Shown, wish: Wish): Record<string, string> {
	const chosen = wish ?? shown;
	const locked = shown.place
		? { place: shown.place }
		: shown.channel
			? { channel: shown.channel }
			: shown.language
				? { language: shown.language }
				: null;
	const days = shown.from && shown.to && !wish?.period ? { from: shown.from, to: shown.to } : null;
	const parts = {
		...(days ?? { period: chosen.period }),
		compare: chosen.compare,
		metric: chosen.metric,
		...(locked ?? { channel: chosen.channel, language: chosen.channel ? null : chosen.language })
	};
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as Record<string, string>;
}
