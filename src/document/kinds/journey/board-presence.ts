import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';

const point = v.object({ x: v.number(), y: v.number() });
const ids = v.pipe(v.array(IdSchema), v.maxLength(60));

/**
 * What one editor shows of itself. Never stored; at most 4 kB, so long selections are cut (see `sendable`).
 * `user` is filled by the server from the session: a client cannot choose another name.
 */
export const PresenceState = v.object({
	user: v.optional(v.object({ id: v.string(), name: v.string(), color: v.optional(v.string()) })),
	/** Pointer in board coordinates; null when it is elsewhere. */
	cursor: v.optional(v.nullable(point), null),
	selection: v.optional(ids, []),
	/** What is being dragged, where its top left corner is, and the cell under it. The drop is the one write. */
	dragging: v.optional(
		v.nullable(
			v.object({
				ids,
				at: point,
				cell: v.optional(v.nullable(v.object({ sceneId: IdSchema, laneId: IdSchema })), null)
			})
		),
		null
	),
	/** The field whose text they are editing. */
	editing: v.optional(v.nullable(v.object({ id: IdSchema, field: v.string() })), null)
});

export type BoardPresence = Readonly<v.InferOutput<typeof PresenceState>>;

const MOST_IDS = 60;

/** Own presence as it may be sent. */
export const sendable = (own: Partial<Omit<BoardPresence, 'user'>>): Partial<Omit<BoardPresence, 'user'>> => ({
	...own,
	...(own.selection ? { selection: own.selection.slice(0, MOST_IDS) } : {}),
	...(own.dragging ? { dragging: { ...own.dragging, ids: own.dragging.ids.slice(0, MOST_IDS) } } : {})
});

/** Somebody's state; null when it cannot be read. */
export function readPresence(state: unknown): BoardPresence | null {
	const parsed = v.safeParse(PresenceState, state);
	return parsed.success ? parsed.output : null;
}
