import { journeyKind } from '#document/kinds/journey/index.ts';
import { can, type Actor } from '#domain/access/index.ts';
import {
	serveKind,
	type CollabRequest,
	type Follow,
	type Grant,
	type Refusal,
	type ServedKind
} from '../../collab/index.ts';
import type { Journeys } from './journeys.ts';

export interface ServeJourneysDeps {
	/** Who asks, and until when their session or token holds. */
	readonly identify: (
		request: CollabRequest
	) => Promise<{ readonly actor: Actor | null; readonly endsAt: Date | null }>;
	/** Undefined while the program starts: sockets exist before journeys do. */
	readonly journeys: () => Pick<Journeys, 'exists'> | undefined;
	readonly follow: Follow;
}

/** Journeys' documents as collaboration serves them. */
export const serveJourneys = ({ identify, journeys, follow }: ServeJourneysDeps): ServedKind =>
	serveKind(journeyKind, {
		async authorize(request, id) {
			const { actor, endsAt } = await identify(request);
			if (actor === null) return { refused: 'unauthenticated' };
			if (!(await journeys()?.exists(actor.workspaceId, id))) return { refused: 'not_found' };
			return grantTo(actor, id, endsAt);
		},
		follow
	});

function grantTo(actor: Actor, id: string, endsAt: Date | null): Grant | Refusal {
	if (!can(actor, 'journey.view')) return { refused: 'forbidden' };
	const { userId, name, workspaceId } = actor;
	const canFollow = can(actor, 'result.view');
	return { userId, name, workspaceId, documentId: id, canWrite: can(actor, 'journey.edit'), canFollow, endsAt };
}
