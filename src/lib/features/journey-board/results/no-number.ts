import { touchpointsOf, type Scene, type Touchpoint } from '#domain/journey/index.ts';
import { formatCount } from '#lib/charts/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Board } from '../state/board.svelte.ts';
import type { Elsewhere } from './board-results.ts';

/** "9,273 earlier": what other days have. */
export function elsewhereText({ before, after }: Elsewhere): string {
	const count = (n: number) => formatCount(n, getLocale());
	if (before > 0 && after > 0) return m.results_elsewhere_both({ before: count(before), after: count(after) });
	return before > 0 ? m.results_elsewhere_before({ n: count(before) }) : m.results_elsewhere_after({ n: count(after) });
}

/** Why a touchpoint shows no number: not asked, asked something else, answered on other days, or not answered yet. */
export function noNumber(board: Board, touchpointId: string): string {
	const { metric, data } = board.results;
	const elsewhere = board.results.elsewhere(touchpointId);
	if (elsewhere) return m.results_none_here_with({ elsewhere: elsewhereText(elsewhere) });
	const others = [...(data.touchpoints[touchpointId] ?? []), ...(data.outside?.[touchpointId] ?? [])];
	if (metric !== 'all' && metric !== 'none' && board.surveys.state === 'ready') {
		if (board.surveys.askedBy(metric).has(touchpointId)) return m.results_none();
		if (board.surveys.of(touchpointId).length > 0)
			return m.results_other_metric({ metric: m.kind_metric({ kind: metric }) });
	}
	if (others.length > 0 && metric !== 'all' && metric !== 'none')
		return m.results_other_metric({ metric: m.kind_metric({ kind: metric }) });
	if (others.length > 0 || board.surveys.state !== 'ready' || board.surveys.of(touchpointId).length > 0)
		return m.results_none();
	return m.results_not_asked();
}

/** The same for a scene: a touchpoint that was answered on other days says so for it. */
export function noSceneNumber(board: Board, scene: Scene): string {
	if (board.dims(scene)) return '–';
	const touchpoints = touchpointsOf(board.map, scene.id);
	if (touchpoints.some(({ id }) => board.results.elsewhere(id) !== null)) return m.results_none_here();
	const asked = ({ id }: Touchpoint) =>
		board.surveys.of(id).length > 0 || (board.results.data.touchpoints[id]?.length ?? 0) > 0;
	return board.surveys.state !== 'ready' || touchpoints.some(asked) ? m.results_none() : m.results_not_asked();
}
