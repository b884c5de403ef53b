import type { Id } from '../shared/ids.ts';
import type { LocalText } from '../shared/locale.ts';
import {
	defaultScale,
	hasScale,
	metricKind,
	type BoxRule,
	type Direction,
	type MetricId,
	type Scale
} from './definitions/index.ts';

/**
 * What a number means, for ever. Wording, scale, box rule and direction are locked once answers exist;
 * changing one of them makes a new definition with a new id, and with it a new series.
 * `target` and `margin` are judgements about the number, not part of its meaning: they may change.
 */
export interface MetricDefinition {
	readonly id: Id;
	readonly metric: MetricId;
	readonly scale: Scale;
	/** The question as it was asked. */
	readonly wording: LocalText;
	readonly boxRule: BoxRule | null;
	readonly direction: Direction;
	/** In units of the value: NPS points, %, or scale points. */
	readonly target: number;
	readonly margin: number;
}

/** The parts that make a series; two definitions that differ here are never added together. */
export type LockedPart = Pick<MetricDefinition, 'metric' | 'scale' | 'wording' | 'boxRule' | 'direction'>;

/**
 * A definition with the kind's own rules filled in.
 * @throws RangeError when the kind cannot be asked on that scale (a programming error: inputs are parsed before)
 */
export function newDefinition(
	given: Pick<MetricDefinition, 'id' | 'metric' | 'wording'> &
		Partial<Pick<MetricDefinition, 'scale' | 'target' | 'margin'>>
): MetricDefinition {
	const kind = metricKind(given.metric);
	const scale = given.scale ?? defaultScale(given.metric);
	if (!hasScale(kind, scale)) throw new RangeError(`${given.metric} has no scale ${scale.min}–${scale.max}`);
	return {
		id: given.id,
		metric: given.metric,
		scale,
		wording: given.wording,
		boxRule: kind.boxRule(scale),
		direction: kind.direction,
		target: given.target ?? kind.defaultTarget(scale),
		margin: given.margin ?? kind.margin
	};
}

/** Do two definitions make the same series? */
export const sameSeries = (a: LockedPart, b: LockedPart): boolean =>
	a.metric === b.metric &&
	a.direction === b.direction &&
	a.scale.min === b.scale.min &&
	a.scale.max === b.scale.max &&
	sameBoxRule(a.boxRule, b.boxRule) &&
	sameWording(a.wording, b.wording);

function sameBoxRule(a: BoxRule | null, b: BoxRule | null): boolean {
	if (a === null || b === null) return a === b;
	return sameRange(a.hits, b.hits) && sameRange(a.misses, b.misses);
}

const sameRange = (a?: readonly [number, number], b?: readonly [number, number]): boolean =>
	a === b || (a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]);

const sameWording = (a: LocalText, b: LocalText): boolean =>
	[...new Set([...Object.keys(a), ...Object.keys(b)])].every(
		(locale) => a[locale as keyof LocalText] === b[locale as keyof LocalText]
	);
