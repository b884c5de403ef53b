import * as v from 'valibot';
import { issue, type Issue } from '../shared/result.ts';
import { hasScale, metricIds, metricKind, type MetricId, type Scale } from './definitions/index.ts';
import { targetIssues } from './target.ts';

/** Where something may be wanted of a metric, the nearest first: what is set nearer holds before what is set further away. */
export const settingPlaces = ['touchpoint', 'scene', 'journey'] as const;
export type SettingPlace = (typeof settingPlaces)[number];
/** `definition`: wherever the same question is asked. */
export type SettingSource = SettingPlace | 'definition';

const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer());

const OwnerInput = v.strictObject({
	kind: v.picklist(['member', 'department']),
	id: v.pipe(v.string(), v.maxLength(64))
});
export type SettingOwner = v.InferOutput<typeof OwnerInput>;

/** What is set at a place, all of it; null goes by what is set further away. */
export const SettingInput = v.strictObject({
	metric: v.picklist(metricIds),
	scale: v.strictObject({ min: whole, max: whole }),
	revision: v.pipe(whole, v.minValue(0), v.description('The last that was seen of it; 0 when nothing was ever set.')),
	target: v.nullable(finite),
	margin: v.nullable(finite),
	owner: v.nullable(OwnerInput),
	leads: v.optional(v.boolean(), false)
});
export type SettingInput = v.InferOutput<typeof SettingInput>;

/** What is wrong with a setting, by the same rules as for a target everywhere. */
export function settingIssues({ metric, scale, target, margin }: SettingInput): Issue[] {
	if (!hasScale(metricKind(metric), scale)) return [issue('out_of_range', ['scale'], { min: 0, max: 10 })];
	const given = { target: target ?? scale.min, ...(margin === null ? {} : { margin }) };
	return targetIssues(metric, scale, given).filter(({ path }) => target !== null || path?.[0] !== 'target');
}

/** Settings are kept by what is measured: two wordings of one metric on one scale are wanted to be alike. */
export const settingKey = ({ metric, scale }: { readonly metric: MetricId; readonly scale: Scale }): string =>
	`${metric}/${scale.min}-${scale.max}`;

/** As much of a setting as numbers are judged by. */
export interface Wanted {
	readonly target: number | null;
	readonly margin: number | null;
	/** Its series stands first at this place, whichever has most answers. */
	readonly leads: boolean;
}

/** What holds at a place, and where each part of it was set. */
export interface Aim {
	readonly target: number;
	readonly margin: number;
	readonly targetFrom: SettingSource;
	readonly marginFrom: SettingSource;
}

/**
 * What holds of a target and a margin; each goes its own way up.
 * @param chain what is set from here on up, the nearest first
 * @param base of the definition
 */
export function aimOf(
	chain: readonly { readonly place: SettingPlace; readonly wanted: Pick<Wanted, 'target' | 'margin'> | undefined }[],
	base: { readonly target: number; readonly margin: number }
): Aim {
	const target = chain.find(({ wanted }) => wanted !== undefined && wanted.target !== null);
	const margin = chain.find(({ wanted }) => wanted !== undefined && wanted.margin !== null);
	return {
		target: target?.wanted?.target ?? base.target,
		margin: margin?.wanted?.margin ?? base.margin,
		targetFrom: target?.place ?? 'definition',
		marginFrom: margin?.place ?? 'definition'
	};
}

/** A place and everything around it, the nearest first. */
export const placesFrom = (place: SettingPlace): readonly SettingPlace[] =>
	settingPlaces.slice(settingPlaces.indexOf(place));
