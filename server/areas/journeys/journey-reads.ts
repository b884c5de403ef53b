import type { Actor } from '#domain/access/index.ts';
import { journeyView, templateCards, type JourneySnapshot } from '#domain/journey/index.ts';
import { ListJourneysInput } from '#domain/journey/inputs.ts';
import { notFound } from '../../platform/errors.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findJourney, stamps, toCards } from './journey-cards.ts';
import type { Journeys, JourneysDeps } from './journeys.ts';
import { readOpening } from './opening.ts';
import * as repo from './repo/journeys.ts';

type Reads = Pick<Journeys, 'list' | 'get' | 'opening' | 'present' | 'templates' | 'exists'>;

/** What may be asked about journeys; nothing is changed. */
export function createJourneyReads({ db, documents }: Pick<JourneysDeps, 'db' | 'documents'>): Reads {
	async function readMap(actor: Actor, id: string): Promise<JourneySnapshot> {
		const { workspaceId } = actor;
		const snapshot = await db.inWorkspace(workspaceId, (trx) => documents.read(trx, { workspaceId, documentId: id }));
		if (snapshot === null) throw notFound();
		return snapshot;
	}

	return {
		async list(actor, input = {}) {
			authorize(actor, 'journey.view');
			const { status, ids, q = '', limit, cursor } = checked(ListJourneysInput, input);
			const rows = await db.inWorkspace(actor.workspaceId, (trx) =>
				repo.listJourneys(trx, actor.workspaceId, {
					...(status ? { status } : {}),
					...(ids ? { ids } : {}),
					words: q.toLowerCase().split(/\s+/u).filter(Boolean),
					limit: limit + 1,
					...(cursor === undefined ? {} : { after: readCursor(cursor) })
				})
			);
			const page = rows.slice(0, limit);
			const last = page.at(-1);
			return {
				items: await toCards(db, actor.workspaceId, page),
				next: rows.length > limit && last ? writeCursor({ at: last.exact_updated_at, id: last.id }) : null
			};
		},

		async get(actor, id) {
			authorize(actor, 'journey.view');
			const row = await findJourney(db, actor, id);
			return { ...journeyView(id, await readMap(actor, id)), ...stamps(row) };
		},

		async opening(actor, id) {
			authorize(actor, 'journey.view');
			return readOpening(
				await db.inWorkspace(actor.workspaceId, (trx) => repo.findOpening(trx, actor.workspaceId, id))
			);
		},

		present(actor) {
			authorize(actor, 'journey.view');
			return Object.fromEntries(documents.present(actor.workspaceId));
		},

		templates: templateCards,

		exists: async (workspaceId, id) =>
			(await db.inWorkspace(workspaceId, (trx) => repo.findJourney(trx, workspaceId, id))) !== undefined
	};
}
