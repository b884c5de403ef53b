import type { DictionaryEntry, DictionaryView } from '#contract/metric-dictionary.ts';
import {
	isShown,
	merge,
	metricIds,
	metricKind,
	score,
	seenFalls,
	seriesUses,
	type MetricDefinition,
	type SeriesUses
} from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { listScenes } from '../journeys/repo/journeys.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { changesOf, placesOf, placesOn, type WantedEver } from './dictionary-changes.ts';
import { dictionaryNumbers } from './dictionary-numbers.ts';
import { begunAt, sourcesIn } from './dictionary-sources.ts';
import { groundOf } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { bornTargets, sourcesOf, targetsEver, type SourceRow } from './repo/dictionary.ts';
import { countsOf, extentsOf, type Extent, type TouchpointCounts } from './repo/scores.ts';
import { askedHistory, type AskedHistory } from './repo/series.ts';
import { settingsEver } from './repo/settings.ts';
import { ownerIn, ownerNames } from './settings-view.ts';
import type { Rules } from './window.ts';

/** Everything that entries are made of. */
interface Known {
	readonly rules: Rules;
	readonly counts: readonly TouchpointCounts[];
	readonly extents: readonly Extent[];
	readonly history: AskedHistory;
	readonly uses: ReadonlyMap<string, SeriesUses>;
	readonly sources: readonly SourceRow[];
	readonly placed: readonly PlacedTouchpoint[];
	readonly journeys: readonly { readonly id: string; readonly title: string }[];
	readonly ever: WantedEver;
}

/**
 * What every number means that the maps which are worked on show, one entry a locked definition: those that are asked now
 * first, in the registry's order, each with what was asked in its place before.
 */
export async function dictionaryOf(asked: Asked): Promise<DictionaryView> {
	const { trx, workspaceId, now } = asked;
	const { journeys, placed, touchpoints, rules } = await groundOf(asked, {});
	const history = await askedHistory(trx, workspaceId, touchpoints, now);
	const extents = await extentsOf(trx, workspaceId, touchpoints, rules.window, {});
	const ids = new Set([
		...history.versions.flatMap(({ definitions }) => Object.values(definitions)),
		...extents.map(({ definitionId }) => definitionId)
	]);
	const definitions = await definitionsById(trx, workspaceId, [...ids]);
	const scenes =
		journeys.length === 0
			? []
			: await listScenes(
					trx,
					workspaceId,
					journeys.map(({ id }) => id)
				);
	const settings = await settingsEver(trx, workspaceId);
	const known: Known = {
		rules,
		placed,
		journeys: journeys.map(({ id, title }) => ({ id, title })),
		history,
		extents,
		counts: await countsOf(trx, workspaceId, touchpoints, rules.window, {}),
		uses: new Map(touchpoints.map((id) => [id, seriesUses(history.by.get(id) ?? [], history.versions)])),
		sources: await sourcesOf(trx, workspaceId, touchpoints),
		ever: {
			settings,
			targets: await targetsEver(trx, workspaceId, [...definitions.keys()]),
			born: await bornTargets(trx, workspaceId, [...definitions.keys()]),
			names: await ownerNames(
				trx,
				workspaceId,
				settings.filter((row) => ownerIn(row) !== null)
			),
			places: placesOn({ journeys, placed }, scenes)
		}
	};
	const entries = [...definitions.values()].map((definition) => entryOf(definition, known));
	const numbers = await dictionaryNumbers(trx, workspaceId, touchpoints, known);
	return { window: rules.window, minN: rules.minN, entries: inOrder(entries), numbers };
}

const inOrder = (entries: readonly DictionaryEntry[]): DictionaryEntry[] =>
	entries.toSorted(
		(a, b) =>
			Number(b.asked) - Number(a.asked) ||
			metricIds.indexOf(a.metric) - metricIds.indexOf(b.metric) ||
			b.all - a.all ||
			(a.id < b.id ? -1 : 1)
	);

function entryOf(definition: MetricDefinition, known: Known): DictionaryEntry {
	const { rules, counts, extents, ever, placed, journeys } = known;
	const { id, metric, wording, scale, direction, boxRule, target, margin } = definition;
	const histogram = merge(...counts.filter((one) => one.definitionId === id).map((one) => one.histogram));
	const made = score(definition, histogram);
	const shown = isShown(made, rules);
	const usedBy = usersOf(id, known);
	const used = new Set(
		placed.filter((one) => usedBy.has(one.id)).flatMap((one) => [one.id, one.sceneId, one.journeyId])
	);
	const own = [...usedBy.values()];
	const begun = begunAt(own);
	const range = (of: readonly [number, number] | undefined) => (of === undefined ? null : { from: of[0], to: of[1] });
	return {
		id,
		metric,
		wording,
		scale,
		direction,
		valueKind: metricKind(metric).valueKind,
		hits: range(boxRule?.hits),
		misses: range(boxRule?.misses),
		asked: own.some((use) => use?.asked === true),
		since: begun === undefined ? null : dayIn(rules.window.timeZone, begun),
		replaces: [...new Set(own.flatMap((use) => [...(use?.replaces ?? [])]))],
		n: made.n,
		all: extents.filter((one) => one.definitionId === id).reduce((sum, one) => sum + one.n, 0),
		value: shown ? made.value : null,
		low: shown ? made.low : null,
		high: shown ? made.high : null,
		...sourcesIn(id, known),
		touchpoints: usedBy.size,
		journeys: journeys.filter((journey) => used.has(journey.id)),
		target,
		margin,
		places: placesOf(definition, used, ever),
		changes: changesOf(definition, begun ?? null, used, ever),
		// How a handful of people spread would tell what they said.
		seen: shown ? seenFalls(definition, histogram, margin) : []
	};
}

/** Touchpoints that a definition is asked at, or was, with how; null where nobody knows how. */
function usersOf(id: string, { uses, extents }: Known) {
	const users = new Map(extents.filter((one) => one.definitionId === id).map((one) => [one.touchpointId, null]));
	const known = [...uses].flatMap(([touchpointId, own]) => {
		const use = own.get(id);
		return use === undefined ? [] : [[touchpointId, use] as const];
	});
	return new Map([...users, ...known]);
}
