import { newDefinition } from '#domain/metrics/index.ts';
import type { JourneyCounts } from './journey-counts.ts';
import { everything } from './narrowed.ts';

const definition = newDefinition({ id: 'd', metric: 'nps', wording: { en: 'How likely?' } });

/** A map in one scene whose touchpoints have so many answers, all of them nines. */
export function countsWith(answers: Readonly<Record<string, number>>, to = '2026-01-30'): JourneyCounts {
	const ids = Object.keys(answers);
	const cells = ids.map((touchpointId) => {
		const histogram = [0, 0, 0, 0, 0, 0, 0, 0, 0, answers[touchpointId]!, 0];
		const n = answers[touchpointId]!;
		const counted = {
			definition,
			histogram,
			before: [],
			leftOut: 0,
			current: true,
			currentN: n,
			since: null,
			until: null
		};
		return [touchpointId, [{ touchpointId, counted }]] as const;
	});
	return {
		rules: {
			window: { from: '2026-01-01', to, timeZone: 'UTC' },
			before: { from: '2025-12-02', to: '2025-12-31' },
			minN: 5,
			rankN: 30,
			now: new Date(0)
		},
		chosen: everything,
		map: '1',
		ids: new Set(ids),
		placed: ids.map((id) => ({ id, title: id, sceneId: 's', journeyId: 'j', departmentId: `of ${id}` })),
		cells: new Map(cells),
		numbers: new Map(),
		extents: new Map(),
		definitions: new Map(),
		recounting: false
	};
}
