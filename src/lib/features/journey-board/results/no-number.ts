import { m } from '#lib/paraglide/messages.js';
import type { Board } from '../state/board.svelte.ts';

/** Why a touchpoint shows no number: not asked, asked something else, or nobody answered yet. */
export function noNumber(board: Board, touchpointId: string): string {
	const { metric, data } = board.results;
	const others = data.touchpoints[touchpointId] ?? [];
	if (others.length > 0 && metric !== 'all' && metric !== 'none')
		return m.results_other_metric({ metric: m.kind_metric({ kind: metric }) });
	if (others.length > 0 || board.surveys.state !== 'ready' || board.surveys.of(touchpointId).length > 0)
		return m.results_none();
	return m.results_not_asked();
}
