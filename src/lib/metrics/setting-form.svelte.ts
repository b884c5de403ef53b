import type { MetricSettingsView, MetricSettingView, SettingOwnerView } from '#contract/metric-settings.ts';
import type { TargetView } from '#contract/results.ts';
import type { MetricId, Scale, SettingOwner, SettingPlace, SettingSource } from '#domain/metrics/index.ts';
import { valueRange } from '#domain/metrics/index.ts';
import { ApiError } from '#lib/api/client.ts';
import { numberIn } from '#lib/ui/number-in.ts';
import { settingsApi } from './settings-api.ts';
import { saidOf } from '#lib/forms/said-of.ts';

/** What a setting is about. */
export interface SettingSubject {
	/** null: wherever it is asked. */
	readonly at: { readonly place: SettingPlace; readonly id: string } | null;
	readonly metric: MetricId;
	readonly scale: Scale;
	/** By which it holds everywhere. */
	readonly definition: string;
}

export interface Place {
	readonly place: SettingPlace;
	readonly id: string;
	readonly title: string;
}

/** What others set while this was typed. */
export interface Theirs {
	readonly who: string | null;
	readonly target: number | null;
	readonly margin: number | null;
	readonly owner: SettingOwnerView | null;
}

type Bound = number | string | null;
const ownerKey = (owner: SettingOwner | null): string => (owner === null ? '' : `${owner.kind}/${owner.id}`);

/** What is typed about one metric at one of its places, and what holds there as far as the server has said. */
export class SettingForm {
	readonly subject: SettingSubject;
	path = $state.raw<readonly Place[]>([]);
	level = $state<SettingSource>('touchpoint');
	setting = $state.raw<MetricSettingView | null>(null);
	everywhere = $state.raw<TargetView | null>(null);
	/** Others are measured at the place as well. */
	several = $state(false);
	owners = $state.raw<Awaited<ReturnType<typeof settingsApi.owners>>>([]);
	target = $state<Bound>('');
	margin = $state<Bound>('');
	owner = $state('');
	leads = $state(false);
	busy = $state(false);
	refused = $state<string | null>(null);
	failed = $state(false);
	theirs = $state.raw<Theirs | null>(null);
	#asked = 0;

	constructor(subject: SettingSubject) {
		this.subject = subject;
		this.level = subject.at?.place ?? 'definition';
	}

	get range(): Scale {
		return valueRange(this.subject.metric, this.subject.scale);
	}

	get isEverywhere(): boolean {
		return this.level === 'definition';
	}

	/** Empty is right where something can be inherited. */
	get wrongTarget(): boolean {
		const value = numberIn(this.target);
		return value === null ? this.isEverywhere : !(value >= this.range.min && value <= this.range.max);
	}

	get wrongMargin(): boolean {
		const value = numberIn(this.margin);
		return value === null ? this.isEverywhere : !(value > 0 && value <= this.range.max - this.range.min);
	}

	get isLoaded(): boolean {
		return this.isEverywhere ? this.everywhere !== null : this.setting !== null;
	}

	/** Shows what is set at a place; what was typed for another is given up. */
	async show(level: SettingSource): Promise<void> {
		this.level = level;
		this.theirs = null;
		this.refused = null;
		this.setting = null;
		this.everywhere = null;
		await this.#read();
		this.#fill();
	}

	async loadOwners(): Promise<void> {
		this.owners = await settingsApi.owners();
	}

	/** @returns whether it is stored */
	async save(): Promise<boolean> {
		this.busy = true;
		this.refused = null;
		try {
			await this.#write();
			return true;
		} catch (error) {
			if (error instanceof ApiError && error.code === 'setting_changed') await this.#heard();
			else this.refused = saidOf(error);
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** What somebody else has set stands; what was typed goes. */
	takeTheirs(): void {
		this.theirs = null;
		this.#fill();
	}

	async #write(): Promise<void> {
		const { metric, scale, definition } = this.subject;
		const [target, margin] = [numberIn(this.target), numberIn(this.margin)];
		if (this.isEverywhere) {
			const { target: t, margin: g } = this.everywhere!;
			const seen = { target: t, margin: g };
			this.everywhere = await settingsApi.setEverywhere(definition, { target: target!, margin: margin!, seen });
			return;
		}
		const [kind, id] = this.owner.split('/');
		const owner = this.owner === '' ? null : ({ kind, id } as SettingOwner);
		const { place, id: placeId } = this.#here();
		const { revision } = this.setting!;
		const change = { metric, scale, revision, target, margin, owner, leads: this.leads };
		this.#take(await settingsApi.set(place, placeId, change));
	}

	/** What was typed stays; what holds by now is read, so that it can be said and overruled. */
	async #heard(): Promise<void> {
		await this.#read();
		const [latest] = this.setting?.history ?? [];
		const [changed] = this.everywhere?.history ?? [];
		if (this.isEverywhere)
			this.theirs = {
				who: changed?.setBy ?? null,
				target: this.everywhere!.target,
				margin: this.everywhere!.margin,
				owner: null
			};
		else if (latest) this.theirs = { who: latest.setBy, ...latest };
	}

	async #read(): Promise<void> {
		const asked = ++this.#asked;
		this.failed = false;
		try {
			if (this.isEverywhere) {
				const found = await settingsApi.everywhere(this.subject.definition);
				if (asked === this.#asked) this.everywhere = found;
			} else {
				const { place, id } = this.#here();
				const found = await settingsApi.get(place, id);
				if (asked === this.#asked) this.#take(found);
			}
		} catch (error) {
			if (asked === this.#asked) {
				this.failed = true;
				this.refused = saidOf(error);
			}
		}
	}

	#take(view: MetricSettingsView): void {
		if (this.path.length < view.path.length) this.path = view.path;
		this.several = view.metrics.length > 1;
		const { metric, scale } = this.subject;
		this.setting =
			view.metrics.find((one) => one.metric === metric && one.scale.min === scale.min && one.scale.max === scale.max) ??
			null;
	}

	#here(): Pick<Place, 'place' | 'id'> {
		return this.path.find(({ place }) => place === this.level) ?? this.subject.at!;
	}

	#fill(): void {
		const own = this.isEverywhere ? this.everywhere : this.setting?.own;
		this.target = own?.target ?? '';
		this.margin = own?.margin ?? '';
		this.owner = ownerKey(this.setting?.own.owner ?? null);
		this.leads = this.setting?.own.leads ?? false;
	}
}
