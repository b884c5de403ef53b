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

/** Kinds that look like no other: a component, a line here, and one in `heights.ts`. The others are their text. */
const looks: { readonly [K in ItemKind]?: Component<{ item: ItemOf<K> }> } = {
	touchpoint: TouchpointCard,
	note: NoteCard,
	'pain-point': PainPointCard,
	opportunity: OpportunityCard,
	quote: QuoteCard,
	backstage: BackstageCard
};

/** The component for a kind; which kind of item it takes is known to the table above only. */
export const lookOf = (kind: ItemKind): Component<{ item: Item }> =>
	(looks[kind] ?? TextCard) as unknown as Component<{ item: Item }>;
