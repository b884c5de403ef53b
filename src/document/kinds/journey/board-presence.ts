import * as v from 'valibot';
import type { Awareness } from 'y-protocols/awareness';
import { IdSchema } from '#domain/shared/ids.ts';

const point = v.object({ x: v.number(), y: v.number() });
const ids = v.pipe(v.array(IdSchema), v.maxLength(60));

/**
 * What one editor shows of itself. Never stored; at most 4 kB, so long selections are cut (see `presenceOf`).
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

export type Presence = Readonly<v.InferOutput<typeof PresenceState>>;
export type OwnPresence = Omit<Presence, 'user'>;

export interface Other extends Presence {
	/** Yjs client id: one per open board. */
	readonly clientId: number;
}

const MOST_IDS = 60;

/** Own presence as it may be sent. */
export const presenceOf = (own: Partial<OwnPresence>): Partial<OwnPresence> => ({
	...own,
	...(own.selection ? { selection: own.selection.slice(0, MOST_IDS) } : {}),
	...(own.dragging ? { dragging: { ...own.dragging, ids: own.dragging.ids.slice(0, MOST_IDS) } } : {})
});

/** Everybody else on the board. States that cannot be read (an older editor) are left out. */
export function othersOn(awareness: Awareness): Other[] {
	const others: Other[] = [];
	for (const [clientId, state] of awareness.getStates()) {
		if (clientId === awareness.clientID) continue;
		const parsed = v.safeParse(PresenceState, state);
		if (parsed.success) others.push({ ...parsed.output, clientId });
	}
	return others.sort((a, b) => a.clientId - b.clientId);
}
