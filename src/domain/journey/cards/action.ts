import { defineCard } from './define.ts';

/** What the customer does. */
export const actionCard = defineCard({ kind: 'action', own: {}, ownTexts: [], ownTitles: [], controls: [] });
