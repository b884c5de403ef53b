import {
	aimOf,
	placesFrom,
	settingKey,
	settingPlaces,
	type Aim,
	type MetricDefinition,
	type SettingPlace
} from '#domain/metrics/index.ts';
import type { Trx } from '../../db/scope.ts';
import { settingsNear, type SettingNear } from './repo/settings.ts';
import type { Counted } from './score-views.ts';

/** What is set of one metric at a touchpoint and around it; a place without is missing. */
export interface WantedNear {
	readonly at: Readonly<Partial<Record<SettingPlace, Pick<SettingNear, 'target' | 'margin'>>>>;
	/** Places at which its series stands first. */
	readonly leadsAt: readonly SettingPlace[];
}

/** What is set around touchpoints, by touchpoint and what is measured. */
export type WantedAt = (touchpointId: string, definition: MetricDefinition) => WantedNear | undefined;

/** @param until targets that held just before; what stands first is chosen now */
export async function wantedAt(
	trx: Trx,
	workspaceId: string,
	touchpointIds: readonly string[],
	until?: Date
): Promise<WantedAt> {
	const now = touchpointIds.length === 0 ? [] : await settingsNear(trx, workspaceId, touchpointIds);
	const rows =
		until === undefined || now.length === 0
			? now
			: asOf(await settingsNear(trx, workspaceId, touchpointIds, until), now);
	const near = new Map<string, ReadonlyMap<string, WantedNear>>();
	for (const [id, own] of Map.groupBy(rows, ({ touchpointId }) => touchpointId)) near.set(id, wantedNear(own));
	return (touchpointId, definition) => near.get(touchpointId)?.get(settingKey(definition));
}

/** What is set now, with the targets of then. */
function asOf(then: readonly SettingNear[], now: readonly SettingNear[]): SettingNear[] {
	const key = ({ touchpointId, place, metric, scaleMin, scaleMax }: SettingNear) =>
		JSON.stringify([touchpointId, place, metric, scaleMin, scaleMax]);
	const held = new Map(then.map((row) => [key(row), row]));
	return now.map((row) => {
		const { target = null, margin = null } = held.get(key(row)) ?? {};
		return { ...row, target, margin };
	});
}

/** Of one touchpoint, by what is measured. */
function wantedNear(rows: readonly SettingNear[]): ReadonlyMap<string, WantedNear> {
	/** The nearest place at which anything was chosen to stand first decides for all that is asked there. */
	const chosenFor = (place: SettingPlace) =>
		placesFrom(place).find((one) => rows.some((row) => row.place === one && row.leads));
	const byMetric = Map.groupBy(rows, ({ metric, scaleMin: min, scaleMax: max }) =>
		settingKey({ metric, scale: { min, max } })
	);
	return new Map(
		[...byMetric].map(([key, own]) => {
			const leadsAt = settingPlaces.filter((place) => {
				const chosen = chosenFor(place);
				return own.some((row) => row.leads && row.place === chosen);
			});
			return [key, { at: Object.fromEntries(own.map((row) => [row.place, row])), leadsAt }];
		})
	);
}

/** What holds of a definition at a place of this kind. */
export const wantedIn = (definition: MetricDefinition, wanted: WantedNear | undefined, place: SettingPlace): Aim =>
	aimOf(
		placesFrom(place).map((one) => ({ place: one, wanted: wanted?.at[one] })),
		definition
	);

/** As it is judged at a place of this kind. `null`: across journeys, where only what holds everywhere does. */
export function wantedHere(counted: Counted, place: SettingPlace | null): Counted {
	const { wanted, definition } = counted;
	if (place === null || wanted === undefined) return counted;
	const { target, margin, targetFrom } = wantedIn(definition, wanted, place);
	return {
		...counted,
		definition: { ...definition, target, margin },
		targetFrom: targetFrom === 'definition' ? undefined : targetFrom,
		leads: wanted.leadsAt.includes(place)
	};
}
