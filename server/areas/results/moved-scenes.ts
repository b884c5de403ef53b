import type { HeatmapMoved } from '#contract/heatmap.ts';
import {
	changeDay,
	merge,
	moved,
	score,
	type ComparedSeries,
	type ComparedSlice,
	type Concerned,
	type Histogram,
	type Since
} from '#domain/metrics/index.ts';
import { addDays } from '#domain/shared/days.ts';
import type { Trx } from '../../db/scope.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { namesOfCollectors } from '../surveys/repo/collectors.ts';
import { added, type Cell } from './cells.ts';
import { byPlace } from './families.ts';
import { countsByDay, countsBySlice, type Narrowed, type SliceCounts } from './repo/scores.ts';
import { tells, type Counted } from './score-views.ts';
import type { Rules } from './window.ts';

/** What the numbers of the heatmap were made of. */
export interface CountedScenes {
	readonly placed: readonly PlacedTouchpoint[];
	readonly cells: ReadonlyMap<string, readonly Cell[]>;
	readonly rules: Rules;
	readonly rankN: number;
	/** What a filter chose of the answers: then nothing tells them apart any further. */
	readonly narrowed: Narrowed;
	/** Everything that was counted may be looked at: else nothing is told but the numbers themselves. */
	readonly isWhole: boolean;
}

interface SceneSeries extends ComparedSeries {
	readonly sceneId: string;
	readonly counted: Counted;
}

/**
 * Which scenes moved against the days before, and what explains most of it. Only for those that did the answers are told
 * apart by channel, place and language.
 */
export async function movedScenes(trx: Trx, workspaceId: string, given: CountedScenes): Promise<HeatmapMoved> {
	const { rules, rankN, narrowed, isWhole } = given;
	const isNarrowed = !isWhole || Object.values(narrowed).some((one) => one !== undefined);
	const thresholds = { minN: rules.minN, rankN };
	const series = seriesOf(given);
	const first = moved(series, thresholds);
	const ids = new Set(first.moved.map(({ id }) => id));
	const apart: SceneSeries[] = [];
	for (const one of series)
		apart.push(ids.has(one.id) && !isNarrowed ? { ...one, slices: await slicesOf(trx, workspaceId, given, one) } : one);
	const found = moved(apart, thresholds);
	const days = new Map<string, Since | null>();
	for (const { id } of found.moved)
		days.set(
			id,
			await sinceWhen(
				trx,
				workspaceId,
				given,
				series.find((one) => one.id === id)!
			)
		);
	const of = (id: string) => series.find((one) => one.id === id)!;
	return {
		looked: found.looked,
		found: found.found,
		items: found.moved.map(({ id, cause, ...one }) => {
			const { sceneId, definition, before, after } = of(id);
			return {
				scene: sceneId,
				metric: definition.metric,
				before: score(definition, before).value!,
				after: score(definition, after).value!,
				...one,
				since: toldSince(days.get(id) ?? null, one.difference),
				cause:
					cause === null
						? null
						: {
								kind: cause.kind,
								dimension: cause.dimension,
								share: cause.share,
								among: cause.among && toAmong(cause.among),
								slice:
									cause.kind === 'slice'
										? { name: cause.id, nBefore: cause.nBefore, nAfter: cause.nAfter }
										: cause.most && { name: cause.most.id, nBefore: cause.most.nBefore, nAfter: cause.most.nAfter }
							}
			};
		}),
		detectable: found.detectable && {
			scene: of(found.detectable.id).sceneId,
			metric: of(found.detectable.id).definition.metric,
			difference: found.detectable.difference,
			nBefore: found.detectable.nBefore,
			nAfter: found.detectable.nAfter
		}
	};
}

const toAmong = ({ ids, of, share, nBefore, nAfter }: Concerned) => ({ names: [...ids], of, share, nBefore, nAfter });

/** A step that goes the other way than the windows differ is not what was found. */
const toldSince = (since: Since | null, difference: number) =>
	since === null || since.difference * difference <= 0 ? null : { day: since.day, from: since.from, to: since.to };

/** The day since which it is so: only where both windows are one time, without a year between them. */
async function sinceWhen(
	trx: Trx,
	workspaceId: string,
	{ placed, rules, narrowed, isWhole }: CountedScenes,
	{ sceneId, counted: { definition } }: SceneSeries
): Promise<Since | null> {
	if (!isWhole || addDays(rules.before.to, 1) !== rules.window.from) return null;
	const ids = placed.filter((one) => one.sceneId === sceneId).map(({ id }) => id);
	const days = { from: rules.before.from, to: rules.window.to };
	return changeDay(definition, await countsByDay(trx, workspaceId, ids, definition.id, days, narrowed));
}

/** What is asked now, scene by scene; of what a filter leaves too little beside nothing is said. */
const seriesOf = ({ placed, cells, rules }: CountedScenes): SceneSeries[] =>
	[...byPlace(placed, cells, ({ sceneId }) => sceneId)].flatMap(([sceneId, lists]) =>
		added(lists.flat().map(({ counted }) => counted))
			.filter((counted) => counted.current && !tells(counted, rules.minN))
			.map((counted) => ({
				id: `${sceneId}/${counted.definition.id}`,
				sceneId,
				counted,
				definition: counted.definition,
				before: counted.before,
				after: counted.histogram
			}))
	);

async function slicesOf(
	trx: Trx,
	workspaceId: string,
	{ placed, rules }: CountedScenes,
	{ sceneId, counted: { definition, ...whole } }: SceneSeries
): Promise<NonNullable<ComparedSeries['slices']>> {
	const ids = placed.filter((one) => one.sceneId === sceneId).map(({ id }) => id);
	const before = await countsBySlice(trx, workspaceId, ids, definition.id, rules.before);
	const after = await countsBySlice(trx, workspaceId, ids, definition.id, rules.window);
	const names = await placeNames(trx, workspaceId, [...before, ...after]);
	const nameOf = ({ dimension, value }: SliceCounts) => (dimension === 'place' ? (names.get(value) ?? null) : value);
	const slices = (dimension: SliceCounts['dimension']): readonly ComparedSlice[] => {
		const found = new Map<string, { before: Histogram; after: Histogram }>();
		const add = (rows: readonly SliceCounts[], window: 'before' | 'after') => {
			for (const row of rows) {
				// A code without a name is no place that anybody knows: it belongs to the rest.
				const name = row.dimension === dimension ? nameOf(row) : null;
				if (name === null) continue;
				const known = found.get(name) ?? { before: [], after: [] };
				found.set(name, { ...known, [window]: merge(known[window], row.histogram) });
			}
		};
		add(before, 'before');
		add(after, 'after');
		const all = [...found].map(([id, both]) => ({ id, ...both }));
		return isWithin(all, { before: whole.before, after: whole.histogram }) ? all : [];
	};
	return { channel: slices('channel'), place: slices('place'), language: slices('language') };
}

/** While answers are counted anew, the two kinds of counts may differ for a moment: then nothing is told apart. */
const isWithin = (slices: readonly ComparedSlice[], whole: Pick<ComparedSlice, 'before' | 'after'>): boolean =>
	(['before', 'after'] as const).every((window) =>
		merge(...slices.map((one) => one[window])).every((count, at) => count <= (whole[window][at] ?? 0))
	);

async function placeNames(
	trx: Trx,
	workspaceId: string,
	rows: readonly SliceCounts[]
): Promise<ReadonlyMap<string, string>> {
	const ids = [...new Set(rows.filter(({ dimension }) => dimension === 'place').map(({ value }) => value))];
	const found = ids.length === 0 ? [] : await namesOfCollectors(trx, workspaceId, ids);
	return new Map(found.flatMap(({ id, name }) => (name === null || name === '' ? [] : [[id, name] as const])));
}
