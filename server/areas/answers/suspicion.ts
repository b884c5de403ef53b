import type { MarkReason } from '#domain/survey/index.ts';
import { network } from '../../platform/addresses.ts';

/** What is known of an answer that a browser, or something like one, has sent. */
export interface Sent {
	readonly id: string;
	readonly collectorId: string;
	readonly address: string;
	/** When its form was loaded, from its ticket; null without one. */
	readonly issued: Date | null;
	/** Equal for equal answers. */
	readonly bodyHash: string;
}

export interface Suspicion {
	/** The reason to leave it out, and the earlier answers that turn out to be of the same making. */
	judge(sent: Sent): { mark: MarkReason | null; also: readonly string[] };
}

const MINUTE = 60_000;
/** A page must come, be read and be tapped: nobody does that in a second. A few may – a page that was opened twice. */
const QUICK_MS = 1000;
const QUICK_WINDOW = 10 * MINUTE;
const QUICK_ALLOWED = 20;
/** A hall behind one address sends some 2,000 a minute after the last curtain. */
const CROWD = 3000;
/** So many in a minute, nearly all of them equal: people differ. */
const EQUAL_FROM = 120;
const EQUAL_SHARE = 0.95;
const MOST_KEPT = 50_000;

interface Minute {
	readonly ends: number;
	total: number;
	readonly equal: Map<string, number>;
}

interface Quick {
	readonly ends: number;
	count: number;
	readonly ids: string[];
}

/**
 * Tells scripts from people by what people cannot do; an address alone is never a reason, since a shop, a train and a
 * whole mobile network share one. Counts in memory: after a restart it is kinder for some minutes.
 */
export function createSuspicion({ now }: { readonly now: () => Date }): Suspicion {
	const minutes = new Map<string, Minute>();
	const quicks = new Map<string, Quick>();

	return {
		judge({ id, collectorId, address, issued, bodyHash }) {
			const at = now().getTime();
			const key = `${collectorId} ${network(address)}`;
			const minute = current(minutes, key, at, () => ({
				ends: at + MINUTE,
				total: 0,
				equal: new Map<string, number>()
			}));
			minute.total++;
			const equal = (minute.equal.get(bodyHash) ?? 0) + 1;
			minute.equal.set(bodyHash, equal);

			if (issued === null) return { mark: 'no_ticket', also: [] };
			if (at - issued.getTime() < QUICK_MS) {
				const quick = current(quicks, key, at, () => ({ ends: at + QUICK_WINDOW, count: 0, ids: [] as string[] }));
				quick.count++;
				if (quick.count > QUICK_ALLOWED) return { mark: 'too_fast', also: quick.ids.splice(0) };
				quick.ids.push(id);
			}
			if (minute.total > CROWD) return { mark: 'flood', also: [] };
			if (minute.total >= EQUAL_FROM && equal >= minute.total * EQUAL_SHARE) return { mark: 'same', also: [] };
			return { mark: null, also: [] };
		}
	};
}

/** The window of a key, a new one when it has ended; the oldest windows go when there are very many. */
function current<W extends { readonly ends: number }>(
	kept: Map<string, W>,
	key: string,
	at: number,
	begin: () => W
): W {
	const found = kept.get(key);
	if (found && found.ends > at) return found;
	// A Map remembers the order of insertion, and windows of one kind are equally long: the first end first.
	kept.delete(key);
	for (const [old, { ends }] of kept) {
		if (ends > at && kept.size < MOST_KEPT) break;
		kept.delete(old);
	}
	const fresh = begin();
	kept.set(key, fresh);
	return fresh;
}
