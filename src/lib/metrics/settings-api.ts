import type { MemberView } from '#contract/identity.ts';
import type { MetricSettingsView, MetricSettingView } from '#contract/metric-settings.ts';
import type { TargetView } from '#contract/results.ts';
import type { SettingOwner, SettingPlace } from '#domain/metrics/index.ts';
import { api } from '#lib/api/client.ts';

/** What is wanted at one place, of one metric. */
export interface SettingChange extends Pick<MetricSettingView, 'metric' | 'scale' | 'revision'> {
	readonly target: number | null;
	readonly margin: number | null;
	readonly owner: SettingOwner | null;
	readonly leads: boolean;
}

const path = (place: SettingPlace, id: string) => `/${place}s/${id}/metric-settings`;

/** Settings of a place, and the target that holds everywhere. */
export const settingsApi = {
	get: (place: SettingPlace, id: string): Promise<MetricSettingsView> => api.get(path(place, id)),
	set: (place: SettingPlace, id: string, change: SettingChange): Promise<MetricSettingsView> =>
		api.patch(path(place, id), change),
	everywhere: (definition: string): Promise<TargetView> => api.get(`/metric-definitions/${definition}/target`),
	setEverywhere: (
		definition: string,
		change: { target: number; margin: number; seen: { target: number; margin: number } }
	): Promise<TargetView> => api.patch(`/metric-definitions/${definition}/target`, change),
	/** Who may answer for a metric. */
	async owners(): Promise<readonly { readonly owner: SettingOwner; readonly name: string }[]> {
		const [departments, members] = await Promise.all([
			api.get<{ items: readonly { id: string; name: string }[] }>('/departments'),
			api.get<{ items: readonly MemberView[] }>('/members')
		]);
		return [
			...departments.items.map(({ id, name }) => ({ owner: { kind: 'department', id } as const, name })),
			...members.items.map(({ userId: id, name }) => ({ owner: { kind: 'member', id } as const, name }))
		];
	}
};
