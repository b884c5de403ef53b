import * as v from 'valibot';
import { defineCard } from './define-card.ts';

/** 1 annoying, 2 costly, 3 makes customers leave. */
export const severities = [1, 2, 3] as const;

/** What hurts the customer. */
export const painPointCard = defineCard({
	kind: 'pain-point',
	own: { severity: v.optional(v.picklist(severities), 2) },
	ownTexts: [],
	ownTitles: [],
	controls: [{ field: 'severity', control: 'choice', options: severities }]
});
