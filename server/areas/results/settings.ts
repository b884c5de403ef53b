import type { MetricSettingsView } from '#contract/metric-settings.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import {
	SettingInput,
	settingIssues,
	settingKey,
	type MetricDefinition,
	type SettingOwner,
	type SettingPlace
} from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { tellChanged } from '../../bus/tell.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { placedTouchpoint, touchpointsOf, touchpointsOfScene } from '../journeys/repo/touchpoints.ts';
import { findDepartment } from '../people/repo/departments.ts';
import { findMember } from '../people/repo/members.ts';
import { authorize, checked } from '../shared/guard.ts';
import { definitionsAskedAt } from './asked-definitions.ts';
import { insertSetting, placeOf, settingsOf } from './repo/settings.ts';
import { ownerIn, ownerNames, placeFrom, settingsView, type Place } from './settings-view.ts';

/** What is wanted of metrics at one touchpoint, in one scene, on one journey. */
export interface MetricSettings {
	get(actor: Actor | null, place: SettingPlace, id: string): Promise<MetricSettingsView>;
	/**
	 * Takes the place of what was set there; from now on numbers are judged by it. The same again changes nothing.
	 * 409 `setting_changed` when somebody else has set something since the revision that was seen.
	 */
	set(actor: Actor | null, place: SettingPlace, id: string, input: unknown): Promise<MetricSettingsView>;
}

export interface MetricSettingsDeps {
	readonly db: Db;
	readonly now: () => Date;
}

export function createMetricSettings({ db, now }: MetricSettingsDeps): MetricSettings {
	async function view(trx: Trx, workspaceId: string, place: Place): Promise<MetricSettingsView> {
		const ids = await touchpointsIn(trx, workspaceId, place);
		const definitions = await definitionsAskedAt({ trx, workspaceId, now: now() }, ids);
		const rows = await settingsOf(trx, workspaceId, Object.values(place.ids));
		const { departmentId } = place.row;
		const onMap: SettingOwner[] = departmentId === null ? [] : [{ kind: 'department', id: departmentId }];
		return settingsView(place, definitions, rows, await ownerNames(trx, workspaceId, rows, onMap));
	}

	async function write(trx: Trx, actor: Actor, place: Place, given: SettingInput): Promise<void> {
		const { workspaceId, userId } = actor;
		const issues = [...settingIssues(given), ...(await ownerIssues(trx, workspaceId, given.owner))];
		if (issues.length > 0) throw invalid(issues);
		const ids = await touchpointsIn(trx, workspaceId, place);
		const definitions = await definitionsAskedAt({ trx, workspaceId, now: now() }, ids);
		if (!definitions.some((one: MetricDefinition) => settingKey(one) === settingKey(given)))
			throw invalid([issue('not_asked_here', ['metric'])]);
		const key = settingKey(given);
		const rows = await settingsOf(trx, workspaceId, [place.id]);
		const [latest] = rows.filter(
			({ metric, scale_min: min, scale_max: max }) => settingKey({ metric, scale: { min, max } }) === key
		);
		if ((latest?.revision ?? 0) !== given.revision) throw conflict('setting_changed');
		const owner = ownerIn(latest);
		const isSame =
			(latest?.target ?? null) === given.target &&
			(latest?.margin ?? null) === given.margin &&
			(latest?.leads ?? false) === given.leads &&
			owner?.kind === given.owner?.kind &&
			owner?.id === given.owner?.id;
		if (isSame) return;
		const inserted = await insertSetting(trx, {
			workspace_id: workspaceId,
			place_id: place.id,
			place_kind: place.kind,
			metric: given.metric,
			scale_min: given.scale.min,
			scale_max: given.scale.max,
			revision: given.revision + 1,
			target: given.target,
			margin: given.margin,
			owner_kind: given.owner?.kind ?? null,
			owner_id: given.owner?.id ?? null,
			leads: given.leads,
			set_by: userId,
			set_at: now()
		});
		// Of two at the same moment the second waits for the first at the key, and finds it taken.
		if (!inserted) throw conflict('setting_changed');
		const payload = { place: place.kind, placeId: place.id, metric: given.metric };
		await record(trx, workspaceId, eventActor(actor), [
			{ kind: 'target.set-here', subject: place.row.journeyId, payload }
		]);
		await tellChanged(trx, workspaceId, { touchpointIds: ids });
	}

	return {
		async get(actor, kind, id) {
			authorize(actor, 'result.view');
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => view(trx, workspaceId, await find(trx, workspaceId, kind, id)));
		},

		async set(actor, kind, id, input) {
			authorize(actor, 'target.edit');
			const given = checked(SettingInput, input);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const place = await find(trx, actor.workspaceId, kind, id);
				await write(trx, actor, place, given);
				return view(trx, actor.workspaceId, place);
			});
		}
	};
}

async function ownerIssues(trx: Trx, workspaceId: string, owner: SettingOwner | null) {
	if (owner === null) return [];
	const found =
		owner.kind === 'member'
			? await findMember(trx, workspaceId, owner.id)
			: isId(owner.id)
				? await findDepartment(trx, workspaceId, owner.id)
				: undefined;
	return found === undefined ? [issue('unknown', ['owner'])] : [];
}

/** @throws AppError 404 */
async function find(trx: Trx, workspaceId: string, kind: SettingPlace, id: string): Promise<Place> {
	const row = isId(id) ? await placeOf(trx, workspaceId, kind, id) : undefined;
	if (!row) throw notFound();
	return placeFrom(kind, id, row);
}

/** Whose numbers a setting there may change. */
async function touchpointsIn(trx: Trx, workspaceId: string, { kind, id }: Place): Promise<string[]> {
	const found =
		kind === 'journey'
			? await touchpointsOf(trx, workspaceId, [id])
			: kind === 'scene'
				? await touchpointsOfScene(trx, workspaceId, id)
				: [await placedTouchpoint(trx, workspaceId, id)];
	return found.flatMap((one) => one?.id ?? []);
}
