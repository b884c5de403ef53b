import type { DictionaryChange, DictionaryEntry } from '#contract/metric-dictionary.ts';
import { settingKey, type MetricDefinition } from '#domain/metrics/index.ts';
import type { Ground } from './heatmap-ground.ts';
import type { TargetEver } from './repo/dictionary.ts';
import type { SettingRow } from './repo/settings.ts';
import { ownerIn, type OwnerNames } from './settings-view.ts';

/** Changes that are listed of one definition. */
const SHOWN = 30;

type Place = NonNullable<DictionaryChange['place']>;
type Wanted = NonNullable<DictionaryChange['to']>;

/** Everything that was ever wanted, of whatever, and how it is told. */
export interface WantedEver {
	readonly settings: readonly SettingRow[];
	readonly targets: readonly TargetEver[];
	readonly born: ReadonlyMap<string, { readonly target: number; readonly margin: number }>;
	readonly names: OwnerNames;
	/** Places that are on a map, by id. */
	readonly places: ReadonlyMap<string, Place>;
}

/** The maps that are worked on with their scenes and touchpoints, by id. */
export function placesOn(
	{ journeys, placed }: Pick<Ground, 'journeys' | 'placed'>,
	scenes: readonly { readonly id: string; readonly title: string; readonly journey_id: string }[]
): Map<string, Place> {
	const maps = new Map(journeys.map(({ id, title }) => [id, { id, title }]));
	return new Map([
		...journeys.map(({ id, title }): [string, Place] => [id, { place: 'journey', id, title, journey: { id, title } }]),
		...scenes.map(({ id, title, journey_id: on }): [string, Place] => [
			id,
			{ place: 'scene', id, title, journey: maps.get(on)! }
		]),
		...placed.map(({ id, title, journeyId }): [string, Place] => [
			id,
			{ place: 'touchpoint', id, title, journey: maps.get(journeyId)! }
		])
	]);
}

const rowsOf = (definition: MetricDefinition, { settings, places }: WantedEver): SettingRow[] =>
	settings.filter(
		({ place_id: id, metric, scale_min: min, scale_max: max }) =>
			settingKey({ metric, scale: { min, max } }) === settingKey(definition) && places.has(id)
	);

const wantedIn = (row: SettingRow, names: OwnerNames): Wanted => ({
	target: row.target,
	margin: row.margin,
	owner: names(ownerIn(row))
});

/** Where something else is wanted of it than everywhere, or somebody answers for it; of those that it is used at. */
export function placesOf(
	definition: MetricDefinition,
	used: ReadonlySet<string>,
	ever: WantedEver
): DictionaryEntry['places'][number][] {
	const latest = new Map<string, SettingRow>();
	// The latest revision of a place comes first.
	for (const row of rowsOf(definition, ever)) if (!latest.has(row.place_id)) latest.set(row.place_id, row);
	return [...latest.values()]
		.filter((row) => used.has(row.place_id))
		.map((row) => ({ ...ever.places.get(row.place_id)!, ...wantedIn(row, ever.names) }))
		.filter(({ target, margin, owner }) => target !== null || margin !== null || owner !== null)
		.sort((a, b) => (a.journey.title + a.place < b.journey.title + b.place ? -1 : 1));
}

/** What changed about a definition, the latest first; places that it is not used at are left out. */
export function changesOf(
	definition: MetricDefinition,
	asked: Date | null,
	used: ReadonlySet<string>,
	ever: WantedEver
): DictionaryChange[] {
	const { names, places, born, targets } = ever;
	const everywhere = targets.filter((one) => one.definition_id === definition.id);
	const rows = rowsOf(definition, ever).filter((row) => used.has(row.place_id));
	const base = { owner: null };
	const all: DictionaryChange[] = [
		...everywhere.map((one, at): DictionaryChange => {
			const before = everywhere[at + 1] ?? born.get(definition.id) ?? null;
			return {
				what: 'target',
				at: one.set_at.toISOString(),
				by: one.set_by_name,
				place: null,
				from: before && { target: before.target, margin: before.margin, ...base },
				to: { target: one.target, margin: one.margin, ...base }
			};
		}),
		...rows.map((row): DictionaryChange => {
			const before = rows.find((one) => one.place_id === row.place_id && one.revision === row.revision - 1);
			return {
				what: 'place',
				at: row.set_at.toISOString(),
				by: row.set_by_name,
				place: places.get(row.place_id)!,
				from: before === undefined ? null : wantedIn(before, names),
				to: wantedIn(row, names)
			};
		}),
		...(asked === null
			? []
			: [{ what: 'asked' as const, at: asked.toISOString(), by: null, place: null, from: null, to: null }])
	];
	return all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, SHOWN);
}
