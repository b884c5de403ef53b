import * as v from 'valibot';
import { IdSchema } from '../../shared/ids.ts';
import { defineEvent } from '../define-event.ts';

export const answerEvents = {
	/** An answer was stored; `counted` false: it carries a mark, and the numbers go without it. */
	'answer.counted': defineEvent('response', { touchpointId: IdSchema, collectorId: IdSchema, counted: v.boolean() }),
	/** The respondent changed it, or somebody decided whether the numbers go without it. */
	'answer.corrected': defineEvent('response', {
		touchpointId: IdSchema,
		change: v.picklist(['answers', 'left-out', 'taken-in'])
	}),
	/** Taken out, of the numbers too; `restorable`: somebody may bring it back. */
	'answer.removed': defineEvent('response', { touchpointId: IdSchema, restorable: v.boolean() }),
	/** Its person was erased: whoever holds a copy must let go of it. Says nothing else, since nothing else may be kept. */
	'answer.erased': defineEvent('response', {}),
	'customer.erased': defineEvent('customer', {
		answers: v.picklist(['keep', 'remove']),
		kept: v.number(),
		removed: v.number()
	})
};
