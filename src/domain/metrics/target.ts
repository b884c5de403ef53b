import * as v from 'valibot';
import { issue, type Issue } from '../shared/result.ts';
import { metricKind, type MetricId, type Scale } from './definitions/index.ts';

/** What a value can be at least and at most, in its own unit: NPS points, %, points of the scale. */
export function valueRange(metric: MetricId, scale: Scale): Scale {
	switch (metricKind(metric).valueKind) {
		case 'nps':
			return { min: -100, max: 100 };
		case 'share':
			return { min: 0, max: 100 };
		case 'mean':
			return scale;
	}
}

const finite = v.pipe(v.number(), v.finite());

/** What is wanted of a number, in its own unit. `margin`: the distance from which a judgement is strong. */
export const TargetInput = v.strictObject({
	target: finite,
	margin: v.optional(finite),
	seen: v.pipe(
		v.optional(v.strictObject({ target: finite, margin: finite })),
		v.description('What held when it was decided: 409 `setting_changed` when something else does by now.')
	)
});
export type TargetInput = v.InferOutput<typeof TargetInput>;

/** What is wrong with a target: one that no answers could reach or miss, a margin that is none or wider than the scale. */
export function targetIssues(
	metric: MetricId,
	scale: Scale,
	{ target, margin }: Pick<TargetInput, 'target' | 'margin'>
): Issue[] {
	const { min, max } = valueRange(metric, scale);
	return [
		...(target < min || target > max ? [issue('out_of_range', ['target'], { min, max })] : []),
		...(margin !== undefined && (margin <= 0 || margin > max - min)
			? [issue('out_of_range', ['margin'], { min: 0, max: max - min })]
			: [])
	];
}
