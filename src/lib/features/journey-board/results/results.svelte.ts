import { SvelteMap } from 'svelte/reactivity';
import {
	metricIds,
	type JourneyResults,
	type JourneyScores,
	type MetricId,
	type NumberView,
	type ScoreView
} from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { newWordingSince, scoreFor } from '#lib/charts/score-view.ts';
import { withBelow, type DepartmentNode } from './department.ts';
import { defaultPeriod, lastDays, type Chosen, type Days, type Period, type Window } from './period.ts';

/** The numbers of the map, with what is known of other days. */
export type BoardResults = JourneyScores & Partial<Omit<JourneyResults, keyof JourneyScores>>;

/** Answers outside the days that are shown. */
export interface Elsewhere {
	readonly before: number;
	readonly after: number;
}

export const noResults: BoardResults = { touchpoints: {}, scenes: {}, journey: [] };

/** What the server tells when an answer has been counted, or taken out. */
export interface ScoreEvent {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** Nobody has answered: something was taken out or changed. */
	readonly correction: boolean;
	/** Series that were answered. */
	readonly answered?: readonly string[];
	readonly scores: readonly ScoreView[];
	/** Left out by servers before this page. */
	readonly numbers?: readonly NumberView[];
}

export interface ResultsOptions {
	readonly journeyId: string;
	readonly timeZone: string;
	readonly initial: BoardResults | null;
	/** The period that `initial` is of, when it is not the default one. */
	readonly chosen?: Chosen;
	readonly fetchResults: (journeyId: string, window: Window & { departments?: string }) => Promise<BoardResults>;
	/** For the filter by owner. */
	readonly departments?: readonly DepartmentNode[];
	readonly department?: string | null;
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
	data = $state.raw<BoardResults>(noResults);
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
	/** Only what this department owns counts in the sums, the rest of the map is dimmed. */
	department = $state<string | null>(null);
	onmetric: ((metric: MetricId | 'all' | 'none') => void) | null = null;
	ondepartment: ((id: string | null) => void) | null = null;
	onpulse: ((touchpointId: string) => void) | null = null;
	/** Somebody chose another period. */
	onperiod: ((chosen: Chosen) => void) | null = null;

	readonly #options: ResultsOptions;
	#asked = 0;
	/** Touchpoints answered since the latest fetch began: what it brings of them may be older than what is shown. */
	#overtaken = new Set<string>();
	#settle: ReturnType<typeof setTimeout> | null = null;
	/** What is shown may lack something that happened while nobody looked. */
	#behind = false;
	#followed = false;
	readonly #fades = new Map<string, ReturnType<typeof setTimeout>>();

	/** Metrics that have answers, in these days or not, in the order of the switch. */
	readonly metrics = $derived.by(() => {
		const found = new Set([
			...(this.data.metrics ?? []),
			...Object.values(this.data.touchpoints).flatMap((scores) => scores.map((score) => score.metric))
		]);
		return metricIds.filter((metric) => found.has(metric));
	});

	constructor(options: ResultsOptions) {
		this.#options = options;
		this.department = options.department ?? null;
		if (options.chosen) ({ period: this.period, days: this.days } = options.chosen);
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

	/** Since when a touchpoint's number is of a new wording; null while its wording is that of before. */
	wordedSince(touchpointId: string): string | null {
		return newWordingSince(this.data.touchpoints[touchpointId], this.shown(touchpointId));
	}

	sceneWordedSince(sceneId: string): string | null {
		return newWordingSince(this.data.scenes[sceneId], this.shownForScene(sceneId));
	}

	/** Answers of the shown metric that a touchpoint has on other days; null when there are none. */
	elsewhere(touchpointId: string): Elsewhere | null {
		const some = (this.data.outside?.[touchpointId] ?? []).filter(
			({ metric }) => this.metric === 'all' || this.metric === 'none' || metric === this.metric
		);
		if (some.length === 0) return null;
		return { before: Math.max(...some.map((one) => one.before)), after: Math.max(...some.map((one) => one.after)) };
	}

	/** Answers on other days, when the whole map has none in these; else null. */
	readonly allElsewhere = $derived.by((): Elsewhere | null => {
		if (!this.on || this.state !== 'ready') return null;
		const ids = Object.keys(this.data.outside ?? {});
		const here = Object.keys(this.data.touchpoints).some((id) => (this.shown(id)?.n ?? 0) > 0);
		const some = here ? [] : ids.map((id) => this.elsewhere(id)).filter((one) => one !== null);
		if (some.length === 0) return null;
		return some.reduce((sum, one) => ({ before: sum.before + one.before, after: sum.after + one.after }));
	});

	/** Opens the days that have answers, all of them. */
	showAnswered(): void {
		if (this.data.answered) this.setPeriod('custom', this.data.answered);
	}

	/** The days that the numbers are of. */
	get window(): Days {
		if (this.period === 'custom') return this.days;
		const { now, timeZone } = this.#options;
		if (this.period !== 'all') return lastDays(Number(this.period), now(), timeZone);
		const to = this.today;
		return { from: this.data.answered?.from ?? to, to };
	}

	/** The day in the workspace's time zone, whatever the clock of this machine is set to. */
	get today(): string {
		return dayIn(this.#options.timeZone, new Date(this.#options.now()));
	}

	/** @param days for a period of one's own */
	setPeriod(period: Period, days: Days = this.window): void {
		this.days = days;
		this.period = period;
		this.onperiod?.({ period, days });
		void this.refresh();
	}

	/** The department of the filter with everything below it; null without a filter. */
	readonly owners = $derived.by(() => withBelow(this.#options.departments ?? [], this.department));

	setMetric(metric: MetricId | 'all' | 'none'): void {
		this.metric = metric;
		this.onmetric?.(metric);
	}

	setDepartment(id: string | null): void {
		this.department = id;
		this.ondepartment?.(id);
		void this.refresh();
	}

	/** Fetches everything for the period. Keeps what is shown while it runs and when it fails. */
	async refresh(): Promise<void> {
		const asked = ++this.#asked;
		this.#overtaken = new Set();
		try {
			const data = await this.#options.fetchResults(
				this.#options.journeyId,
				// The server knows best since when there are answers: an import may just have brought older ones.
				{
					...(this.period === 'all' ? { period: 'all' as const } : this.window),
					...(this.owners && { departments: [...this.owners].join(',') })
				}
			);
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
	answered({ touchpointId, correction, answered, scores, numbers = [] }: ScoreEvent): void {
		// The slice is of the server's own window; other periods wait for the fetch.
		if (this.period === defaultPeriod) {
			const kept = (this.data.touchpoints[touchpointId] ?? []).filter(
				(old) => !scores.some((score) => score.definition === old.definition)
			);
			this.data = {
				...this.data,
				touchpoints: { ...this.data.touchpoints, [touchpointId]: [...scores, ...kept] },
				numbers: { ...this.data.numbers, [touchpointId]: numbers }
			};
			this.#overtaken.add(touchpointId);
		}
		if (this.#hidden) {
			this.#behind = true;
			return;
		}
		// A late answer to an old wording moves nothing that the map shows.
		const old = scores.filter((score) => !score.current).map((score) => score.definition);
		const moves = !answered?.length || answered.some((definition) => !old.includes(definition));
		if (!correction && moves) this.#pulse(touchpointId);
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

	#take(data: BoardResults): void {
		this.data = data;
		this.state = 'ready';
	}

	/** What was fetched, but never an older number over a newer one; the sums follow with the next fetch. */
	#withNewer(fetched: BoardResults): BoardResults {
		if (this.#overtaken.size === 0) return fetched;
		const newer = [...this.#overtaken].map((id) => [id, this.data.touchpoints[id] ?? []] as const);
		const typed = [...this.#overtaken].map((id) => [id, this.data.numbers?.[id] ?? []] as const);
		return {
			...fetched,
			touchpoints: { ...fetched.touchpoints, ...Object.fromEntries(newer) },
			numbers: { ...fetched.numbers, ...Object.fromEntries(typed) }
		};
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
