import type * as v from 'valibot';
import { actionCard } from './action.ts';
import { backstageCard } from './backstage.ts';
import { noteCard } from './note.ts';
import { opportunityCard } from './opportunity.ts';
import { painPointCard } from './pain-point.ts';
import { quoteCard } from './quote.ts';

/** Every kind of card: a new kind is one file beside this one and one line here. */
export const cards = {
	note: noteCard,
	action: actionCard,
	'pain-point': painPointCard,
	opportunity: opportunityCard,
	quote: quoteCard,
	backstage: backstageCard
} as const;

export type CardKind = keyof typeof cards;
export const cardKinds = Object.keys(cards) as unknown as readonly [CardKind, ...CardKind[]];
export const isCardKind = (kind: unknown): kind is CardKind => typeof kind === 'string' && Object.hasOwn(cards, kind);

type Variant = (typeof cards)[CardKind]['schema'];
export type CardFields = v.InferOutput<Variant>;

export const cardVariants = Object.values(cards).map((c) => c.schema) as [Variant, ...Variant[]];

/** Names of the fields that are collaborative texts, and of those that are short texts, in at least one kind. */
export const cardTexts: readonly string[] = named(['description'], ({ ownTexts }) => ownTexts);
export const cardTitles: readonly string[] = named(['title'], ({ ownTitles }) => ownTitles);

function named(
	common: readonly string[],
	own: (card: { readonly ownTexts: readonly string[]; readonly ownTitles: readonly string[] }) => readonly string[]
): string[] {
	return [...new Set([...common, ...Object.values(cards).flatMap(own)])];
}
