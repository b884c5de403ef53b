import {
	settingKey,
	targetSteps,
	type MetricDefinition,
	type ResultWindow,
	type SettingPlace,
	type TargetChange,
	type TargetStep
} from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import type { Trx } from '../../db/scope.ts';
import { bornTargets } from './repo/dictionary.ts';
import { placeOf, settingsOf } from './repo/settings.ts';
import { targetsOf } from './repo/targets.ts';
import { placeFrom } from './settings-view.ts';

/** More changes of one target than anybody makes. */
const MOST = 1000;

/** Which target held when at a touchpoint, as it lies on its map now. */
export async function targetsOverTime(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	definition: MetricDefinition,
	window: ResultWindow
): Promise<TargetStep[]> {
	const dayOf = (at: Date) => dayIn(window.timeZone, at);
	const everywhere = await targetsOf(trx, workspaceId, definition.id, MOST);
	const row = await placeOf(trx, workspaceId, 'touchpoint', touchpointId);
	const ids = row === undefined ? {} : placeFrom('touchpoint', touchpointId, row).ids;
	const placeOfId = new Map(Object.entries(ids).map(([place, id]) => [id, place as SettingPlace]));
	const set = (await settingsOf(trx, workspaceId, [...placeOfId.keys()])).filter(
		({ metric, scale_min: min, scale_max: max }) =>
			settingKey({ metric, scale: { min, max } }) === settingKey(definition)
	);
	const changes = [
		...everywhere.map((one) => ({ at: one.set_at, from: 'definition' as const, target: one.target })),
		...set.map((one) => ({ at: one.set_at, from: placeOfId.get(one.place_id)!, target: one.target }))
	]
		// Each list has its latest first; of two at one moment the later stays the later.
		.reverse()
		.sort((a, b) => a.at.getTime() - b.at.getTime())
		.map(({ at, from, target }): TargetChange => ({ from, day: dayOf(at), target }));
	const born = (await bornTargets(trx, workspaceId, [definition.id])).get(definition.id);
	return targetSteps(changes, born?.target ?? definition.target, window);
}
