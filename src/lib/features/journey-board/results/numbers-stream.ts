import type { NumbersChanged, NumbersFollowed, Touched } from '#contract/live-numbers.ts';
import { withChange, type ResultsChange, type ResultWindow } from '#domain/metrics/index.ts';
import type { BoardResults } from './board-results.ts';

/** Boards that lost the same connection do not all fetch in the same moment, ms. */
export const GAP_SPREAD = 2_000;
/** At midnight every open board has to fetch: over so long, ms. */
export const ROLLED_SPREAD = 10_000;

export interface NumbersStreamOptions {
	/** Tells the server which numbers are shown (`NumbersAsked`). */
	readonly say: (name: 'numbers', data: object) => void;
	/** What is shown, as `GET /journeys/{id}/results` takes it. */
	readonly filter: () => Readonly<Record<string, unknown>>;
	/** The days that are shown, as far as they are known. */
	readonly window: () => ResultWindow | undefined;
	/** `change` takes the place of what is shown. */
	readonly onchange: (change: ResultsChange, touched: readonly Touched[]) => void;
	/** Something is missing: everything has to be fetched, once, within so long (ms). */
	readonly onfetch: (spread: number) => void;
}

/**
 * One board's side of `docs/live-numbers.md`: what the server tells of the numbers that are shown, and when that is not
 * enough. What is fetched is compared by its version, so that a reconnection after which nothing has changed fetches nothing.
 */
export class NumbersStream {
	readonly #options: NumbersStreamOptions;
	/** The server lets boards ask. */
	#offered = false;
	#ask = 0;
	#refused = false;
	/** null: nothing is followed (yet). */
	#view: string | null = null;
	#seq = 0;
	#cameBack = false;
	/** Version of what is shown; null: not known. */
	#shown: string | null;
	/** Changes since the fetch that is under way began; null: none is. */
	#since: NumbersChanged[] | null = null;
	/** What a fetch has to be compared with that began before the server answered. */
	#compare: string | null = null;

	constructor(options: NumbersStreamOptions, shown: string | null) {
		this.#options = options;
		this.#shown = shown;
	}

	/** What is shown is kept fresh by what is told. */
	get follows(): boolean {
		return this.#view !== null;
	}

	/** The server tells more to those who ask, and this board has asked or does so now. */
	get offered(): boolean {
		return this.#offered && !this.#refused;
	}

	/** Another connection. @param offered whether its server lets boards ask */
	connected(offered: boolean): void {
		this.#offered = offered;
		this.#refused = false;
		if (offered) this.ask();
	}

	/** Other numbers are shown from now on, or something was missed: asks to be told of them. */
	ask(): void {
		this.#view = null;
		this.#compare = null;
		if (!this.#offered) return;
		this.#options.say('numbers', { ask: ++this.#ask, filter: this.#options.filter() });
	}

	/** @returns whether this was about followed numbers */
	heard(name: string, data: unknown): boolean {
		if (name === 'numbers.followed') this.#followed(data as NumbersFollowed);
		else if (name === 'numbers.changed') this.#changed(data as NumbersChanged);
		else if (name === 'numbers.refused') this.#refused ||= (data as { ask: number }).ask === this.#ask;
		else return false;
		return true;
	}

	/** A fetch begins. */
	fetching(): void {
		this.#since = [];
	}

	/** What was fetched, with what has been told since it was asked for. */
	fetched(data: BoardResults): BoardResults {
		const newer = (this.#since ?? []).filter(({ change, window }) => change!.window || sameDays(window, data.window));
		this.#since = null;
		const compare = this.#compare;
		this.#compare = null;
		this.#shown = newer.at(-1)?.version ?? data.version ?? null;
		if (compare !== null && newer.length === 0 && compare !== this.#shown) this.#options.onfetch(GAP_SPREAD);
		return newer.reduce((all, { change }) => withChange(all, change!), data);
	}

	failed(): void {
		this.#since = null;
		this.#shown = null;
	}

	/** Something that no version names is shown. */
	overwritten(): void {
		this.#shown = null;
	}

	#followed({ ask, view, seq, version }: NumbersFollowed): void {
		if (ask !== this.#ask) return;
		const first = !this.#cameBack;
		this.#cameBack = true;
		this.#view = view;
		this.#seq = seq;
		if (this.#since !== null) this.#compare = version;
		// The first time it is one board that opens; later it may be all of them at once.
		else if (version !== this.#shown) this.#options.onfetch(first ? 0 : GAP_SPREAD);
	}

	#changed(changed: NumbersChanged): void {
		if (changed.view !== this.#view) return;
		const missed = changed.seq !== this.#seq + 1;
		this.#seq = changed.seq;
		// Numbers of other days are not mixed among those that are shown.
		const shown = this.#options.window();
		if (changed.change === null || (!changed.change.window && shown && !sameDays(changed.window, shown)))
			return this.#options.onfetch(ROLLED_SPREAD);
		this.#since?.push(changed);
		this.#shown = missed ? null : changed.version;
		this.#options.onchange(changed.change, changed.touched);
		// What it says is true; what it does not say may have been in those that were missed.
		if (missed) this.ask();
	}
}

const sameDays = (a: ResultWindow, b: ResultWindow | undefined): boolean =>
	b !== undefined && a.from === b.from && a.to === b.to && a.timeZone === b.timeZone;
