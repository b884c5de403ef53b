import { defineCard } from './define-card.ts';

/** What could be better, and for whom. */
export const opportunityCard = defineCard({ kind: 'opportunity', own: {}, ownTexts: [], ownTitles: [], controls: [] });
