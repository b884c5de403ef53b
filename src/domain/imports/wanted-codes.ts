import type { PlannedRow } from './plan.ts';

/** What the rows of an import need codes for: touchpoints without a place, and places at touchpoints, each once. */
export function wantedCodes(rows: readonly Pick<PlannedRow, 'touchpointId' | 'place'>[]): {
	touchpointIds: string[];
	places: { touchpointId: string; name: string }[];
} {
	const touchpointIds = new Set<string>();
	const places = new Map<string, { touchpointId: string; name: string }>();
	for (const { touchpointId, place } of rows)
		if (place === undefined) touchpointIds.add(touchpointId);
		else places.set(`${touchpointId}/${place}`, { touchpointId, name: place });
	return { touchpointIds: [...touchpointIds], places: [...places.values()] };
}
