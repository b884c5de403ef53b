import * as v from 'valibot';
import { order, reference, text } from '../records/define-record.ts';

/** Fields that every card has, whatever its kind. */
export const commonCardFields = {
	title: text(),
	description: text(),
	sceneId: reference(),
	laneId: reference(),
	order: order()
} as const;

/** Fields of a kind's own that the inspector offers, by the control that edits them. */
export type CardControl =
	| { readonly field: string; readonly control: 'text' }
	| { readonly field: string; readonly control: 'choice'; readonly options: readonly (string | number)[] }
	| { readonly field: string; readonly control: 'department' };

export interface CardDefinition<K extends string = string, E extends v.ObjectEntries = v.ObjectEntries> {
	readonly kind: K;
	/** Fields of this kind alone, each with a default. */
	readonly own: E;
	/** Which of them are long collaborative texts, and which are short ones. */
	readonly ownTexts: readonly string[];
	readonly ownTitles: readonly string[];
	readonly controls: readonly CardControl[];
}

/** The validator of a whole card of this kind: the common fields and its own. */
export const defineCard = <const K extends string, E extends v.ObjectEntries>(definition: CardDefinition<K, E>) => ({
	...definition,
	schema: v.object({ ...commonCardFields, ...definition.own, kind: v.literal(definition.kind) })
});
