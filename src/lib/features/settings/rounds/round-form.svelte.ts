import type { RoundPlanView } from '#contract/channel-rounds.ts';
import {
	fieldValue,
	hasTemplate,
	isConsentWay,
	type FieldFacts,
	type FieldSource,
	type FieldValue,
	type RoundGiven
} from '#domain/channels/rounds.ts';

/** What is to be said, as it is put together on the page; whom to stands in the plan. */
export class RoundForm {
	collectorCode = $state('');
	/** As chosen here. Of subscription messages it stands in the plan: it says whom they go to. */
	typedTemplate = $state('');
	occasion = $state('');
	text = $state('');
	sender = $state('');
	/** By the template, then by the field: going back to another template finds what was typed. */
	values = $state<Record<string, Record<string, FieldValue>>>({});

	readonly plan: () => RoundPlanView;

	constructor(plan: () => RoundPlanView) {
		this.plan = plan;
	}

	readonly templateId = $derived.by(() => {
		const { way, templateId } = this.plan();
		return isConsentWay(way) ? templateId : this.typedTemplate;
	});
	readonly survey = $derived.by(() => this.plan().surveys.find(({ code }) => code === this.collectorCode));
	readonly template = $derived.by(() => this.plan().templates.find(({ id }) => id === this.templateId));

	/** Times come from times, the first field is what it is about; the rest is typed. */
	#first(name: string, at: number): FieldValue {
		const source: FieldSource = /^(time|date)/.test(name)
			? 'now'
			: at === 0 && /^(thing|title)/.test(name)
				? 'survey'
				: 'text';
		return { source, text: '' };
	}
	value(name: string, at: number): FieldValue {
		return this.values[this.templateId]?.[name] ?? this.#first(name, at);
	}
	set(name: string, at: number, change: Partial<FieldValue>): void {
		const before = this.value(name, at);
		this.values[this.templateId] = { ...this.values[this.templateId], [name]: { ...before, ...change } };
	}

	readonly facts = $derived.by((): FieldFacts => {
		const { facts, people } = this.plan();
		const { survey = '', touchpoint = '' } = this.survey ?? {};
		const heard = people.find(({ leftOut }) => leftOut === null)?.heardAt;
		return { survey, touchpoint: touchpoint || survey, ...facts, heard: heard ? facts.now : '' };
	});

	/** Label and value of each field, as they arrive. */
	readonly shown = $derived.by(() =>
		(this.template?.fields ?? []).map(({ name, label }, at) => ({
			name,
			label,
			value: fieldValue(name, this.value(name, at), this.facts)
		}))
	);

	readonly isWhole = $derived.by(() => {
		const { way } = this.plan();
		if (!this.survey) return false;
		if (isConsentWay(way)) return this.template !== undefined;
		if (way === 'template') return this.template !== undefined && this.occasion.trim() !== '';
		return this.text.trim() !== '' && (way !== 'customer' || this.sender !== '');
	});

	given(key: string, to: string | null): RoundGiven {
		const { way, recentDays, heardDays, chosen, newest } = this.plan();
		const fields = Object.fromEntries(
			(this.template?.fields ?? []).map(({ name }, at) => [name, { ...this.value(name, at) }])
		);
		const { collectorCode, templateId, occasion, text, sender } = this;
		return {
			...{ way, recentDays, heardDays, key, collectorCode, occasion, text, sender, to },
			...{ templateId: hasTemplate(way) ? templateId : '', fields: hasTemplate(way) ? fields : {} },
			...{ people: chosen, newest }
		};
	}
}
