import * as v from 'valibot';
import { type CardFields, cards, cardTexts, cardTitles, cardVariants, isCardKind } from '../cards/all-cards.ts';
import { byOrder } from '#domain/shared/order.ts';
import { defineRecord, type Given } from './define-record.ts';

/**
 * An item in a cell that is not a touchpoint. A union discriminated by `kind`; each arm is one file in `cards/`, which
 * adds its own fields to the common ones.
 */
export const CardSchema = v.variant('kind', cardVariants);

export type Card = Readonly<{ type: 'card'; id: string } & CardFields>;
export type CardOf<K extends Card['kind']> = Extract<Card, { kind: K }>;

export const cardVersions = { Initial: 1 } as const;

/** A card of any kind; the kind's own fields get their defaults. */
export function createCard(given: Given<Card, 'kind' | 'sceneId' | 'laneId' | 'order'> & Partial<CardFields>): Card {
	const { id, type: _type, ...fields } = { ...given, type: 'card' as const };
	return { ...v.parse(CardSchema, fields), type: 'card', id };
}

export const isCard = (record: { readonly type: string } | undefined): record is Card => record?.type === 'card';

export const cardRecord = defineRecord({
	type: 'card',
	collection: 'cards',
	fields: CardSchema,
	arm: ({ kind }) => (isCardKind(kind) ? cards[kind].schema : undefined),
	texts: cardTexts,
	titles: cardTitles,
	versions: cardVersions,
	migrations: [],
	blank: (id: string, key: string) => createCard({ id, kind: 'note', sceneId: id, laneId: id, order: key }),
	compare: byOrder,
	inCell: true
});
