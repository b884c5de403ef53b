import type { MetricDefinition, MetricId, Outside } from '#domain/metrics/index.ts';
import type { Day } from '#domain/shared/days.ts';
import type { Extent } from './repo/scores.ts';

/** Answers of a journey over all time. */
export interface Answered {
	readonly from: Day;
	readonly to: Day;
	/** Answers before and after the window, of each touchpoint's most answered metric. */
	readonly before: number;
	readonly after: number;
}

/** What there is over all time: the days, the metrics, and per touchpoint what the window leaves out. */
export function answeredOf(
	extents: readonly Extent[],
	definitions: ReadonlyMap<string, Pick<MetricDefinition, 'metric'>>
): {
	days: { from: Day; to: Day } | null;
	metrics: Set<MetricId>;
	outside: Record<string, Outside[]>;
	answered: Answered | null;
} {
	const metrics = new Set<MetricId>();
	const outside: Record<string, Outside[]> = {};
	let days = null as { from: Day; to: Day } | null;
	for (const { touchpointId, definitionId, first, last, before, after } of extents) {
		const metric = definitions.get(definitionId)?.metric;
		if (metric === undefined) continue;
		metrics.add(metric);
		days = {
			from: days === null || first < days.from ? first : days.from,
			to: days === null || last > days.to ? last : days.to
		};
		if (before + after === 0) continue;
		const others = (outside[touchpointId] ?? []).filter((one) => one.metric !== metric);
		const same = outside[touchpointId]?.find((one) => one.metric === metric);
		// Wordings of one metric together: of each answer there is one.
		outside[touchpointId] = [
			...others,
			{ metric, before: before + (same?.before ?? 0), after: after + (same?.after ?? 0) }
		];
	}
	const sum = (pick: (one: Outside) => number) =>
		Object.values(outside).reduce((n, some) => n + Math.max(...some.map(pick)), 0);
	const answered = days === null ? null : { ...days, before: sum((one) => one.before), after: sum((one) => one.after) };
	return { days, metrics, outside, answered };
}
