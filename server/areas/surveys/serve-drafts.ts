import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import { can, type Actor } from '#domain/access/index.ts';
import { serveKind, type CollabRequest, type ServedKind } from '../../collab/index.ts';
import type { Drafts } from './drafts.ts';

export interface ServeDraftsDeps {
	/** Who asks, and until when their session or token holds. */
	readonly identify: (
		request: CollabRequest
	) => Promise<{ readonly actor: Actor | null; readonly endsAt: Date | null }>;
	/** Undefined while the program starts: sockets exist before surveys do. */
	readonly drafts: () => Pick<Drafts, 'open'> | undefined;
}

/** Surveys' drafts as collaboration serves them. */
export const serveDrafts = ({ identify, drafts }: ServeDraftsDeps): ServedKind =>
	serveKind(surveyDraftKind, {
		async authorize(request, documentId) {
			const { actor, endsAt } = await identify(request);
			if (actor === null) return { refused: 'unauthenticated' };
			const { userId, name, workspaceId } = actor;
			// Asked first: nobody makes a document by asking for what they may not see.
			if (!can(actor, 'survey.view')) return { refused: 'forbidden' };
			if (!(await drafts()?.open({ workspaceId, documentId }))) return { refused: 'not_found' };
			return { userId, name, workspaceId, documentId, canWrite: can(actor, 'survey.edit'), endsAt };
		}
	});
