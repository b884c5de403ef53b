import type { MetricSettingsView, MetricSettingView, SettingOwnerView } from '#contract/metric-settings.ts';
import {
	aimOf,
	placesFrom,
	settingKey,
	type MetricDefinition,
	type SettingOwner,
	type SettingPlace
} from '#domain/metrics/index.ts';
import type { Trx } from '../../db/scope.ts';
import { listDepartments } from '../people/repo/departments.ts';
import { memberNames } from '../people/repo/members.ts';
import { placeOf, settingsOf, type PlaceRow, type SettingRow } from './repo/settings.ts';

/** Changes that are listed of one metric. */
const SHOWN = 50;

/** A place with its ids by kind of place. */
export interface Place {
	readonly kind: SettingPlace;
	readonly id: string;
	readonly row: PlaceRow;
	readonly ids: Readonly<Partial<Record<SettingPlace, string>>>;
}

export const placeFrom = (kind: SettingPlace, id: string, row: PlaceRow): Place => ({
	kind,
	id,
	row,
	ids: {
		journey: row.journeyId,
		...(row.sceneId !== null && { scene: row.sceneId }),
		...(kind === 'touchpoint' && { touchpoint: id })
	}
});

const titleOf = ({ row }: Place, kind: SettingPlace): string =>
	(kind === 'touchpoint' ? row.touchpointTitle : kind === 'scene' ? row.sceneTitle : row.journeyTitle) ?? '';

/** Names of those who may own a metric. */
export type OwnerNames = (owner: SettingOwner | null) => SettingOwnerView | null;

export async function ownerNames(
	trx: Trx,
	workspaceId: string,
	rows: readonly SettingRow[],
	more: readonly SettingOwner[] = []
): Promise<OwnerNames> {
	const owners = [...rows.flatMap((row) => ownerIn(row) ?? []), ...more];
	const members = owners.filter(({ kind }) => kind === 'member').map(({ id }) => id);
	const people = members.length === 0 ? new Map<string, string>() : await memberNames(trx, workspaceId, members);
	const departments = owners.some(({ kind }) => kind === 'department')
		? new Map((await listDepartments(trx, workspaceId)).map(({ id, name }) => [id, name]))
		: new Map<string, string>();
	return (owner) => owner && { ...owner, name: (owner.kind === 'member' ? people : departments).get(owner.id) ?? null };
}

export const ownerIn = (row: Pick<SettingRow, 'owner_kind' | 'owner_id'> | undefined): SettingOwner | null =>
	row === undefined || row.owner_kind === null || row.owner_id === null
		? null
		: { kind: row.owner_kind, id: row.owner_id };

/** @param rows everything that was set here and around, the latest first */
export function settingsView(
	place: Place,
	definitions: readonly MetricDefinition[],
	rows: readonly SettingRow[],
	names: OwnerNames
): MetricSettingsView {
	const around = placesFrom(place.kind);
	return {
		place: place.kind,
		id: place.id,
		path: around.map((kind) => ({ place: kind, id: place.ids[kind]!, title: titleOf(place, kind) })),
		metrics: [...Map.groupBy(definitions, settingKey).values()].map((own) => metricView(place, own, rows, names))
	};
}

function metricView(
	place: Place,
	definitions: readonly MetricDefinition[],
	rows: readonly SettingRow[],
	names: OwnerNames
): MetricSettingView {
	const [first] = definitions as [MetricDefinition];
	const key = settingKey(first);
	const own = rows.filter(
		({ metric, scale_min: min, scale_max: max }) => settingKey({ metric, scale: { min, max } }) === key
	);
	const chain = placesFrom(place.kind).map((kind) => ({
		place: kind,
		wanted: own.find((row) => row.place_id === place.ids[kind])
	}));
	const here = own.filter((row) => row.place_id === place.id);
	const wider = chain.slice(1);
	const owner = (some: typeof chain) => {
		const found = some.find(({ wanted }) => ownerIn(wanted) !== null);
		if (found) return { owner: names(ownerIn(found.wanted)), ownerFrom: found.place };
		const { departmentId } = place.row;
		return {
			owner: departmentId === null ? null : names({ kind: 'department', id: departmentId }),
			ownerFrom: departmentId === null ? null : ('map' as const)
		};
	};
	const [latest] = here;
	return {
		metric: first.metric,
		scale: first.scale,
		direction: first.direction,
		definitions: definitions.map(({ id, wording }) => ({ id, wording })),
		revision: latest?.revision ?? 0,
		own: {
			target: latest?.target ?? null,
			margin: latest?.margin ?? null,
			owner: names(ownerIn(latest)),
			leads: latest?.leads ?? false
		},
		holds: { ...aimOf(chain, first), ...owner(chain) },
		inherited: { ...aimOf(wider, first), ...owner(wider) },
		history: here.slice(0, SHOWN).map((row) => ({
			target: row.target,
			margin: row.margin,
			owner: names(ownerIn(row)),
			leads: row.leads,
			setAt: row.set_at.toISOString(),
			setBy: row.set_by_name
		}))
	};
}

/** Who answers for a metric at a touchpoint: as it was set there or around it, else the department on the map; null: nobody. */
export async function ownerOf(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	definition: MetricDefinition
): Promise<SettingOwnerView | null> {
	const row = await placeOf(trx, workspaceId, 'touchpoint', touchpointId);
	if (row === undefined) return null;
	const place = placeFrom('touchpoint', touchpointId, row);
	const rows = await settingsOf(trx, workspaceId, Object.values(place.ids));
	const onMap: SettingOwner[] = row.departmentId === null ? [] : [{ kind: 'department', id: row.departmentId }];
	const names = await ownerNames(trx, workspaceId, rows, onMap);
	return settingsView(place, [definition], rows, names).metrics[0]!.holds.owner;
}
