/**
 * What a page keeps on the device so that an answer survives a dead network, a reload or a crash – under the response
 * id it was first given, so that it counts once however often it is sent. Removed as soon as the server has it.
 */
export interface Kept {
	readonly response: string;
	/** The form's fields as it would send them; programs before this one kept one text a name. Both make a `URLSearchParams`. */
	readonly values: [string, string][] | Record<string, string>;
	/** Somebody pressed send: keep trying. Otherwise it is half-typed. */
	readonly sent: boolean;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** The part of Storage that is used. In some browsers every call throws: then nothing is kept, and the page works. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Half-typed answers are forgotten sooner: somebody else may hold the phone. */
const DRAFT_MS = 60 * 60_000;
const SENT_MS = 7 * 24 * 60 * 60_000;

export function createKeptAnswer(store: () => Store, code: string, now: () => number) {
	const key = `wayfelt:${code}`;
	const attempt = <T>(work: (store: Store) => T): T | null => {
		try {
			return work(store());
		} catch {
			return null;
		}
	};
	const forget = (): void => void attempt((some) => some.removeItem(key));

	return {
		keep: (kept: Omit<Kept, 'at'>): void =>
			void attempt((some) => some.setItem(key, JSON.stringify({ ...kept, at: now() }))),
		forget,
		/** What was kept here and is still of use. */
		recall(): Kept | null {
			const kept = attempt((some) => JSON.parse(some.getItem(key) ?? 'null') as Kept | null);
			if (kept === null) return null;
			if (now() - kept.at < (kept.sent ? SENT_MS : DRAFT_MS)) return kept;
			forget();
			return null;
		}
	};
}
