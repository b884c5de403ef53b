import type { Actor } from '#domain/access/index.ts';
import type { Bus } from '../../bus/index.ts';
import { authorize } from '../shared/guard.ts';

/** Somebody who looks at numbers of the whole workspace. */
export interface PulseWatcher {
	/** Numbers may look otherwise now. */
	changed(): void;
	/** What this person may do may be otherwise now. */
	recheck(): void;
	/** They opened newer ones. */
	tooMany(): void;
}

/** That numbers of a workspace changed: not which, and not how. Pages that show many ask for theirs. */
export interface Pulse {
	/** @returns stop */
	watch(actor: Actor | null, watcher: PulseWatcher): () => void;
}

/** Streams that one person may have open in this process; one more ends the oldest. */
const STREAMS_PER_PERSON = 20;

export function createPulse({ bus }: { readonly bus: Pick<Bus, 'subscribe'> }): Pulse {
	const seats = createSeats(STREAMS_PER_PERSON);
	return {
		watch(actor, watcher) {
			authorize(actor, 'result.view');
			const { workspaceId, userId } = actor;
			const unsubscribe = bus.subscribe(workspaceId, {
				message(heard) {
					if (movesNumbers(heard.kind)) watcher.changed();
					if (heard.kind === 'access' && (heard.userId === null || heard.userId === userId)) watcher.recheck();
				},
				gap() {
					watcher.changed();
					watcher.recheck();
				}
			});
			const leave = seats.take(userId, () => watcher.tooMany());
			return () => {
				leave();
				unsubscribe();
			};
		}
	};
}

export const movesNumbers = (kind: string): boolean => kind === 'score' || kind === 'placed' || kind === 'deleted';

/** So many places a key; whoever takes one more sends the oldest away. */
export function createSeats(most: number) {
	const taken = new Map<string, Set<() => void>>();
	return {
		take(key: string, away: () => void): () => void {
			const seat = (): void => away();
			const mine = taken.get(key) ?? new Set();
			taken.set(key, mine.add(seat));
			const leave = (): void => {
				mine.delete(seat);
				if (mine.size === 0 && taken.get(key) === mine) taken.delete(key);
			};
			for (const oldest of [...mine].slice(0, Math.max(0, mine.size - most))) {
				mine.delete(oldest);
				oldest();
			}
			return leave;
		}
	};
}
