import { offsetAt } from '#domain/imports/zone.ts';
import { wallClockIn } from '#domain/shared/days.ts';
import { CollectorLimitsSchema, type CollectorLimits } from '#domain/survey/limits.ts';
import * as v from 'valibot';
import type { Way } from './names.ts';

/** What the form of a collector's limits holds: texts as they are typed. */
export interface LimitsForm {
	/** `YYYY-MM-DDTHH:MM` by the workspace's clock; `''`: at once, and without end. */
	opensAt: string;
	closesAt: string;
	maximum: string;
	quotas: { field: string; value: string; maximum: string }[];
	once: boolean;
	pin: string;
	invited: boolean;
}

/** What is wrong with it; `quota` is which one, from 0. */
export type LimitsProblem =
	| { readonly field: 'closesAt' | 'maximum' | 'pin' }
	| { readonly field: 'quota'; readonly quota: number; readonly why: 'number' | 'value' | 'twice' };

export interface LimitsInput {
	readonly opensAt: string | null;
	readonly closesAt: string | null;
	readonly limits: CollectorLimits;
}

export function limitsForm(
	{ opensAt, closesAt, limits }: Pick<Way, 'opensAt' | 'closesAt' | 'limits'>,
	zone: string
): LimitsForm {
	return {
		opensAt: wallTime(opensAt, zone),
		closesAt: wallTime(closesAt, zone),
		maximum: limits.maximum === null ? '' : String(limits.maximum),
		quotas: limits.quotas.map((quota) => ({ ...quota, maximum: String(quota.maximum) })),
		once: limits.once,
		pin: limits.pin ?? '',
		invited: limits.invited
	};
}

/** What is to be stored, or the first thing that is wrong. */
export function limitsInput(form: LimitsForm, zone: string): LimitsInput | LimitsProblem {
	const [opensAt, closesAt] = [instantAt(form.opensAt, zone), instantAt(form.closesAt, zone)];
	if (opensAt !== null && closesAt !== null && opensAt >= closesAt) return { field: 'closesAt' };
	const maximum = form.maximum.trim() === '' ? null : Number(form.maximum);
	if (!fits('maximum', maximum)) return { field: 'maximum' };
	const quotas = form.quotas.map(({ field, value, maximum }) => ({
		field,
		value: value.trim(),
		maximum: Number(maximum)
	}));
	for (const [quota, one] of quotas.entries()) {
		if (one.value === '') return { field: 'quota', quota, why: 'value' };
		if (form.quotas[quota]!.maximum.trim() === '' || !fits('maximum', one.maximum))
			return { field: 'quota', quota, why: 'number' };
		if (quotas.findIndex((other) => other.field === one.field && other.value === one.value) < quota)
			return { field: 'quota', quota, why: 'twice' };
	}
	const pin = form.pin.trim() === '' ? null : form.pin.trim();
	if (!fits('pin', pin)) return { field: 'pin' };
	return { opensAt, closesAt, limits: { maximum, quotas, once: form.once, pin, invited: form.invited } };
}

const fits = (field: 'maximum' | 'pin', value: unknown): boolean => v.is(CollectorLimitsSchema.entries[field], value);

const wallTime = (instant: string | null, zone: string): string =>
	instant === null ? '' : wallClockIn(zone, new Date(instant)).slice(0, 16).replace(' ', 'T');

/** An hour that a clock change leaves out is the one after it. */
function instantAt(wall: string, zone: string): string | null {
	const asUtc = wall === '' ? NaN : Date.parse(`${wall}Z`);
	return Number.isNaN(asUtc) ? null : new Date(asUtc - offsetAt(asUtc, zone)).toISOString();
}
