import { text } from '../records/define-record.ts';
import { defineCard } from './define-card.ts';

/** What a customer said, in their words (`title`), and where it comes from (`source`). */
export const quoteCard = defineCard({
	kind: 'quote',
	own: { source: text() },
	ownTexts: [],
	ownTitles: ['source'],
	controls: [{ field: 'source', control: 'text' }]
});
