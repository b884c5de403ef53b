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

/** When one touchpoint has answers, of which metrics, and how many the window leaves out. */
export interface TouchpointExtent {
	readonly extents: readonly Extent[];
	/** Of each extent; undefined where its definition is not known. */
	readonly metrics: readonly (MetricId | undefined)[];
	readonly outside: Outside[];
}

/** What there is of many touchpoints over all time. */
export interface Extents {
	readonly of: ReadonlyMap<string, TouchpointExtent>;
	readonly days: { readonly from: Day; readonly to: Day } | null;
	readonly metrics: ReadonlySet<MetricId>;
	/** By touchpoint; those of which the window leaves out nothing are missing. */
	readonly outside: Readonly<Record<string, Outside[]>>;
}

type Definitions = ReadonlyMap<string, Pick<MetricDefinition, 'metric'>>;

/**
 * What there is over all time: the days, the metrics, and per touchpoint what the window leaves out.
 * @param before what this gave before: touchpoints whose extents are the very same keep theirs
 */
export function extentsFrom(
	extents: ReadonlyMap<string, readonly Extent[]>,
	touchpointIds: readonly string[],
	definitions: Definitions,
	before?: Extents
): Extents {
	const of = new Map<string, TouchpointExtent>();
	const metrics = new Set<MetricId>();
	const outside: Record<string, Outside[]> = {};
	let days = null as Extents['days'];
	for (const id of touchpointIds) {
		const own = extents.get(id);
		if (own === undefined) continue;
		const found = kept(before?.of.get(id), own, definitions) ?? touchpointExtent(own, definitions);
		of.set(id, found);
		if (found.outside.length > 0) outside[id] = found.outside;
		for (const [at, { first, last }] of own.entries()) {
			const metric = found.metrics[at];
			if (metric === undefined) continue;
			metrics.add(metric);
			days = {
				from: days === null || first < days.from ? first : days.from,
				to: days === null || last > days.to ? last : days.to
			};
		}
	}
	return { of, days, metrics, outside };
}

/** As lists of journeys tell it; null without answers. */
export function answeredIn({ days, outside }: Extents): Answered | null {
	const sum = (pick: (one: Outside) => number) =>
		Object.values(outside).reduce((n, some) => n + Math.max(...some.map(pick)), 0);
	return days === null ? null : { ...days, before: sum((one) => one.before), after: sum((one) => one.after) };
}

function kept(
	before: TouchpointExtent | undefined,
	extents: readonly Extent[],
	definitions: Definitions
): TouchpointExtent | undefined {
	const same =
		before?.extents === extents &&
		extents.every(({ definitionId }, at) => definitions.get(definitionId)?.metric === before.metrics[at]);
	return same ? before : undefined;
}

function touchpointExtent(extents: readonly Extent[], definitions: Definitions): TouchpointExtent {
	const metrics = extents.map(({ definitionId }) => definitions.get(definitionId)?.metric);
	const outside = new Map<MetricId, Outside>();
	for (const [at, { before, after }] of extents.entries()) {
		const metric = metrics[at];
		if (metric === undefined || before + after === 0) continue;
		const same = outside.get(metric);
		// Wordings of one metric together: of each answer there is one.
		outside.set(metric, { metric, before: before + (same?.before ?? 0), after: after + (same?.after ?? 0) });
	}
	// In one order, whatever the database's.
	return { extents, metrics, outside: [...outside.values()].sort((a, b) => (a.metric < b.metric ? -1 : 1)) };
}
