import type { Component } from 'svelte';
import type { Card, Item, ItemKind, Touchpoint } from '#domain/journey/index.ts';
import BackstageCard from './BackstageCard.svelte';
import NoteCard from './NoteCard.svelte';
import OpportunityCard from './OpportunityCard.svelte';
import PainPointCard from './PainPointCard.svelte';
import QuoteCard from './QuoteCard.svelte';
import TextCard from './TextCard.svelte';
import TouchpointCard from './TouchpointCard.svelte';

type ItemOf<K extends ItemKind> = K extends 'touchpoint' ? Touchpoint : Extract<Card, { kind: K }>;

/** What a card is given. It comes with its title first; the rest of it follows when there is time. */
export interface LookProps<I extends Item> {
	readonly item: I;
	/** Screen readers hear all of it. */
	readonly said: boolean;
	/** Everything is shown, since the map is large enough to read it. */
	readonly full: boolean;
}

/** Kinds that look like no other: a component, a line here, and one in `domain/journey/card-heights.ts`. The others are their text. */
const looks: { readonly [K in ItemKind]?: Component<LookProps<ItemOf<K>>> } = {
	touchpoint: TouchpointCard,
	note: NoteCard,
	'pain-point': PainPointCard,
	opportunity: OpportunityCard,
	quote: QuoteCard,
	backstage: BackstageCard
};

/** The component for a kind; which kind of item it takes is known to the table above only. */
export const lookOf = (kind: ItemKind): Component<LookProps<Item>> =>
	(looks[kind] ?? TextCard) as unknown as Component<LookProps<Item>>;
