import type { Card } from '#domain/journey/index.ts';

/** A card of one kind, with that kind's own fields. */
export type CardOf<K extends Card['kind']> = Extract<Card, { readonly kind: K }>;
