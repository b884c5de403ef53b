import { keyText, type DocumentKey } from './store.ts';

export interface FollowerDeps {
	/** `journey`, for the log. */
	readonly what: string;
	/** Writes what tables say of a document. */
	readonly project: (key: DocumentKey) => Promise<void>;
	readonly log: { error(fields: object, message: string): void };
	/** Waits between tries in ms; the last one repeats. */
	readonly delays?: readonly number[];
}

export interface Follower {
	/**
	 * A document changed: its view is written, tried again until that works. Resolves after the first try; false: that
	 * one failed.
	 */
	changed(key: DocumentKey): Promise<boolean>;
	/** Documents whose view is behind right now. */
	readonly behind: number;
	/** Stops trying; the next start finds what is left. */
	close(): void;
}

/** Keeps the relational view of documents going while the database comes and goes. */
export function createFollower({ what, project, log, delays = [500, 2000, 10_000, 60_000] }: FollowerDeps): Follower {
	const waiting = new Map<string, NodeJS.Timeout>();
	let closed = false;

	async function attempt(key: DocumentKey, tries: number): Promise<boolean> {
		const name = keyText(key);
		clearTimeout(waiting.get(name));
		waiting.delete(name);
		try {
			await project(key);
			return true;
		} catch (error) {
			log.error(
				{ err: error, [what]: key.documentId, tries: tries + 1 },
				`the view of a ${what} could not be written, it will be tried again`
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
