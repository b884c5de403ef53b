import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000));

/** What somebody does with the demo's phone. */
export const PhoneAct = v.variant('do', [
	/** A picture that hangs somewhere, by its collector, or what a code says. */
	v.strictObject({ do: v.literal('scan'), collector: text }),
	v.strictObject({ do: v.literal('scan-text'), text }),
	/** @param code that was scanned before */
	v.strictObject({ do: v.literal('follow'), code: v.optional(text) }),
	v.strictObject({ do: v.literal('leave') }),
	v.strictObject({ do: v.literal('say'), text }),
	/** An item of a menu. */
	v.strictObject({ do: v.literal('tap'), id: text, content: text })
]);
export type PhoneAct = v.InferOutput<typeof PhoneAct>;
