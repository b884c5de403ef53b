import type { Waiting, Waitings } from './waiting-answers.ts';

/** As many as the server takes at once (`KIOSK_BATCH`). */
const AT_ONCE = 20;
const LONGEST_WAIT = 60_000;
const PATIENCE = 20_000;

/** Hands in what waits, again and again until the server says of each that it has it. */
export interface HandIn {
	/** Now, also when it was to wait for a while. Resolves when nothing can be done for the moment. */
	now(): Promise<void>;
}

/**
 * @param told how many answers still wait
 * @param ended nobody may answer any more, says the server
 */
export function createHandIn(
	code: string,
	waitings: Waitings,
	told: (waiting: number) => void,
	ended: () => void
): HandIn {
	let timer = 0;
	let failures = 0;
	let under: Promise<void> | null = null;
	let again = false;

	async function some(): Promise<boolean> {
		const all = await waitings.all();
		told(all.filter(({ fields }) => fields !== null).length);
		if (all.length === 0) return false;
		const stop = new AbortController();
		const patience = setTimeout(() => stop.abort(), PATIENCE);
		try {
			const answer = await fetch(`/s/${code}/kiosk`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ items: all.slice(0, AT_ONCE).map(({ code: _, ...one }: Waiting) => one) }),
				signal: stop.signal
			});
			if (!answer.ok) throw new Error(String(answer.status));
			const { settled, open } = (await answer.json()) as { settled: string[]; open?: boolean };
			if (open === false) ended();
			// Nobody's sign-in page, and no server that takes none of them, is asked again at once.
			if (settled.length === 0) throw new Error('nothing settled');
			await waitings.remove(settled);
			return true;
		} finally {
			clearTimeout(patience);
		}
	}

	async function work(): Promise<void> {
		clearTimeout(timer);
		try {
			do again = false;
			while ((await some()) || again);
			failures = 0;
		} catch {
			// No network, or a server that cannot just now: they wait on.
			timer = window.setTimeout(() => void now(), Math.min(LONGEST_WAIT, 2000 * 2 ** failures++));
		}
	}

	function now(): Promise<void> {
		again = true;
		under ??= work().finally(() => (under = null));
		return under;
	}

	return { now };
}
