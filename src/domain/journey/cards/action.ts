import { defineCard } from './define-card.ts';

/** What the customer does. */
export const actionCard = defineCard({ kind: 'action', own: {}, ownTexts: [], ownTitles: [], controls: [] });
