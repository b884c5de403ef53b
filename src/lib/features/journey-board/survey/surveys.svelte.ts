import { SvelteMap } from 'svelte/reactivity';
import type { AskKind } from '#domain/survey/index.ts';
import type { BoardApi } from '../api.ts';
import type { CollectorChange, CollectorView, SurveyView } from './survey-view.ts';

/** Surveys and collectors of the journey's touchpoints, as far as somebody has looked. */
export class Surveys {
	collectors = $state.raw<readonly CollectorView[]>([]);
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	readonly surveys = new SvelteMap<string, SurveyView>();
	readonly #api: BoardApi;
	readonly #journeyId: string;
	/** Grows with each change that this person makes. */
	#changes = 0;

	readonly #byTouchpoint = $derived.by(() => {
		const found = new Map<string, CollectorView[]>();
		for (const collector of this.collectors) {
			const list = found.get(collector.touchpointId);
			if (list) list.push(collector);
			else found.set(collector.touchpointId, [collector]);
		}
		return found;
	});

	constructor(api: BoardApi, journeyId: string) {
		this.#api = api;
		this.#journeyId = journeyId;
	}

	/** Collectors of a touchpoint, newest first. */
	of(touchpointId: string): readonly CollectorView[] {
		return this.#byTouchpoint.get(touchpointId) ?? [];
	}

	/** Everything anew: how many came through each code changes with every answer. */
	async load(): Promise<void> {
		const known = this.#changes;
		try {
			const collectors = await this.#api.collectors(this.#journeyId);
			// Somebody closed or named one meanwhile: what was read before must not undo that on the screen.
			if (known !== this.#changes) return await this.load();
			this.collectors = collectors;
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
	async addCode(like: CollectorView, name: string): Promise<void> {
		const { surveyId, touchpointId, channel } = like;
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
		const known = this.surveys.get(id);
		if (known) return known;
		const survey = await this.#api.survey(id);
		this.surveys.set(id, survey);
		return survey;
	}

	/** Keeps title and texts and makes them what people see: one step for who edits. */
	async publish(survey: SurveyView, title: string, content: SurveyView['draft']): Promise<SurveyView> {
		await this.#api.saveDraft(survey.id, { title, content });
		await this.#api.publish(survey.id);
		return this.#reload(survey.id);
	}

	async saveDraft(survey: SurveyView, title: string, content: SurveyView['draft']): Promise<SurveyView> {
		const saved = await this.#api.saveDraft(survey.id, { title, content });
		this.#keep(saved);
		return saved;
	}

	async #reload(id: string): Promise<SurveyView> {
		const survey = await this.#api.survey(id);
		this.#keep(survey);
		return survey;
	}

	#keep(survey: SurveyView): void {
		this.surveys.set(survey.id, survey);
		this.#changes++;
		this.collectors = this.collectors.map((one) =>
			one.surveyId === survey.id ? { ...one, surveyTitle: survey.title } : one
		);
	}
}
