import { onDestroy } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';
import type { Board } from './state/board.svelte.ts';
import { take } from './state/perform.ts';

/**
 * Says that something went and offers to take it back, until the next step: from then on "undo" would mean that one.
 * A board that has stopped takes nothing back.
 * Call it while a component is set up, since the offer goes with it.
 */
export function undoOffer(board: Board, toasts: Toasts): (n: number) => void {
	let offer = $state.raw<{ readonly toast: number; readonly step: number } | null>(null);

	function end() {
		if (offer) toasts.close(offer.toast);
		offer = null;
	}
	$effect(() => {
		if (offer && (offer.step !== board.steps || !board.canEdit)) end();
	});
	onDestroy(end);

	return (n) => {
		if (n === 0) return;
		end();
		const action = { label: m.board_undo(), run: () => take(board, 'undo') };
		offer = { toast: toasts.show(m.board_deleted({ n }), { action }), step: board.steps };
	};
}
