import { hiddenNumber, isShown, seriesStates, seriesUses, summary, type NumberView } from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { numberDefinitionsById } from '../surveys/repo/number-definitions.ts';
import { leftOutOf, type Narrowing } from './narrowed.ts';
import { sketchesOf, type TouchpointNumbers } from './repo/numbers.ts';
import { askedHistory } from './repo/series.ts';
import type { Trx } from '../../db/scope.ts';
import { tellsTooMuch } from './score-views.ts';
import type { Rules } from './window.ts';

/**
 * The numbers that people typed at touchpoints, by touchpoint: what is asked now first, in the order in which it came to be
 * asked. The minimum holds as for scores, under a filter against what it left out too.
 */
export async function numbersOf(
	trx: Trx,
	workspaceId: string,
	ids: readonly string[],
	{ window, minN, now }: Rules,
	{ narrowed, wider }: Narrowing
): Promise<Record<string, NumberView[]>> {
	const typed = await sketchesOf(trx, workspaceId, ids, window, narrowed);
	if (typed.length === 0) return {};
	const widerCounts: Map<string, number>[] = [];
	for (const one of wider) {
		const all = await sketchesOf(trx, workspaceId, ids, window, one);
		widerCounts.push(new Map(all.map((cell) => [keyOf(cell), cell.sketch.n])));
	}
	const touchpoints = [...new Set(typed.map(({ touchpointId }) => touchpointId))];
	const definitions = await numberDefinitionsById(trx, workspaceId, [
		...new Set(typed.map(({ definitionId }) => definitionId))
	]);
	const history = await askedHistory(trx, workspaceId, touchpoints, now);
	const of = (touchpointId: string): NumberView[] => {
		const own = typed.filter((one) => one.touchpointId === touchpointId);
		// Two questions for numbers stand beside each other: none takes the other's place but by its own wording.
		const series = own.map(({ definitionId }) => ({ definitionId, metric: definitionId }));
		const uses = seriesUses(history.by.get(touchpointId) ?? [], history.versions);
		const states = seriesStates(series, uses, (instant) => dayIn(window.timeZone, instant));
		return own
			.flatMap((one): NumberView[] => {
				const definition = definitions.get(one.definitionId);
				if (!definition) return [];
				const { id, ...asked } = definition;
				const { n } = one.sketch;
				const leftOut = leftOutOf(
					n,
					widerCounts.map((all) => all.get(keyOf(one)) ?? 0)
				);
				const shown = isShown({ n }, { minN }) && !tellsTooMuch(leftOut, minN);
				return [
					{
						definition: id,
						...asked,
						...states.get(id)!,
						n,
						...(shown ? summary(one.sketch, definition) : hiddenNumber)
					}
				];
			})
			.sort((a, b) => Number(b.current) - Number(a.current) || (a.definition < b.definition ? -1 : 1));
	};
	return Object.fromEntries(touchpoints.map((id) => [id, of(id)]));
}

const keyOf = (one: Omit<TouchpointNumbers, 'sketch'>): string => `${one.touchpointId}/${one.definitionId}`;
