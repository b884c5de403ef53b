import type { LinesView } from '#contract/results.ts';
import { eachStep, isShown, lineStep, score, total, type Histogram } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import type { Lines } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import { notFound } from '../../platform/errors.ts';
import { journeyExists, touchpointsOf } from '../journeys/repo/touchpoints.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import type { Asked } from './journey-counts.ts';
import { leftOutOf, narrowing } from './narrowed.ts';
import { countsBySteps, type StepCounts } from './repo/lines.ts';
import { firstDayOf, type Narrowed } from './repo/scores.ts';
import { tellsTooMuch } from './score-views.ts';
import { rulesOf } from './window.ts';

/**
 * Some touchpoints of a map over time, for the small lines on their cards: values, no intervals.
 * @throws AppError 404 for an unknown journey
 */
export async function linesOf(
	{ trx, workspaceId, now }: Asked,
	journeyId: string,
	filter: v.InferOutput<typeof Lines>
): Promise<LinesView> {
	if (!isId(journeyId) || !(await journeyExists(trx, workspaceId, journeyId))) throw notFound();
	const placed = (await touchpointsOf(trx, workspaceId, [journeyId])).map(({ id }) => id);
	const wanted = new Set(filter.touchpoints);
	const ids = placed.filter((id) => wanted.has(id));
	const { window, minN } = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, placed));
	// Of the whole map, as its numbers are: a place is the same one for all of them.
	const { narrowed, wider } = await narrowing(trx, workspaceId, placed, filter);
	const step = lineStep(window);
	const read = async (of: Narrowed): Promise<StepCounts[]> =>
		ids.length === 0 ? [] : countsBySteps(trx, workspaceId, ids, window, step, of);
	const counts = await read(narrowed);
	const all: Map<string, Histogram>[] = [];
	for (const one of wider) all.push(new Map((await read(one)).map((row) => [keyOf(row), row.histogram])));
	const definitions = await definitionsById(trx, workspaceId, [...new Set(counts.map((row) => row.definitionId))]);
	const steps = eachStep(window.from, window.to, step);
	const at = new Map(steps.map((day, index) => [day, index]));
	const lines: Record<string, Record<string, (number | null)[]>> = {};
	for (const row of counts) {
		const definition = definitions.get(row.definitionId);
		if (!definition || (filter.metric !== undefined && definition.metric !== filter.metric)) continue;
		const n = total(row.histogram);
		const leftOut = leftOutOf(
			n,
			all.map((one) => total(one.get(keyOf(row)) ?? []))
		);
		const made = score(definition, row.histogram);
		if (!isShown(made, { minN }) || tellsTooMuch(leftOut, minN)) continue;
		const own = (lines[row.touchpointId] ??= {});
		const values = (own[row.definitionId] ??= steps.map(() => null));
		values[at.get(row.day)!] = made.value;
	}
	return { window, step, lines };
}

const keyOf = ({ touchpointId, definitionId, day }: StepCounts): string => `${touchpointId}/${definitionId}/${day}`;
