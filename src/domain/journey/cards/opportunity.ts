import { defineCard } from './define.ts';

/** What could be better, and for whom. */
export const opportunityCard = defineCard({ kind: 'opportunity', own: {}, ownTexts: [], ownTitles: [], controls: [] });
