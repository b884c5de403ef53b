import type { NumbersChanged, NumbersFollowed, Touched } from '#contract/live-numbers.ts';
import { changeBetween, partsOf, versionOf, type ResultsContent, type ResultsParts } from '#domain/metrics/index.ts';
import type { Follower } from './live.ts';

/** A board that has asked, and its asking. */
interface Asking {
	readonly follower: Follower;
	readonly ask: number;
}

/**
 * The numbers of a map as boards with the same days and departments show them: what was told last, and to whom. Each
 * change is worked out and written once, however many boards there are.
 */
export class NumbersView {
	/** Which stream of changes: boards notice by it that a process has forgotten it. */
	readonly id: string;
	readonly departments: readonly string[] | undefined;
	readonly #followers = new Set<Follower>();
	/** Who asked before the numbers were read. */
	readonly #waiting = new Map<Follower, number>();
	#seq = 0;
	#version = '';
	#parts: ResultsParts | null = null;
	results: ResultsContent | null = null;

	constructor(id: string, departments: readonly string[] | undefined) {
		this.id = id;
		this.departments = departments;
	}

	get isEmpty(): boolean {
		return this.#followers.size === 0 && this.#waiting.size === 0;
	}

	get isRead(): boolean {
		return this.#parts !== null;
	}

	/** Told at once when the numbers are known, else when they have been read. */
	join({ follower, ask }: Asking): void {
		if (this.isRead) this.#admit(follower, ask);
		else this.#waiting.set(follower, ask);
	}

	leave(follower: Follower): void {
		this.#followers.delete(follower);
		this.#waiting.delete(follower);
	}

	/** These are the numbers now: those who follow are told what is new, those who wait may begin. */
	show(results: ResultsContent, touched: readonly Touched[]): void {
		const parts = partsOf(results);
		const before = this.#parts;
		const rolled = this.results !== null && hasRolled(this.results.window, results.window);
		const change = before === null || rolled ? null : changeBetween(before, parts, results);
		this.#parts = parts;
		this.results = results;
		if (rolled || change !== null) this.#version = versionOf(parts);
		if (before === null) this.#version = versionOf(parts);
		for (const [follower, ask] of this.#waiting) this.#admit(follower, ask);
		this.#waiting.clear();
		if (change === null && !rolled && touched.length === 0) return;
		const changed: NumbersChanged = {
			view: this.id,
			seq: ++this.#seq,
			version: this.#version,
			window: results.window,
			change: rolled ? null : (change ?? {}),
			touched
		};
		for (const follower of this.#followers) follower.tell('numbers.changed', changed);
	}

	#admit(follower: Follower, ask: number): void {
		this.#followers.add(follower);
		const followed: NumbersFollowed = { ask, view: this.id, seq: this.#seq, version: this.#version };
		follower.tell('numbers.followed', followed);
	}
}

/** Midnight, or another time zone: every number may be another. The first day alone moves with older answers (`period: all`). */
const hasRolled = (a: ResultsContent['window'], b: ResultsContent['window']): boolean =>
	a.to !== b.to || a.timeZone !== b.timeZone;
