import type { CollectorView, SurveyView } from '#contract/surveys.ts';
import { SvelteMap } from 'svelte/reactivity';
import type { MetricId } from '#domain/metrics/index.ts';
import type { AskKind } from '#domain/survey/index.ts';
import { ApiError } from '#lib/api/client.ts';
import type { BoardApi } from '../api.ts';
import type { CollectorChange } from './survey-view.ts';

/** Surveys and collectors of the journey's touchpoints, as far as somebody has looked. */
export class Surveys {
	collectors = $state.raw<readonly CollectorView[]>([]);
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	readonly surveys = new SvelteMap<string, SurveyView>();
	readonly #api: BoardApi;
	readonly #journeyId: string;
	/** Grows with each change that this person makes. */
	#changes = 0;
	#followed = false;

	readonly #byTouchpoint = $derived.by(() => {
		const found = new Map<string, CollectorView[]>();
		for (const collector of this.collectors) {
			const list = found.get(collector.touchpointId);
			if (list) list.push(collector);
			else found.set(collector.touchpointId, [collector]);
		}
		return found;
	});

	/** @param initial what came with the page; null: nothing did */
	constructor(api: BoardApi, journeyId: string, initial: readonly CollectorView[] | null = null) {
		this.#api = api;
		this.#journeyId = journeyId;
		if (initial) [this.collectors, this.state] = [initial, 'ready'];
	}

	/** What codes on this map are named after. */
	get placeNames(): readonly string[] {
		const names = this.collectors.flatMap(({ name }) => (name === null ? [] : [name]));
		return [...new Set(names)].sort((a, b) => a.localeCompare(b));
	}

	/** By which metrics anything is asked on the map now. */
	get metrics(): readonly MetricId[] {
		return this.collectors.flatMap(({ status, metrics }) => (status === 'open' ? metrics : []));
	}

	/** Touchpoints at which something is asked by a metric. */
	askedBy(metric: MetricId): ReadonlySet<string> {
		const asking = this.collectors.filter(({ status, metrics }) => status === 'open' && metrics.includes(metric));
		return new Set(asking.map(({ touchpointId }) => touchpointId));
	}

	/** Collectors of a touchpoint, newest first. */
	of(touchpointId: string): readonly CollectorView[] {
		return this.#byTouchpoint.get(touchpointId) ?? [];
	}

	/** Everything anew. */
	load(): Promise<void> {
		return this.#load({ journeyId: this.#journeyId }, (fresh) => fresh);
	}

	/** The codes of one touchpoint anew: how many came through each changes with every answer. */
	loadOf(touchpointId: string): Promise<void> {
		return this.#load({ touchpointId }, (fresh) => [
			...fresh,
			...this.collectors.filter((one) => one.touchpointId !== touchpointId)
		]);
	}

	async #load(
		of: Parameters<BoardApi['collectors']>[0],
		into: (fresh: readonly CollectorView[]) => readonly CollectorView[]
	): Promise<void> {
		const known = this.#changes;
		try {
			const fresh = await this.#api.collectors(of);
			// Somebody closed or named one meanwhile: what was read before must not undo that on the screen.
			if (known !== this.#changes) return await this.#load(of, into);
			this.collectors = into(fresh);
			this.state = 'ready';
		} catch {
			// Said by the state: the inspector offers to try again.
			this.state = 'failed';
		}
	}

	/** Survey, version 1 and collector on the touchpoint in one step. */
	async ask(touchpointId: string, kind: AskKind): Promise<CollectorView> {
		const { survey, collector } = await this.#api.ask(this.#journeyId, touchpointId, kind);
		this.surveys.set(survey.id, survey);
		this.#changes++;
		this.collectors = [collector, ...this.collectors];
		return collector;
	}

	/** One more code for the survey of `like`, on its touchpoint. */
	async addCode(like: CollectorView, name: string | null, channel = like.channel): Promise<void> {
		const { surveyId, touchpointId } = like;
		const added = await this.#api.addCollector({ surveyId, touchpointId, channel, name });
		this.#changes++;
		this.collectors = [added, ...this.collectors];
	}

	async change(id: string, change: CollectorChange): Promise<void> {
		const changed = await this.#api.changeCollector(id, change);
		this.#changes++;
		this.collectors = this.collectors.map((collector) => (collector.id === id ? changed : collector));
	}

	async survey(id: string): Promise<SurveyView> {
		return this.surveys.get(id) ?? this.#reload(id);
	}

	/** Makes the draft what people see. */
	async publish(id: string): Promise<SurveyView> {
		await this.#api.publish(id);
		const survey = await this.#reload(id);
		this.#changes++;
		this.collectors = this.collectors.map((one) =>
			one.surveyId === id ? { ...one, surveyTitle: survey.title, surveyChanged: survey.changed } : one
		);
		return survey;
	}

	/** Something was told on the board's connection: a survey is shown otherwise now, or something was missed. */
	heard(name: string, data: unknown): void {
		if (name === 'survey') {
			const { surveyId } = data as { surveyId: string };
			if (this.collectors.some((one) => one.surveyId === surveyId)) this.#refresh([surveyId]);
		} else if (name === 'missed' || (name === 'following' && this.#followed)) this.#refresh([...this.surveys.keys()]);
		if (name === 'following') this.#followed = true;
	}

	/** Lists and surveys that somebody looks at, anew. What cannot be asked for stays as it was shown. */
	#refresh(ids: readonly string[]): void {
		void this.load();
		for (const id of ids)
			if (this.surveys.has(id))
				this.#reload(id).catch((error: unknown) => {
					if (!(error instanceof ApiError)) throw error;
				});
	}

	async #reload(id: string): Promise<SurveyView> {
		const survey = await this.#api.survey(id);
		this.surveys.set(id, survey);
		return survey;
	}
}
