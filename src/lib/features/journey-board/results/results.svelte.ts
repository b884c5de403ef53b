import type { Touched } from '#contract/live-numbers.ts';
import { metricIds, withChange, type MetricId, type ResultsChange, type ScoreView } from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { newWordingSince, scoreFor } from '#lib/charts/score-view.ts';
import { noResults, type BoardResults, type Elsewhere, type ResultsOptions, type ScoreEvent } from './board-results.ts';
import { withBelow } from '#lib/numbers/department.ts';
import {
	narrowingAsked,
	narrows,
	noNarrowing,
	whichAsked,
	type AnswersFilter,
	type Narrowing
} from '#lib/numbers/filter.ts';
import type { Lines } from './lines.svelte.ts';
import { Happenings } from './happenings.svelte.ts';
import { NumbersStream, ROLLED_SPREAD } from './numbers-stream.ts';
import { defaultPeriod, lastDays, type Chosen, type Days, type Period, type Window } from '#lib/numbers/period.ts';

/** Where boards cannot ask: answers that come within this time share one fetch of the sums over scenes, ms. */
const SETTLE = 1500;

/** How often it is looked whether the day is another, ms. */
const LOOK_AT_DAY = 30_000;

/** A touchpoint with less than this of the answers of the one with most stands for few of those who came. */
const THIN = 0.1;

/** The numbers of the map: which metric and period are shown, what is known, and what just came in. */
export class Results {
	data = $state.raw<BoardResults>(noResults);
	/** `all`: each touchpoint shows its own; every colour is against its own target, so they may stand side by side. */
	metric = $state<MetricId | 'all' | 'none'>('all');
	period = $state<Period>(defaultPeriod);
	/** The days of a period of one's own. */
	days = $state.raw<Days>({ from: '', to: '' });
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	/** What has just happened at touchpoints. */
	readonly #happenings = new Happenings();
	/** Touchpoint → a number that grows with each answer. */
	readonly pulses = this.#happenings.pulses;
	/** Only what this department owns counts in the sums, the rest of the map is dimmed. */
	department = $state<string | null>(null);
	/** Which answers, besides their days and departments. */
	narrowing = $state.raw<Narrowing>(noNarrowing);
	/** What of the page's address could not be used. */
	problem = $state<AnswersFilter['problem']>(null);
	/** Several of these were chosen at once: parts for the address. */
	onfilter: ((parts: Readonly<Record<string, string | null>>) => void) | null = null;
	/** Small lines of touchpoints, once their code is here. */
	lines = $state.raw<Pick<Lines, 'pathOf'> | null>(null);
	/** Most answers of any touchpoint: what the others are held against. */
	readonly #most = $derived(
		Math.max(0, ...Object.values(this.data.touchpoints).map((scores) => this.#of(scores)?.n ?? 0))
	);
	onmetric: ((metric: MetricId | 'all' | 'none') => void) | null = null;
	ondepartment: ((id: string | null) => void) | null = null;
	set onpulse(pulsed: (touchpointId: string) => void) {
		this.#happenings.onpulse = pulsed;
	}
	/** Somebody chose another period. */
	onperiod: ((chosen: Chosen) => void) | null = null;

	readonly #options: ResultsOptions;
	readonly #stream: NumbersStream;
	#asked = 0;
	/** Touchpoints answered since the latest fetch began, where nothing is followed: what it brings of them may be older. */
	#overtaken = new Set<string>();
	/** The fetch that is to come. */
	#soon: ReturnType<typeof setTimeout> | null = null;
	/** What is shown may lack something that happened while nobody looked. */
	#behind = false;
	#followed = false;
	/** The period that the numbers are of. */
	#periodShown: Period | null = null;
	/** The day when the numbers were read. */
	#day: string;
	#days: ReturnType<typeof setInterval> | null = null;

	/** By which metrics something is asked on the map, besides what has answers. */
	asked = $state.raw<() => readonly MetricId[]>(() => []);

	/** Metrics that have answers, in these days or not, or are asked now, in the order of the switch. */
	readonly metrics = $derived.by(() => {
		const found = new Set([
			...(this.data.metrics ?? []),
			...this.asked(),
			...Object.values(this.data.touchpoints).flatMap((scores) => scores.map((score) => score.metric))
		]);
		return metricIds.filter((metric) => found.has(metric));
	});

	constructor(options: ResultsOptions) {
		this.#options = options;
		this.department = options.department ?? null;
		this.metric = options.metric ?? 'all';
		this.problem = options.problem ?? null;
		if (options.narrowing) this.narrowing = options.narrowing;
		if (options.chosen) ({ period: this.period, days: this.days } = options.chosen);
		if (options.initial) {
			this.#take(options.initial);
			this.#periodShown = this.period;
		}
		this.#day = this.today;
		this.#stream = new NumbersStream(
			{
				say: (name, data) => options.say?.(name, data),
				filter: () => this.#filter,
				window: () => this.data.window,
				onchange: (change, touched) => this.#changed(change, touched),
				onfetch: (spread) => this.#fetchWithin(spread)
			},
			options.initial?.version ?? null
		);
	}

	/** Grows when something happened at this touchpoint: what shows more of it than the map does follows this. */
	happenedAt(touchpointId: string): number {
		return this.#happenings.at(touchpointId);
	}

	/** Something happened that nobody tells: it may be anywhere. */
	happened(): void {
		this.#happenings.anywhere();
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

	/** Its answers as a share of those of the touchpoint with most, where that is little (docs/counts.md); else null. */
	thinAt(touchpointId: string): number | null {
		const score = this.shown(touchpointId);
		if (score === undefined || score.value === null) return null;
		const share = score.n / this.#most;
		return share < THIN ? share : null;
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

	/** The metric that was chosen, when nobody has answered by it on any day and nothing else is filtered; else null. */
	readonly unanswered = $derived.by((): MetricId | null => {
		const { metric, state, data } = this;
		if (metric === 'all' || metric === 'none' || state !== 'ready' || this.isNarrowed || !this.asked().includes(metric))
			return null;
		return data.metrics === undefined || data.metrics.includes(metric) ? null : metric;
	});

	/** Opens the days that have answers, all of them. */
	showAnswered(): void {
		const { answered } = this.data;
		if (answered) this.setPeriod('custom', { from: answered.from, to: answered.to });
	}

	/** The days that the numbers are of, and no more: what else the server says of its window it does not take back. */
	get window(): Days {
		if (this.period === 'custom') return this.days;
		if (this.data.window && this.#periodShown === this.period) {
			const { from, to } = this.data.window;
			return { from, to };
		}
		const { now, timeZone } = this.#options;
		if (this.period !== 'all') return lastDays(Number(this.period), now(), timeZone);
		const to = this.today;
		return { from: this.data.answered?.from ?? to, to };
	}

	/** The day in the workspace's time zone, whatever the clock of this machine is set to. */
	get today(): string {
		return dayIn(this.#options.timeZone, new Date(this.#options.now()));
	}

	/** Only some of the answers count. */
	get isNarrowed(): boolean {
		return narrows(this.narrowing);
	}

	/** Which answers, for what is fetched of one touchpoint. */
	get which(): ReturnType<typeof whichAsked> {
		return whichAsked(this.narrowing);
	}

	/** Everything at once, without saying it to the address. */
	goTo({ metric, period, days, department, problem, ...narrowing }: AnswersFilter): void {
		const before = JSON.stringify(this.#filter);
		Object.assign(this, { metric: metric ?? 'all', period, days, department, problem, narrowing });
		if (JSON.stringify(this.#filter) !== before) this.#show();
	}

	/** @param days for a period of one's own */
	setPeriod(period: Period, days: Days = this.window): void {
		this.problem = null;
		this.days = days;
		this.period = period;
		this.onperiod?.({ period, days });
		this.#show();
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
		this.#show();
	}

	/** Other numbers: fetched at once, and followed from now on. */
	#show(): void {
		this.#stream.ask();
		void this.refresh();
	}

	get #departments(): readonly string[] | null {
		return this.owners && [...this.owners];
	}

	/** Periods are asked for by their names: the server knows best what day it is, and since when there are answers. */
	get #windowAsked(): Window {
		return this.period === 'custom' ? this.days : { period: this.period };
	}

	/** What is shown, in the words of the API. */
	get #filter(): Readonly<Record<string, unknown>> {
		return {
			...this.#windowAsked,
			...narrowingAsked(this.narrowing),
			...(this.#departments && { departments: this.#departments })
		};
	}

	/** Fetches everything for the period. Keeps what is shown while it runs and when it fails. */
	async refresh(): Promise<void> {
		const asked = ++this.#asked;
		this.#overtaken = new Set();
		this.#stream.fetching();
		this.#notSoon();
		const { period } = this;
		const day = this.#day;
		this.#day = this.today;
		try {
			const data = await this.#options.fetchResults(this.#options.journeyId, {
				...this.#windowAsked,
				...narrowingAsked(this.narrowing),
				...(this.#departments && { departments: this.#departments.join(',') })
			});
			if (asked !== this.#asked) return;
			this.#periodShown = period;
			this.#take(this.#withNewer(this.#stream.fetched(data)));
		} catch {
			if (asked !== this.#asked) return;
			this.#stream.failed();
			// Of another day: it is tried again when the day is looked at.
			this.#day = day;
			// The state says it: the board shows "could not be loaded" with a way to try again.
			this.state = 'failed';
		}
	}

	/** What the server tells on the board's socket; names that are not known are of a newer server. */
	heard(name: string, data: unknown): void {
		if (this.#stream.heard(name, data)) return;
		if (name === 'score') return this.answered(data as ScoreEvent);
		if (name === 'missed') return this.#stream.offered ? this.#stream.ask() : this.#missed();
		if (name !== 'following') return;
		const { changedAt, numbers } = data as { changedAt: number; numbers?: boolean };
		this.#stream.connected(numbers === true && this.#options.say !== undefined);
		// Whatever happened since the page was made, or since the connection was lost, was not heard.
		const behind = this.#followed || changedAt > (this.#options.initialAt ?? Infinity);
		if (!this.#stream.offered && behind) this.#missed();
		else if (this.#followed) this.happened();
		this.#followed = true;
		this.#days ??= setInterval(() => this.#lookAtDay(), LOOK_AT_DAY);
	}

	/** The page was hidden, or is seen again. */
	visibilityChanged(): void {
		if (this.#hidden) return;
		this.#lookAtDay();
		this.#happenings.see();
		if (this.#behind) this.#missed();
	}

	/** What the map shows is as told, and nothing has to be asked for. */
	#changed(change: ResultsChange, touched: readonly Touched[]): void {
		const before = this.data;
		this.data = withChange(this.data, change);
		this.state = 'ready';
		const ids = new Set([...touched.map(({ touchpointId }) => touchpointId), ...Object.keys(change.touchpoints ?? {})]);
		this.#happenings.happen([...ids], this.#hidden);
		if (this.#hidden) return;
		for (const { touchpointId, answered } of touched)
			if (answered !== null && this.#moves(touchpointId, answered, before)) this.#happenings.pulse(touchpointId);
	}

	/** An answer was counted or corrected: shows it at once, fetches the sums it belongs to soon after. */
	answered({ touchpointId, correction, answered = [], scores, numbers = [] }: ScoreEvent): void {
		// The slice is of the server's own window and of all answers; other numbers wait for the fetch.
		if (this.period === defaultPeriod && !this.isNarrowed && this.narrowing.compare === 'before') {
			const kept = (this.data.touchpoints[touchpointId] ?? []).filter(
				(old) => !scores.some((score) => score.definition === old.definition)
			);
			const change = { touchpoints: { [touchpointId]: [...scores, ...kept] }, numbers: { [touchpointId]: numbers } };
			this.data = withChange(this.data, change);
			this.#overtaken.add(touchpointId);
			this.#stream.overwritten();
		}
		this.#happenings.happen([touchpointId], this.#hidden);
		if (this.#hidden) {
			this.#behind = true;
			return;
		}
		if (!correction && this.#moves(touchpointId, answered, { touchpoints: { [touchpointId]: scores } }))
			this.#happenings.pulse(touchpointId);
		this.#soon ??= setTimeout(() => {
			this.#soon = null;
			// Meanwhile the board may have come to be told of everything.
			if (!this.#stream.follows) this.#fetchWhenSeen();
		}, SETTLE);
	}

	/** A late answer to an old wording moves nothing that the map shows. */
	#moves(touchpointId: string, answered: readonly string[], data: Pick<BoardResults, 'touchpoints'>): boolean {
		const old = (data.touchpoints[touchpointId] ?? []).filter((score) => !score.current).map((one) => one.definition);
		return answered.length === 0 || answered.some((definition) => !old.includes(definition));
	}

	get #hidden(): boolean {
		return this.#options.isHidden?.() ?? false;
	}

	/** The last days are others from midnight on, by the workspace's clock. */
	#lookAtDay(): void {
		if (this.period !== 'custom' && this.today !== this.#day) this.#fetchWithin(ROLLED_SPREAD);
	}

	/** More may have happened than is known. */
	#missed(): void {
		if (!this.#hidden) this.happened();
		this.#fetchWhenSeen();
	}

	/** @param spread not all boards in the same moment (ms) */
	#fetchWithin(spread: number): void {
		if (spread === 0) return this.#fetchWhenSeen();
		this.#soon ??= setTimeout(
			() => {
				this.#soon = null;
				this.#fetchWhenSeen();
			},
			spread * (this.#options.random ?? Math.random)()
		);
	}

	#fetchWhenSeen(): void {
		this.#behind = this.#hidden;
		if (!this.#behind) void this.refresh();
	}

	#notSoon(): void {
		if (this.#soon !== null) clearTimeout(this.#soon);
		this.#soon = null;
	}

	close(): void {
		this.#asked++;
		this.#notSoon();
		if (this.#days !== null) clearInterval(this.#days);
		this.#happenings.close();
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
}
