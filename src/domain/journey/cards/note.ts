import { defineCard } from './define.ts';

/** A remark for the team, nothing more. */
export const noteCard = defineCard({ kind: 'note', own: {}, ownTexts: [], ownTitles: [], controls: [] });
