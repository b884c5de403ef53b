import type { NumbersChanged, Touched } from '#contract/live-numbers.ts';
import type { ResultsContent } from '#domain/metrics/index.ts';
import type { Filter, JourneyCounts } from './journey-counts.ts';
import type { Follower } from './live.ts';
import { NumbersView } from './numbers-view.ts';
import type { Results } from './results.ts';
import { touchpointsFrom, type OfTouchpoints } from './results-from.ts';
import { DEFAULT_PERIOD } from './window.ts';

/** What was counted with one filter, departments apart, and the views that are made of it. */
interface Standing {
	readonly filter: Filter;
	readonly views: Map<string, NumbersView>;
	counts: JourneyCounts | null;
	/** Made of the last counts. */
	ofTouchpoints?: OfTouchpoints;
	/** When all of it was read last (ms by the clock). */
	wholeAt: number;
	/** Somebody waits for numbers that were never read. */
	due: boolean;
}

/** Days, channels … that people look at one journey by at the same time; who asks for one more fetches by themselves. */
const MOST_STANDING = 32;

/**
 * What nobody tells – a code whose last day has passed – is read with the next answer after so long, ms.
 */
const WHOLE_EVERY = 300_000;

export interface JourneyFeedDeps {
	readonly workspaceId: string;
	readonly journeyId: string;
	readonly results: Pick<Results, 'counts'>;
	readonly newViewId: () => string;
}

/** The numbers of one journey for those who look at it, each filter read once. */
export class JourneyFeed {
	readonly #deps: JourneyFeedDeps;
	readonly #standing = new Map<string, Standing>();
	/** Those that stand for people who asked for nothing. */
	readonly #watchers = new WeakSet<Follower>();
	readonly #viewOf = new Map<Follower, { standing: string; view: NumbersView }>();

	constructor(deps: JourneyFeedDeps) {
		this.#deps = deps;
	}

	/** Somebody waits for a first reading. */
	get isDue(): boolean {
		return [...this.#standing.values()].some(({ due }) => due);
	}

	get isEmpty(): boolean {
		return this.#viewOf.size === 0;
	}

	follows(follower: Follower): boolean {
		return this.#viewOf.has(follower);
	}

	/** Was it on this map when the numbers were last read? No touchpoint moves to another map. */
	has(touchpointId: string): boolean {
		return [...this.#standing.values()].some(({ counts }) => counts?.ids.has(touchpointId));
	}

	/**
	 * Takes the place of what the follower asked for before.
	 * @returns false when too many others look by other filters
	 */
	ask(follower: Follower, ask: number, asked: Filter): boolean {
		const { view, standing } = this.#join(follower, asked) ?? {};
		if (view === undefined || standing === undefined) return false;
		view.join({ follower, ask });
		standing.due ||= !view.isRead;
		return true;
	}

	/** Every touchpoint that was touched, by the default days, for those who ask for nothing. The last to leave says `leave`. */
	watch(watcher: (touched: Touched, results: ResultsContent) => void): Follower {
		const follower: Follower = {
			tell: (name, data) => {
				if (name !== 'numbers.changed') return;
				for (const one of (data as NumbersChanged).touched) watcher(one, joined!.view.results!);
			},
			score: () => undefined,
			missed: () => undefined
		};
		this.#watchers.add(follower);
		const joined = this.#join(follower, {}, true);
		joined!.view.join({ follower, ask: 0 });
		return follower;
	}

	/** @param always beyond the limit too @returns null when too many others look by other filters */
	#join(follower: Follower, { departments, ...asked }: Filter, always = false) {
		this.leave(follower);
		const filter = named(asked);
		const key = keyOf(filter);
		const standing = this.#standing.get(key) ?? { filter, views: new Map(), counts: null, wholeAt: 0, due: false };
		if (!always && !this.#standing.has(key) && this.#standing.size >= MOST_STANDING) return null;
		this.#standing.set(key, standing);
		const sums = JSON.stringify(departments?.toSorted() ?? null);
		const view = standing.views.get(sums) ?? new NumbersView(this.#deps.newViewId(), departments);
		standing.views.set(sums, view);
		this.#viewOf.set(follower, { standing: key, view });
		return { standing, view };
	}

	leave(follower: Follower): void {
		const found = this.#viewOf.get(follower);
		if (found === undefined) return;
		this.#viewOf.delete(follower);
		found.view.leave(follower);
		const standing = this.#standing.get(found.standing)!;
		for (const [key, view] of standing.views) if (view.isEmpty) standing.views.delete(key);
		if (standing.views.size === 0) this.#standing.delete(found.standing);
	}

	/**
	 * Reads what may have changed, and tells everybody who follows.
	 * @param touched none: only what somebody waits for is read
	 * @param why `placed`: touchpoints may be elsewhere; `whole`: everything is read anew, since something may have been missed
	 * @throws when it cannot be read; those who were not told yet are told by the next call with the same
	 */
	async tell(touched: readonly Touched[], why: 'answers' | 'placed' | 'whole' = 'answers'): Promise<void> {
		for (const standing of [...this.#standing.values()]) {
			if (why === 'answers' && touched.length === 0 && !standing.due) continue;
			const counts = await this.#read(standing, touched, why === 'whole');
			const here = touched.filter(({ touchpointId }) => counts.ids.has(touchpointId));
			standing.ofTouchpoints = touchpointsFrom(counts, standing.ofTouchpoints);
			for (const view of standing.views.values()) view.show(counts, standing.ofTouchpoints, here);
		}
	}

	/** What is known may be wrong: the next to ask is told when it has been read anew. Who follows has to ask again. */
	forget(): void {
		for (const follower of [...this.#viewOf.keys()]) if (!this.#watchers.has(follower)) this.leave(follower);
		for (const standing of this.#standing.values()) standing.counts = null;
	}

	async #read(standing: Standing, touched: readonly Touched[], all: boolean): Promise<JourneyCounts> {
		const { counts, wholeAt, filter } = standing;
		const whole = counts === null || all || Date.now() - wholeAt > WHOLE_EVERY;
		if (whole) standing.wholeAt = Date.now();
		const changed = new Set(touched.map(({ touchpointId }) => touchpointId));
		standing.counts = await this.#counts(filter, whole ? undefined : { counts, changed });
		standing.due = false;
		return standing.counts;
	}

	#counts(filter: Filter, kept?: { counts: JourneyCounts; changed: ReadonlySet<string> }): Promise<JourneyCounts> {
		const { results, workspaceId, journeyId } = this.#deps;
		return results.counts(workspaceId, journeyId, filter, kept);
	}
}

/** What is asked without days is asked by the default ones: the same numbers. */
const named = (filter: Filter): Filter =>
	filter.from === undefined && filter.to === undefined && filter.period === undefined
		? { ...filter, period: DEFAULT_PERIOD }
		: filter;

const keyOf = (filter: Filter): string =>
	JSON.stringify(
		Object.entries(filter)
			.filter(([, value]) => value !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
	);
