import {
	breakDays,
	eachStep,
	stepFor,
	targetsOfPoints,
	total,
	type MetricDefinition,
	type ResultWindow,
	type TargetStep,
	type TrendPoint,
	type TrendStep,
	type TrendView
} from '#domain/metrics/index.ts';
import { leftOutOf, type Narrowing } from './narrowed.ts';
import { countsByTime, type Narrowed } from './repo/scores.ts';
import type { Trx } from '../../db/scope.ts';
import { cellsOf } from './cells.ts';
import { toScores } from './score-views.ts';
import { targetsOverTime } from './targets-over-time.ts';
import { wantedAt, wantedIn } from './wanted.ts';
import { targetsUntil, type Rules } from './window.ts';

/** One series of a touchpoint over time, with the wordings that it took the place of. */
export async function trendOf(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	definition: MetricDefinition,
	rules: Rules,
	chosen: Narrowing,
	step: TrendStep = stepFor(rules.window)
): Promise<TrendView> {
	const { window } = rules;
	const { metric } = definition;
	const cells = await cellsOf(trx, workspaceId, [touchpointId], rules, chosen, metric);
	const own = cells.find(({ counted }) => counted.definition.id === definition.id)?.counted;
	const wanted = (await wantedAt(trx, workspaceId, [touchpointId], targetsUntil(rules)))(touchpointId, definition);
	const targets = await targetsOverTime(trx, workspaceId, touchpointId, definition, window);
	// Another survey that is asked beside this one is no earlier wording of it.
	const earlier = cells
		.map(({ counted }) => counted)
		.filter((one) => one.definition.id !== definition.id && !one.current && total(one.histogram) > 0)
		.sort((a, b) => (b.until ?? '').localeCompare(a.until ?? ''));
	const points = await pointsOf(trx, workspaceId, touchpointId, [definition, ...earlier.map((one) => one.definition)], {
		window,
		step,
		rules,
		chosen,
		targets
	});
	return {
		window,
		step,
		definition: definition.id,
		metric,
		target: wantedIn(definition, wanted, 'touchpoint').target,
		targets,
		days: points.get(definition.id)!,
		earlier: earlier.map((one) => ({
			definition: one.definition.id,
			wording: one.definition.wording,
			since: one.since,
			until: one.until,
			days: points.get(one.definition.id)!
		})),
		breaks: breakDays(own ? [own, ...earlier] : earlier, window)
	};
}

async function pointsOf(
	trx: Trx,
	workspaceId: string,
	touchpointId: string,
	definitions: readonly MetricDefinition[],
	given: {
		window: ResultWindow;
		step: TrendStep;
		rules: Rules;
		chosen: Narrowing;
		targets: readonly TargetStep[];
	}
): Promise<Map<string, TrendPoint[]>> {
	const { window, step, rules, chosen, targets } = given;
	const key = (one: { definitionId: string; day: string }) => `${one.definitionId}/${one.day}`;
	const ids = definitions.map(({ id }) => id);
	const histograms = async (of: Narrowed) => {
		const rows = await countsByTime(trx, workspaceId, touchpointId, ids, window, step, of);
		return new Map(rows.map((row) => [key(row), row.histogram]));
	};
	const shown = await histograms(chosen.narrowed);
	const wider: Awaited<ReturnType<typeof histograms>>[] = [];
	for (const one of chosen.wider) wider.push(await histograms(one));
	const steps = eachStep(window.from, window.to, step);
	const held = targetsOfPoints(
		steps.map((day) => ({ day })),
		targets,
		definitions[0]!.target
	);
	return new Map(
		definitions.map((definition) => [
			definition.id,
			steps.map((start, i) => {
				const at = key({ definitionId: definition.id, day: start });
				const histogram = shown.get(at) ?? [];
				const leftOut = leftOutOf(
					total(histogram),
					wider.map((all) => total(all.get(at) ?? []))
				);
				const state = { current: true, currentN: 0, since: null, until: null };
				const judged = { ...definition, target: held[i]! };
				const [made] = toScores([{ definition: judged, histogram, before: [], leftOut, ...state }], rules);
				const { n, value, low, high, judgement } = made!;
				return { day: start < window.from ? window.from : start, n, value, low, high, judgement };
			})
		])
	);
}
