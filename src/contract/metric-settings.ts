import * as v from 'valibot';
import { metricIds, settingPlaces } from '#domain/metrics/index.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

const LocalText = v.object({ en: v.optional(v.string()), 'zh-CN': v.optional(v.string()) });

export const SettingOwnerSchema = v.object({
	kind: v.picklist(['member', 'department']),
	id: v.string(),
	name: v.pipe(v.nullable(v.string()), v.description('null when they are not here any more.'))
});
export type SettingOwnerView = View<typeof SettingOwnerSchema>;

const Own = {
	target: v.pipe(v.nullable(v.number()), v.description('null: goes by what is set further away.')),
	margin: v.nullable(v.number()),
	owner: v.nullable(SettingOwnerSchema),
	leads: v.pipe(v.boolean(), v.description('Its series stands first here, whichever has most answers.'))
};

const From = v.picklist([...settingPlaces, 'definition']);
const HoldsSchema = v.object({
	target: v.number(),
	margin: v.number(),
	targetFrom: v.pipe(From, v.description('Where it was set. `definition`: wherever the same question is asked.')),
	marginFrom: From,
	owner: v.nullable(SettingOwnerSchema),
	ownerFrom: v.pipe(
		v.nullable(v.picklist([...settingPlaces, 'map'])),
		v.description('`map`: the department that owns the touchpoint or its scene on the map.')
	)
});

export const MetricSettingSchema = v.object({
	metric: v.picklist(metricIds),
	scale: v.object({ min: v.number(), max: v.number() }),
	direction: v.picklist(['high', 'low']),
	definitions: v.pipe(
		v.array(v.object({ id: v.string(), wording: LocalText })),
		v.description('Locked definitions that are asked here, or were.')
	),
	revision: v.pipe(v.number(), v.description('To be sent along with a change; 0 while nothing was ever set here.')),
	own: v.pipe(v.object(Own), v.description('What is set at this very place.')),
	holds: v.pipe(HoldsSchema, v.description('What numbers here are judged by.')),
	inherited: v.pipe(HoldsSchema, v.description('What would hold if nothing were set at this place.')),
	history: v.pipe(
		v.array(v.object({ ...Own, setAt: Instant, setBy: v.nullable(v.string()) })),
		v.description('What was set at this place, the latest first.')
	)
});
export type MetricSettingView = View<typeof MetricSettingSchema>;

export const MetricSettingsSchema = v.object({
	place: v.picklist(settingPlaces),
	id: v.string(),
	path: v.pipe(
		v.array(v.object({ place: v.picklist(settingPlaces), id: v.string(), title: v.string() })),
		v.description('The place and what is around it, the nearest first.')
	),
	metrics: v.array(MetricSettingSchema)
});
/** What is wanted of the metrics of one place. */
export type MetricSettingsView = View<typeof MetricSettingsSchema>;
