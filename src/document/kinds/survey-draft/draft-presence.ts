import * as v from 'valibot';

/** What somebody who edits a survey shows of itself. Never stored. `user` is filled by the server from the session. */
const PresenceState = v.object({
	user: v.optional(v.object({ id: v.string(), name: v.string(), color: v.optional(v.string()) })),
	/** The field they are in: of a question, or (empty id) of the survey itself; null: in none. */
	editing: v.optional(v.nullable(v.object({ id: v.string(), field: v.string() })), null)
});

export type DraftPresence = Readonly<v.InferOutput<typeof PresenceState>>;

/** Somebody's state; null when it cannot be read. */
export function readDraftPresence(state: unknown): DraftPresence | null {
	const parsed = v.safeParse(PresenceState, state);
	return parsed.success ? parsed.output : null;
}
