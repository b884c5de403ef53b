import { expectTypeOf } from 'vitest';
import type { CardFields, CardKind, cards } from './all-cards.ts';
import { defineCard } from './define-card.ts';

/** Checked by svelte-check, which is a part of `npm test`; nothing here runs. */

expectTypeOf<CardKind>().toEqualTypeOf<keyof typeof cards>();
expectTypeOf<string>().not.toExtend<CardKind>();
// A card is told apart by its kind: every kind has its variant, and no variant is wider.
expectTypeOf<CardFields['kind']>().toEqualTypeOf<CardKind>();
expectTypeOf<Extract<CardFields, { kind: 'note' }>['kind']>().toEqualTypeOf<'note'>();
expectTypeOf<CardFields>().not.toBeAny();
// @ts-expect-error a card says which of its fields are texts
defineCard({ kind: 'x', own: {}, ownTitles: [], controls: [] });
