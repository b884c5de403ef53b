import { merge, shownParts, total, type Histogram } from '#domain/metrics/index.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import type { PlaceCounts } from './repo/places.ts';
import { tellsTooMuch } from './score-views.ts';

/** What was counted of one series, at places and in all. */
export interface Counts {
	readonly at: readonly PlaceCounts[];
	readonly all: readonly PlaceCounts[];
}

/** Places by name with their answers, and those whose value may be shown. */
export interface PlaceParts {
	readonly answers: ReadonlyMap<string, Histogram>;
	readonly shown: ReadonlySet<string>;
}

const n = (rows: readonly PlaceCounts[]): number => rows.reduce((sum, row) => sum + total(row.histogram), 0);

/**
 * Answers by place, and which of them may be shown beside one another. Elsewhere one sees what a channel, a touchpoint, its
 * scene and its journey have in all: what the places leave of any of these must be no few either.
 * @param wider how many answers each place has under fewer filters, a list by name each
 */
export function placeParts(
	{ at, all }: Counts,
	placed: ReadonlyMap<string, PlacedTouchpoint>,
	minN: number,
	wider: readonly ReadonlyMap<string, number>[] = []
): PlaceParts {
	const scopesOf = ({ touchpointId, channel }: PlaceCounts): string[] => {
		const where = placed.get(touchpointId);
		return [
			'all',
			`touchpoint ${touchpointId}`,
			...(channel === null ? [] : [`channel ${channel}`]),
			...(where === undefined ? [] : [`scene ${where.sceneId}`, `journey ${where.journeyId}`])
		];
	};
	const wholes = new Map<string, number>();
	for (const row of all)
		for (const scope of scopesOf(row)) wholes.set(scope, (wholes.get(scope) ?? 0) + total(row.histogram));
	const answered = at.filter(({ histogram }) => total(histogram) > 0);
	const byName = Map.groupBy(answered, ({ place }) => place!);
	const parts = [...byName]
		.filter(([name, rows]) => !wider.some((counts) => tellsTooMuch((counts.get(name) ?? 0) - n(rows), minN)))
		.map(([id, rows]) => {
			const [first, ...rest] = rows.map(scopesOf);
			return { id, n: n(rows), scopes: first!.filter((scope) => rest.every((other) => other.includes(scope))) };
		});
	return {
		answers: new Map([...byName].map(([name, rows]) => [name, merge(...rows.map(({ histogram }) => histogram))])),
		shown: shownParts(parts, wholes, minN)
	};
}

/** Answers by name. */
export const countedByName = (rows: readonly PlaceCounts[]): ReadonlyMap<string, number> =>
	new Map([...Map.groupBy(rows, ({ place }) => place!)].map(([name, own]) => [name, n(own)]));
