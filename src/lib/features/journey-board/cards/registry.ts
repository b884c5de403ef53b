import type { Component } from 'svelte';
import type { Card, Item, ItemKind, Touchpoint } from '#domain/journey/index.ts';
import ActionCard from './ActionCard.svelte';
import BackstageCard from './BackstageCard.svelte';
import NoteCard from './NoteCard.svelte';
import OpportunityCard from './OpportunityCard.svelte';
import PainPointCard from './PainPointCard.svelte';
import QuoteCard from './QuoteCard.svelte';
import TouchpointCard from './TouchpointCard.svelte';

type ItemOf<K extends ItemKind> = K extends 'touchpoint' ? Touchpoint : Extract<Card, { kind: K }>;

/** How each kind of card looks on the board. A new kind is one component and one line here and in `heights.ts`. */
const looks: { readonly [K in ItemKind]: Component<{ item: ItemOf<K> }> } = {
	touchpoint: TouchpointCard,
	note: NoteCard,
	action: ActionCard,
	'pain-point': PainPointCard,
	opportunity: OpportunityCard,
	quote: QuoteCard,
	backstage: BackstageCard
};

/** The component for a kind; which kind of item it takes is known to the table above only. */
export const lookOf = (kind: ItemKind): Component<{ item: Item }> =>
	looks[kind] as unknown as Component<{ item: Item }>;
