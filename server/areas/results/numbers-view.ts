import type { NumbersChanged, NumbersFollowed, Touched } from '#contract/live-numbers.ts';
import { changeBetween, versionAfter, versionOf, type ResultsContent } from '#domain/metrics/index.ts';
import type { JourneyCounts } from './journey-counts.ts';
import type { Follower } from './live.ts';
import { resultsOf, sumsFrom, type OfTouchpoints, type Sums } from './results-from.ts';

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
	#sums: Sums | undefined;
	results: ResultsContent | null = null;

	constructor(id: string, departments: readonly string[] | undefined) {
		this.id = id;
		this.departments = departments;
	}

	get isEmpty(): boolean {
		return this.#followers.size === 0 && this.#waiting.size === 0;
	}

	get isRead(): boolean {
		return this.results !== null;
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

	/**
	 * These are the counts now: those who follow are told what is new, those who wait may begin.
	 * @param ofTouchpoints made of the same counts
	 */
	show(counts: JourneyCounts, ofTouchpoints: OfTouchpoints, touched: readonly Touched[]): void {
		const before = this.results;
		this.#sums = sumsFrom(counts, this.departments, this.#sums);
		const results = resultsOf(counts, ofTouchpoints, this.#sums);
		const rolled = before !== null && hasRolled(before.window, results.window);
		const change = before === null || rolled ? null : changeBetween(before, results);
		if (before === null || rolled) this.#version = versionOf(results);
		else if (change !== null) this.#version = versionAfter(this.#version, before, change);
		this.results = results;
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
