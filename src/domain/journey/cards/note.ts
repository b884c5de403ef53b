import { defineCard } from './define-card.ts';

/** A remark for the team, nothing more. */
export const noteCard = defineCard({ kind: 'note', own: {}, ownTexts: [], ownTitles: [], controls: [] });
