import { keyText, type DocumentKey } from '../../documents/store.ts';
import type { Log } from '../../platform/log.ts';

interface Due {
	readonly key: DocumentKey;
	readonly kind: string;
	readonly timer: NodeJS.Timeout;
	/** Its time has come while the document was told about. */
	waits: boolean;
}

/**
 * Tells the projection about documents that grew: some time after the first of a run of edits, so that a person
 * who types costs a few projections a second at most, and nobody waits longer than that.
 */
export class Changes {
	readonly #after: number;
	readonly #tell: (key: DocumentKey, kind: string) => Promise<void> | void;
	readonly #onFailed: (key: DocumentKey) => void;
	readonly #log: Log;
	readonly #timers = new Map<string, Due>();
	/** One after the other for each document: what takes longer than the time between two must not pile up. */
	readonly #telling = new Map<string, Promise<void>>();

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
		this.#timers.set(text, { key, kind, timer: setTimeout(() => this.#now(text), this.#after), waits: false });
	}

	/** Tells what is due at once, and waits for it. */
	async flush(): Promise<void> {
		while (this.#timers.size + this.#telling.size > 0) {
			for (const text of [...this.#timers.keys()]) this.#now(text);
			await Promise.all(this.#telling.values());
		}
	}

	#now(text: string): void {
		const due = this.#timers.get(text);
		if (!due) return;
		clearTimeout(due.timer);
		if (this.#telling.has(text)) {
			due.waits = true;
			return;
		}
		this.#timers.delete(text);
		const told = this.#say(due.key, due.kind).then(() => {
			this.#telling.delete(text);
			if (this.#timers.get(text)?.waits === true) this.#now(text);
		});
		this.#telling.set(text, told);
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
