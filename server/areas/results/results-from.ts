import { metricIds, type NumberView, type ResultsContent } from '#domain/metrics/index.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { extentsFrom, type Extents } from './extent.ts';
import { byPlace, familyOf, type Family } from './families.ts';
import type { JourneyCounts } from './journey-counts.ts';
import { ofDepartments, sceneScores } from './of-journeys.ts';

/*
 * Numbers of a map, made of what was counted. Nothing is read. What was made before may be given: it is taken where the
 * counts are the very same objects, so that an answer costs what it changes. The result is the same without it.
 */

/** What is of touchpoints, and the same whichever departments the sums are of. */
export interface OfTouchpoints {
	readonly scores: Family;
	readonly extents: Extents;
}

/** Scenes and the journey as a whole. */
export interface Sums {
	readonly scenes: Family;
	readonly journey: Family;
}

/** Everything a map shows: touchpoints, scenes and the journey as a whole. */
export const resultsFrom = (counts: JourneyCounts, departments: readonly string[] | undefined): ResultsContent =>
	resultsOf(counts, touchpointsFrom(counts), sumsFrom(counts, departments));

export function touchpointsFrom(counts: JourneyCounts, before?: OfTouchpoints): OfTouchpoints {
	const { rules, placed, cells, extents, definitions } = counts;
	const ids = placed.map(({ id }) => id);
	return {
		scores: familyOf(
			byPlace(placed, cells, ({ id }) => id),
			rules,
			'touchpoint',
			before?.scores
		),
		extents: extentsFrom(extents, ids, definitions, before?.extents)
	};
}

/** @param departments of whose touchpoints; undefined: of all */
export function sumsFrom(counts: JourneyCounts, departments: readonly string[] | undefined, before?: Sums): Sums {
	const { rules, cells } = counts;
	const placed = ofDepartments(counts.placed, departments);
	return {
		scenes: sceneScores(cells, placed, rules, before?.scenes),
		journey: familyOf(
			byPlace(placed, cells, () => JOURNEY),
			rules,
			'journey',
			before?.journey
		)
	};
}

/** The parts put together; both were made of these counts. */
export function resultsOf(
	{ rules, placed, numbers, recounting }: JourneyCounts,
	{ scores, extents }: OfTouchpoints,
	{ scenes, journey }: Sums
): ResultsContent {
	return {
		window: rules.window,
		touchpoints: scores.scores,
		scenes: scenes.scores,
		journey: journey.scores[JOURNEY] ?? [],
		answered: extents.days,
		metrics: metricIds.filter((metric) => extents.metrics.has(metric)),
		outside: extents.outside,
		numbers: numbersAt(placed, numbers),
		recounting
	};
}

const JOURNEY = 'journey';

const numbersAt = (
	placed: readonly PlacedTouchpoint[],
	numbers: ReadonlyMap<string, NumberView[]>
): Record<string, NumberView[]> =>
	Object.fromEntries(
		placed.flatMap(({ id }) => {
			const own = numbers.get(id);
			return own === undefined ? [] : [[id, own]];
		})
	);
