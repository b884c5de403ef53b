import type { Day } from '../shared/days.ts';
import type { SettingSource } from './setting.ts';

/** Something was set; null: taken back. */
export interface TargetChange {
	readonly from: SettingSource;
	readonly day: Day;
	readonly target: number | null;
}

/** From this day on, until the next. */
export interface TargetStep {
	readonly from: Day;
	readonly target: number;
}

/** The nearest first. */
const nearest: readonly SettingSource[] = ['touchpoint', 'scene', 'journey', 'definition'];

/**
 * Which target held when, over some days: a day is judged by what was wanted on it, not by what is wanted now. A target holds
 * from the beginning of the day on which it was set.
 * @param changes in the order in which they were made
 * @param born what held before anything was set
 */
export function targetSteps(
	changes: readonly TargetChange[],
	born: number,
	{ from, to }: { readonly from: Day; readonly to: Day }
): TargetStep[] {
	const held = new Map<SettingSource, number | null>();
	const now = (): number => nearest.map((one) => held.get(one) ?? null).find((one) => one !== null) ?? born;
	const steps: TargetStep[] = [{ from, target: born }];
	for (const change of changes) {
		if (change.day > to) break;
		held.set(change.from, change.target);
		const day = change.day < from ? from : change.day;
		if (steps.at(-1)!.from === day) steps.pop();
		if (steps.at(-1)?.target !== now()) steps.push({ from: day, target: now() });
	}
	return steps;
}

/** The target that each point of a trend is held against: what held at the end of its day, week or month. */
export const targetsOfPoints = (
	points: readonly { readonly day: Day }[],
	steps: readonly TargetStep[],
	target: number
): number[] =>
	points.map((_, at) => {
		const next = points[at + 1]?.day;
		return steps.findLast(({ from }) => next === undefined || from < next)?.target ?? target;
	});
