import { metricIds, type MetricId } from '#domain/metrics/index.ts';
import type { Days } from '#domain/shared/days.ts';
import type { Heatmap as HeatmapInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import { listJourneys } from '../journeys/repo/journeys.ts';
import { touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';
import { metricsAsked } from '../surveys/repo/definitions.ts';
import type { Asked } from './journey-counts.ts';
import { byId } from './of-journeys.ts';
import { firstDayOf } from './repo/scores.ts';
import { rulesOf, type Rules } from './window.ts';

export type HeatmapFilter = v.InferOutput<typeof HeatmapInput>;

/** What every view of the heatmap stands on: the journeys that are worked on, their touchpoints, and the rules of the numbers. */
export interface Ground {
	readonly journeys: readonly { readonly id: string; readonly title: string }[];
	/** By id. */
	readonly placed: readonly PlacedTouchpoint[];
	readonly touchpoints: readonly string[];
	readonly rules: Rules;
	readonly rankN: number;
	/** What each view says in the same words. */
	readonly shared: {
		readonly window: Rules['window'];
		readonly before: Days;
		readonly minN: number;
		readonly rankN: number;
		readonly metrics: MetricId[];
	};
	/** There are more journeys than are looked at. */
	readonly more: boolean;
}

/** Nobody looks through more rows than these. */
const MOST_JOURNEYS = 200;

export async function groundOf({ trx, workspaceId, now }: Asked, filter: HeatmapFilter): Promise<Ground> {
	const listed = await listJourneys(trx, workspaceId, { status: 'active', words: [], limit: MOST_JOURNEYS + 1 });
	const journeys = listed.slice(0, MOST_JOURNEYS);
	const ids = journeys.map(({ id }) => id);
	const placed = ids.length === 0 ? [] : (await touchpointsOf(trx, workspaceId, ids)).sort(byId);
	const touchpoints = placed.map(({ id }) => id);
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, touchpoints));
	const { rank_n: rankN } = await workspaceRules(trx, workspaceId);
	const asked = await metricsAsked(trx, workspaceId);
	const { window, before, minN } = rules;
	const metrics = metricIds.filter((metric) => asked.has(metric));
	return {
		journeys,
		placed,
		touchpoints,
		rules,
		rankN,
		shared: { window, before, minN, rankN, metrics },
		more: listed.length > MOST_JOURNEYS
	};
}
