import { metricIds, type MetricDefinition } from '#domain/metrics/index.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import type { Asked } from './journey-counts.ts';
import { definitionsCounted } from './repo/scores.ts';
import { askedHistory } from './repo/series.ts';

/** What some touchpoints are measured by, or were: by a published survey or by answers. In the registry's order, the latest first. */
export async function definitionsAskedAt(
	{ trx, workspaceId, now }: Asked,
	touchpointIds: readonly string[]
): Promise<MetricDefinition[]> {
	const { versions } = await askedHistory(trx, workspaceId, touchpointIds, now);
	const counted = await definitionsCounted(trx, workspaceId, touchpointIds);
	const ids = new Set([...versions.flatMap(({ definitions }) => Object.values(definitions)), ...counted]);
	const found = await definitionsById(trx, workspaceId, [...ids]);
	return [...found.values()].sort(
		(a, b) => metricIds.indexOf(a.metric) - metricIds.indexOf(b.metric) || (a.id < b.id ? 1 : -1)
	);
}
