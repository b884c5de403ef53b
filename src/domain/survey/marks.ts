/**
 * Why an answer may not be a person's. It is kept, left out of the numbers, and can be taken back in.
 * `no_ticket`: its form was never loaded. `too_fast`: sent sooner than anybody reads and taps, by many such. `flood`: one
 * of more than a crowd can send. `same`: one of very many equal ones in a minute. `late`: sent long after its survey had
 * closed, from a form that was loaded before.
 */
export const markReasons = ['no_ticket', 'too_fast', 'flood', 'same', 'late'] as const;
export type MarkReason = (typeof markReasons)[number];

/** A marked answer as it is shown: never with text or customer. */
export interface MarkedAnswer {
	readonly id: string;
	readonly reason: MarkReason;
	/** Not in the numbers. */
	readonly leftOut: boolean;
	readonly channel: string;
	readonly submittedAt: string;
	readonly scores: readonly { readonly definition: string; readonly score: number }[];
	/** Who decided last; null: nobody yet. */
	readonly decidedByName: string | null;
}
