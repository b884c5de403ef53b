import { hiddenNumber, isShown, seriesStates, seriesUses, summary, type NumberView } from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { numberDefinitionIds, numberDefinitionsById } from '../surveys/repo/number-definitions.ts';
import { leftOutOf, type Narrowing } from './narrowed.ts';
import { numberSliceTotals, sketchesOf, type AskedNumbers, type TouchpointNumbers } from './repo/numbers.ts';
import { askedHistory } from './repo/series.ts';
import type { Trx } from '../../db/scope.ts';
import { wholes } from './repo/window-counts.ts';
import { tells } from './score-views.ts';
import type { Rules } from './window.ts';

/**
 * The numbers that people typed at touchpoints, by touchpoint: what is asked now first, in the order in which it came to be
 * asked. The minimum holds as for scores, under a filter against what it left out and the slices beside it, too.
 */
export async function numbersOf(
	trx: Trx,
	workspaceId: string,
	ids: readonly string[],
	{ window, minN, now }: Rules,
	chosen: Narrowing
): Promise<Record<string, NumberView[]>> {
	const asked = { touchpointIds: ids, definitionIds: await numberDefinitionIds(trx, workspaceId) };
	const typed = await sketchesOf(trx, workspaceId, asked, window, chosen.narrowed);
	if (typed.length === 0) return {};
	const beside = await besideOf(trx, workspaceId, asked, window, chosen);
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
				const shown = isShown({ n }, { minN }) && !tells(beside(one), minN);
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

/** What a filter left out of each number, and the slices that can be chosen in its place. */
async function besideOf(
	trx: Trx,
	workspaceId: string,
	asked: AskedNumbers,
	window: Rules['window'],
	{ wider, slice }: Narrowing
): Promise<(one: TouchpointNumbers) => Parameters<typeof tells>[0]> {
	const slices = slice === undefined ? [] : await numberSliceTotals(trx, workspaceId, asked, window, slice.by);
	const slicesAt = Map.groupBy(slices, keyOf);
	const all: Map<string, number>[] = [];
	if (slice !== undefined) all.push(new Map(wholes(slices).map((whole) => [keyOf(whole), whole.n])));
	else
		for (const choice of wider) {
			const found = await sketchesOf(trx, workspaceId, asked, window, choice);
			all.push(new Map(found.map((cell) => [keyOf(cell), cell.sketch.n])));
		}
	return (one) => {
		const ns = all.map((counts) => counts.get(keyOf(one)) ?? 0);
		return {
			leftOut: leftOutOf(one.sketch.n, ns),
			sliced: slice && {
				chosen: slice.chosen,
				slices: new Map((slicesAt.get(keyOf(one)) ?? []).map((of) => [of.slice, of.n])),
				all: ns[0] ?? 0
			}
		};
	};
}

const keyOf = (one: Pick<TouchpointNumbers, 'touchpointId' | 'definitionId'>): string =>
	`${one.touchpointId}/${one.definitionId}`;
