import { keyText, type DocumentKey } from '../../documents/store.ts';
import type { Log } from '../../platform/log.ts';

/**
 * Tells the projection about documents that grew: some time after the first of a run of edits, so that a person
 * who types costs a few projections a second at most, and nobody waits longer than that.
 */
export class Changes {
	readonly #after: number;
	readonly #tell: (key: DocumentKey, kind: string) => Promise<void> | void;
	readonly #onFailed: (key: DocumentKey) => void;
	readonly #log: Log;
	readonly #timers = new Map<string, { key: DocumentKey; kind: string; timer: NodeJS.Timeout }>();
	readonly #telling = new Set<Promise<void>>();

	constructor(
		after: number,
		tell: (key: DocumentKey, kind: string) => Promise<void> | void,
		onFailed: (key: DocumentKey) => void,
		log: Log
	) {
		this.#after = after;
		this.#tell = tell;
		this.#onFailed = onFailed;
		this.#log = log;
	}

	add(key: DocumentKey, kind: string): void {
		const text = keyText(key);
		if (this.#timers.has(text)) return;
		this.#timers.set(text, { key, kind, timer: setTimeout(() => this.#now(text), this.#after) });
	}

	/** Tells what is due at once, and waits for it. */
	async flush(): Promise<void> {
		for (const text of [...this.#timers.keys()]) this.#now(text);
		await Promise.all(this.#telling);
	}

	#now(text: string): void {
		const due = this.#timers.get(text);
		if (!due) return;
		clearTimeout(due.timer);
		this.#timers.delete(text);
		const told: Promise<void> = this.#say(due.key, due.kind).finally(() => this.#telling.delete(told));
		this.#telling.add(told);
	}

	async #say(key: DocumentKey, kind: string): Promise<void> {
		try {
			await this.#tell(key, kind);
		} catch (error) {
			this.#log.error({ err: error, document: key.documentId }, 'collab: the projection of a document failed');
			this.#onFailed(key);
		}
	}
}
