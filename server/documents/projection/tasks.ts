import { keyText, type DocumentKey } from '../store.ts';

/** A document to be projected, and who waits for it. */
export interface Task {
	readonly key: DocumentKey;
	readonly done: PromiseWithResolvers<void>;
	urgent: boolean;
	/** The child ended while it was at this: it is tried once more, with nothing beside it. */
	suspect: boolean;
}

/** Documents that are projected at once. Of those for which nobody waits there is one among them at most. */
export const AT_ONCE = 3;

/** What is to be projected, and what is begun next: each document waits at most once. */
export class ProjectionTasks {
	readonly #waiting = new Map<string, Task>();
	readonly #begun = new Map<number, Task>();
	#lastId = 0;

	/** Documents that are being projected. */
	get begun(): readonly Task[] {
		return [...this.#begun.values()];
	}

	add(key: DocumentKey, urgent: boolean): Promise<void> {
		const name = keyText(key);
		// One that is not begun yet reads the document later than now: good for both.
		const task = this.#waiting.get(name) ?? { key, done: Promise.withResolvers<void>(), urgent, suspect: false };
		task.urgent ||= urgent;
		this.#waiting.set(name, task);
		return task.done.promise;
	}

	/** What is begun next, if anything may be. */
	choose(): Task | undefined {
		const { begun } = this;
		if (begun.length >= AT_ONCE || begun.some(({ suspect }) => suspect)) return undefined;
		const tasks = [...this.#waiting.values()];
		const first = tasks.find(({ suspect }) => suspect) ?? tasks.find(({ urgent }) => urgent) ?? tasks[0];
		if (first === undefined) return undefined;
		if (first.suspect) return begun.length === 0 ? first : undefined;
		return first.urgent || begun.every(({ urgent }) => urgent) ? first : undefined;
	}

	/** @returns the number by which the child will speak of it */
	begin(task: Task): number {
		this.#waiting.delete(keyText(task.key));
		this.#begun.set(++this.#lastId, task);
		return this.#lastId;
	}

	/** @param error null: it was projected */
	finish(id: number, error: unknown): void {
		const task = this.#begun.get(id);
		this.#begun.delete(id);
		if (error === null) task?.done.resolve();
		else task?.done.reject(error);
	}

	/**
	 * What was begun is to be begun again, once each: the child is gone.
	 * @param anew false: nothing is begun any more
	 */
	lose(error: Error, anew: boolean): void {
		for (const task of this.begun) {
			if (task.suspect || !anew) task.done.reject(error);
			else this.#again(task);
		}
		this.#begun.clear();
	}

	rejectWaiting(error: Error): void {
		for (const task of this.#waiting.values()) task.done.reject(error);
		this.#waiting.clear();
	}

	/** Whoever asked for the same meanwhile is served with it. */
	#again(task: Task): void {
		const name = keyText(task.key);
		const later = this.#waiting.get(name);
		if (later) task.done.resolve(later.done.promise);
		this.#waiting.set(name, { ...(later ?? task), urgent: task.urgent || later?.urgent === true, suspect: true });
	}
}
