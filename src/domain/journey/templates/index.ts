import type { Locale } from '#domain/shared/locale.ts';
import type { JourneySnapshot } from '../snapshot.ts';
import { type Instance, instanceOf, type InstanceOptions } from './instantiate.ts';
import { type TemplateId, templateIds, templates } from './all-templates.ts';

export { airlineReasons } from './airline.ts';
export { type Both, type Template } from './define-template.ts';
export type { Instance, InstanceOptions } from './instantiate.ts';
export * from './all-templates.ts';

/** A new journey from a template, in one language, with ids of its own. */
export const instantiate = (id: TemplateId, options: InstanceOptions): JourneySnapshot =>
	instantiateWithKeys(id, options).snapshot;

/** The same, and the ids of its touchpoints by the template's keys: for whoever imports data onto them. */
export const instantiateWithKeys = (id: TemplateId, options: InstanceOptions): Instance =>
	instanceOf(templates[id], options);

/** What a gallery shows of a template. */
export interface TemplateCard {
	readonly id: TemplateId;
	readonly title: string;
	readonly text: string;
	/** Titles of its scenes. */
	readonly scenes: readonly string[];
	readonly touchpoints: number;
}

export const templateCards = (locale: Locale): readonly TemplateCard[] =>
	templateIds.map((id) => {
		const { title, text, scenes } = templates[id];
		return {
			id,
			title: title[locale],
			text: text[locale],
			scenes: scenes.map((scene) => scene.title[locale]),
			touchpoints: scenes.reduce((n, scene) => n + (scene.touchpoints?.length ?? 0), 0)
		};
	});
