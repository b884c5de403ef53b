import { isId } from '#domain/shared/ids.ts';

export const BUS_CHANNEL = 'wayfelt';

/** What changed, for whoever shows it. Small on purpose: listeners read the rest from the database. */
export type BusMessage =
	/** Answers of a touchpoint were counted, or – a correction – taken out or changed. */
	| {
			readonly kind: 'score';
			readonly workspaceId: string;
			readonly touchpointId: string;
			readonly at: string;
			readonly correction: boolean;
			/** Series that were answered; none where something was taken out or changed. */
			readonly definitions: readonly string[];
	  }
	/** What somebody may do has changed; `userId` null: of everybody in the workspace. */
	| { readonly kind: 'access'; readonly workspaceId: string; readonly userId: string | null }
	/** Something else was recorded in the outbox: a hint for whoever reads it. */
	| { readonly kind: 'recorded'; readonly workspaceId: string }
	/** A survey is called otherwise, or its draft has come to differ from what is published, or no longer does. */
	| { readonly kind: 'survey'; readonly workspaceId: string; readonly surveyId: string }
	/** Touchpoints of the journey count elsewhere now: in another scene, for another department, again, or no longer. */
	| { readonly kind: 'placed'; readonly workspaceId: string; readonly journeyId: string }
	/** A link to numbers was withdrawn, or lets in otherwise now: whoever looks through it is decided about again. */
	| { readonly kind: 'share'; readonly workspaceId: string; readonly linkId: string }
	/** The journey was deleted: nobody looks at it any more. */
	| { readonly kind: 'deleted'; readonly workspaceId: string; readonly journeyId: string };

/** A notification's payload as a message; null for what a later program may send. */
export function readMessage(payload: string): BusMessage | null {
	let message: unknown;
	try {
		message = JSON.parse(payload);
	} catch {
		return null;
	}
	if (typeof message !== 'object' || message === null) return null;
	const { kind, workspaceId, touchpointId, at, correction, definitions, userId, journeyId, surveyId, linkId } =
		message as Record<string, unknown>;
	if (!isId(workspaceId)) return null;
	if (kind === 'score' && isId(touchpointId) && typeof at === 'string')
		return {
			kind,
			workspaceId,
			touchpointId,
			at: new Date(at).toISOString(),
			correction: correction === true,
			definitions: Array.isArray(definitions) ? definitions.filter(isId) : []
		};
	if (kind === 'access' && (userId === null || typeof userId === 'string')) return { kind, workspaceId, userId };
	if (kind === 'recorded') return { kind, workspaceId };
	if (kind === 'survey' && isId(surveyId)) return { kind, workspaceId, surveyId };
	if (kind === 'share' && isId(linkId)) return { kind, workspaceId, linkId };
	if ((kind === 'deleted' || kind === 'placed') && isId(journeyId)) return { kind, workspaceId, journeyId };
	return null;
}
