import * as v from 'valibot';
import type { View } from '../shared/view.ts';

/**
 * Why an answer may not be a person's. It is kept, left out of the numbers, and can be taken back in.
 * `no_ticket`: its form was never loaded. `too_fast`: sent sooner than anybody reads and taps, by many such. `flood`: one
 * of more than a crowd can send. `same`: one of very many equal ones in a minute. `late`: sent long after its survey had
 * closed, from a form that was loaded before. `over`: above the number of answers that its collector takes, of all or of a
 * quota. `again`: of somebody who had answered already, where one answer counts of each person. `test`: somebody tried the survey out; never counted, and nobody can count it.
 * `by_hand`: nothing gave it away, somebody of the team left it out.
 */
export const markReasons = [
	'no_ticket',
	'too_fast',
	'flood',
	'same',
	'late',
	'over',
	'again',
	'test',
	'by_hand'
] as const;
export type MarkReason = (typeof markReasons)[number];

export const MarkedAnswerSchema = v.object({
	id: v.string(),
	reason: v.picklist(markReasons),
	leftOut: v.pipe(v.boolean(), v.description('Not in the numbers.')),
	channel: v.string(),
	submittedAt: v.pipe(v.string(), v.isoTimestamp()),
	scores: v.array(v.object({ definition: v.string(), score: v.number() })),
	decidedByName: v.pipe(v.nullable(v.string()), v.description('Who decided last; null: nobody yet.'))
});
/** A marked answer as it is shown: never with text or customer. */
export type MarkedAnswer = View<typeof MarkedAnswerSchema>;
