import type { JourneyKey } from './repo/projection.ts';

export interface FollowerDeps {
	readonly project: (workspaceId: string, journeyId: string) => Promise<void>;
	readonly log: { error(fields: object, message: string): void };
	/** Waits between tries in ms; the last one repeats. */
	readonly delays?: readonly number[];
}

export interface Follower {
	/**
	 * A document changed: its view is written, tried again until that works. Resolves after the first try; false: that
	 * one failed.
	 */
	changed(key: JourneyKey): Promise<boolean>;
	/** Journeys whose view is behind right now. */
	readonly behind: number;
	/** Stops trying; the next start finds what is left (`staleJourneys`). */
	close(): void;
}

/** Keeps the relational view of the journeys going while the database comes and goes. */
export function createFollower({ project, log, delays = [500, 2000, 10_000, 60_000] }: FollowerDeps): Follower {
	const waiting = new Map<string, NodeJS.Timeout>();
	let closed = false;

	async function attempt(key: JourneyKey, tries: number): Promise<boolean> {
		const name = `${key.workspaceId}/${key.journeyId}`;
		clearTimeout(waiting.get(name));
		waiting.delete(name);
		try {
			await project(key.workspaceId, key.journeyId);
			return true;
		} catch (error) {
			log.error(
				{ err: error, journey: key.journeyId, tries: tries + 1 },
				'the view of a journey could not be written, it will be tried again'
			);
			// A newer change may have taken over meanwhile: its own timer is enough.
			if (closed || waiting.has(name)) return false;
			const delay = delays[Math.min(tries, delays.length - 1)]!;
			waiting.set(
				name,
				setTimeout(() => void attempt(key, tries + 1), delay)
			);
			return false;
		}
	}

	return {
		changed: (key) => attempt(key, 0),
		get behind() {
			return waiting.size;
		},
		close() {
			closed = true;
			for (const timer of waiting.values()) clearTimeout(timer);
			waiting.clear();
		}
	};
}
