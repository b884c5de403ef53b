import { untrack } from 'svelte';
import { notTooOften, READING_PACE } from './not-too-often.ts';
import type { Results } from './results.svelte.ts';

interface Followed {
	readonly touchpointId: () => string;
	/** What else is shown: another one is loaded at once. */
	readonly what?: () => unknown;
	readonly load: () => void;
	/** What is shown is there already: only what happens from now on is loaded. */
	readonly loaded?: boolean;
}

/** In a component: loads what it shows of a touchpoint, and again when something happened there. */
export function followTouchpoint(results: Pick<Results, 'happenedAt'>, followed: Followed): void {
	const again = notTooOften(() => followed.load(), READING_PACE);
	let known: { readonly touchpointId: string; readonly what: unknown; readonly happened: number } | null = null;
	$effect(() => {
		const touchpointId = followed.touchpointId();
		const what = followed.what?.();
		const happened = results.happenedAt(touchpointId);
		untrack(() => {
			const same = known?.touchpointId === touchpointId && known.what === what;
			const isFirst = known === null;
			const more = known?.happened !== happened;
			known = { touchpointId, what, happened };
			if (same) return more ? again.ask() : undefined;
			if (!isFirst || followed.loaded !== true) followed.load();
		});
	});
	$effect(() => () => again.stop());
}
