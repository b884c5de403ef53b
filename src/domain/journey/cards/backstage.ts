import { optionalReference } from '../records/define-record.ts';
import { defineCard } from './define-card.ts';

/** What we do behind the scenes so that the customer's step works, and which department does it. */
export const backstageCard = defineCard({
	kind: 'backstage',
	own: { departmentId: optionalReference() },
	ownTexts: [],
	ownTitles: [],
	controls: [{ field: 'departmentId', control: 'department' }]
});
