import { SvelteMap } from 'svelte/reactivity';
import { metricIds, type JourneyScores, type MetricId, type ScoreView } from '#domain/metrics/index.ts';
import { defaultPeriod, lastDays, type Days, type Period } from './period.ts';
import { scoreFor } from '#lib/charts/score-view.ts';

export const noResults: JourneyScores = { touchpoints: {}, scenes: {}, journey: [] };

/** What the server tells when an answer has been counted, or taken out. */
export interface ScoreEvent {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** Nobody has answered: something was taken out or changed. */
	readonly correction: boolean;
	readonly scores: readonly ScoreView[];
}

export interface ResultsOptions {
	readonly journeyId: string;
	readonly timeZone: string;
	readonly initial: JourneyScores | null;
	readonly fetchResults: (journeyId: string, window: Days) => Promise<JourneyScores>;
	readonly now: () => number;
	/** When `initial` was read, by the server's clock; ms since 1970. */
	readonly initialAt?: number;
	/** Nobody sees the page: it shows what it is told, and fetches nothing until it is seen again. */
	readonly isHidden?: () => boolean;
}

/** Answers that come within this time share one fetch of the sums over scenes, ms. */
const SETTLE = 1500;

/** Longest that a pulse is kept, ms: the animation's own length. */
const PULSE = 4000;

/** The numbers of the map: which metric and period are shown, what is known, and what just came in. */
export class Results {
	data = $state.raw<JourneyScores>(noResults);
	/** `all`: each touchpoint shows its own; every colour is against its own target, so they may stand side by side. */
	metric = $state<MetricId | 'all' | 'none'>('all');
	period = $state<Period>(defaultPeriod);
	/** The days of a period of one's own. */
	days = $state.raw<Days>({ from: '', to: '' });
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	/** Touchpoint → a number that grows with each answer. */
	readonly pulses = new SvelteMap<string, number>();
	/** Grows with each answer anywhere: charts and comments that are open fetch afresh. */
	answers = $state(0);
	onpulse: ((touchpointId: string) => void) | null = null;

	readonly #options: ResultsOptions;
	#asked = 0;
	/** Touchpoints answered since the latest fetch began: what it brings of them may be older than what is shown. */
	#overtaken = new Set<string>();
	#settle: ReturnType<typeof setTimeout> | null = null;
	/** What is shown may lack something that happened while nobody looked. */
	#behind = false;
	#followed = false;
	readonly #fades = new Map<string, ReturnType<typeof setTimeout>>();

	/** Metrics that have answers, in the order of the switch. */
	readonly metrics = $derived.by(() => {
		const found = new Set(
			Object.values(this.data.touchpoints).flatMap((scores) => scores.map((score) => score.metric))
		);
		return metricIds.filter((metric) => found.has(metric));
	});

	constructor(options: ResultsOptions) {
		this.#options = options;
		if (options.initial) this.#take(options.initial);
	}

	/** Is a metric laid over the map? */
	get on(): boolean {
		return this.metric !== 'none';
	}

	/** The score that the map shows for a touchpoint. */
	shown(touchpointId: string): ScoreView | undefined {
		return this.#of(this.data.touchpoints[touchpointId]);
	}

	shownForScene(sceneId: string): ScoreView | undefined {
		return this.#of(this.data.scenes[sceneId]);
	}

	/** The days that the numbers are of. */
	get window(): Days {
		return this.period === 'custom'
			? this.days
			: lastDays(Number(this.period), this.#options.now(), this.#options.timeZone);
	}

	/** @param days for a period of one's own */
	setPeriod(period: Period, days: Days = this.window): void {
		this.days = days;
		this.period = period;
		void this.refresh();
	}

	/** Fetches everything for the period. Keeps what is shown while it runs and when it fails. */
	async refresh(): Promise<void> {
		const asked = ++this.#asked;
		this.#overtaken = new Set();
		try {
			const data = await this.#options.fetchResults(this.#options.journeyId, this.window);
			if (asked === this.#asked) this.#take(this.#withNewer(data));
		} catch {
			// The state says it: the board shows "could not be loaded" with a way to try again.
			if (asked === this.#asked) this.state = 'failed';
		}
	}

	/** What the server tells on the board's socket; names that are not known are of a newer server. */
	heard(name: string, data: unknown): void {
		if (name === 'score') return this.answered(data as ScoreEvent);
		if (name === 'missed') return this.#fetchWhenSeen();
		if (name !== 'following') return;
		// Whatever happened since the page was made, or since the connection was lost, was not heard.
		const { changedAt } = data as { changedAt: number };
		if (this.#followed || changedAt > (this.#options.initialAt ?? Infinity)) this.#fetchWhenSeen();
		this.#followed = true;
	}

	/** The page was hidden, or is seen again. */
	visibilityChanged(): void {
		if (this.#behind && !this.#hidden) this.#fetchWhenSeen();
	}

	/** An answer was counted or corrected: shows it at once, fetches the sums it belongs to soon after. */
	answered({ touchpointId, correction, scores }: ScoreEvent): void {
		// The slice is of the server's own window; other periods wait for the fetch.
		if (this.period === defaultPeriod) {
			const kept = (this.data.touchpoints[touchpointId] ?? []).filter(
				(old) => !scores.some((score) => score.definition === old.definition)
			);
			this.data = { ...this.data, touchpoints: { ...this.data.touchpoints, [touchpointId]: [...kept, ...scores] } };
			this.#overtaken.add(touchpointId);
		}
		if (this.#hidden) {
			this.#behind = true;
			return;
		}
		if (!correction) this.#pulse(touchpointId);
		this.answers++;
		this.#settle ??= setTimeout(() => {
			this.#settle = null;
			this.#behind = this.#hidden;
			if (!this.#behind) void this.refresh();
		}, SETTLE);
	}

	get #hidden(): boolean {
		return this.#options.isHidden?.() ?? false;
	}

	#fetchWhenSeen(): void {
		this.#behind = this.#hidden;
		if (this.#behind) return;
		this.answers++;
		void this.refresh();
	}

	close(): void {
		if (this.#settle) clearTimeout(this.#settle);
		for (const timer of this.#fades.values()) clearTimeout(timer);
	}

	#take(data: JourneyScores): void {
		this.data = data;
		this.state = 'ready';
	}

	/** What was fetched, but never an older number over a newer one; the sums follow with the next fetch. */
	#withNewer(fetched: JourneyScores): JourneyScores {
		if (this.#overtaken.size === 0) return fetched;
		const newer = [...this.#overtaken].map((id) => [id, this.data.touchpoints[id] ?? []] as const);
		return { ...fetched, touchpoints: { ...fetched.touchpoints, ...Object.fromEntries(newer) } };
	}

	#of(scores: readonly ScoreView[] | undefined): ScoreView | undefined {
		return this.metric === 'none' ? undefined : scoreFor(scores, this.metric === 'all' ? null : this.metric);
	}

	#pulse(touchpointId: string): void {
		this.pulses.set(touchpointId, (this.pulses.get(touchpointId) ?? 0) + 1);
		clearTimeout(this.#fades.get(touchpointId));
		this.#fades.set(
			touchpointId,
			setTimeout(() => this.pulses.delete(touchpointId), PULSE)
		);
		this.onpulse?.(touchpointId);
	}
}
