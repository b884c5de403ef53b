import type { JourneySnapshot } from './snapshot.ts';

/** Held weakly: a snapshot must not keep all that were before it. */
const before = new WeakMap<JourneySnapshot, WeakRef<JourneySnapshot>>();

/** Notes that a snapshot was made from another, with which it shares what did not change. */
export function follows(snapshot: JourneySnapshot, previous: JourneySnapshot): void {
	if (snapshot !== previous) before.set(snapshot, new WeakRef(previous));
}

/** The snapshot that this one was made from, while anybody has it. */
export const previousOf = (snapshot: JourneySnapshot): JourneySnapshot | undefined => before.get(snapshot)?.deref();
