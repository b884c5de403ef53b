import { eventActor } from '#domain/events/index.ts';
import { instantiateWithKeys, journeyView } from '#domain/journey/index.ts';
import { AddTouchpointInput, CreateJourneyInput, UpdateJourneyInput } from '#domain/journey/inputs.ts';
import { isId } from '#domain/shared/ids.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findJourney, toCards } from './journey-cards.ts';
import type { Journeys, JourneysDeps } from './journeys.ts';
import * as repo from './repo/journeys.ts';
import { writeView } from './write-view.ts';

type Writes = Pick<Journeys, 'create' | 'update' | 'remove' | 'addTouchpoint'>;

/** What people and programs do to journeys outside the board. */
export function createJourneyWrites(deps: JourneysDeps, changed: Journeys['changed']): Writes {
	const { db, newId, now, documents } = deps;

	return {
		async create(actor, input) {
			authorize(actor, 'journey.create');
			const { title, template, locale } = checked(CreateJourneyInput, input);
			const id = newId();
			const { snapshot, touchpoints } = instantiateWithKeys(template, { title, locale, newId });
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				await documents.create(trx, { workspaceId: actor.workspaceId, documentId: id }, snapshot, actor.userId);
				await repo.insertJourney(trx, {
					workspaceId: actor.workspaceId,
					id,
					title,
					createdBy: actor.userId,
					at: now()
				});
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.created', subject: id, payload: {} }
				]);
				const before = (await repo.lockJourney(trx, actor.workspaceId, id))!;
				const key = { workspaceId: actor.workspaceId, journeyId: id };
				await writeView(trx, key, snapshot, { before, at: now(), log: deps.log });
			});
			return { id, touchpoints };
		},

		async update(actor, id, input) {
			authorize(actor, 'journey.edit');
			const { title, status } = checked(UpdateJourneyInput, input);
			const { workspaceId } = actor;
			await findJourney(db, actor, id);
			if (title !== undefined) {
				await documents.edit({ workspaceId, documentId: id }, actor, 'editJourney', { fields: { title } });
				// Committed: from here on the view is a matter of time, not of this request.
				await changed({ workspaceId, documentId: id });
			}
			if (status !== undefined)
				await db.inWorkspace(workspaceId, async (trx) => {
					if (await repo.setStatus(trx, workspaceId, id, status, now()))
						await record(trx, workspaceId, eventActor(actor), [
							{ kind: 'journey.status-set', subject: id, payload: { status } }
						]);
				});
			const row = await findJourney(db, actor, id);
			return (await toCards(db, workspaceId, [title === undefined ? row : { ...row, title }]))[0]!;
		},

		async remove(actor, id) {
			authorize(actor, 'journey.edit');
			const { workspaceId } = actor;
			if (!isId(id)) throw notFound();
			await db.inWorkspace(workspaceId, async (trx) => {
				if (!(await repo.markDeleted(trx, workspaceId, id, now()))) throw notFound();
				await record(trx, workspaceId, eventActor(actor), [{ kind: 'journey.deleted', subject: id, payload: {} }]);
			});
			// It is gone; a board that stays open meanwhile is refused when it next asks.
			await documents
				.closed({ workspaceId, documentId: id })
				.catch((error: unknown) =>
					deps.log.error({ err: error, journey: id }, 'boards of a deleted journey stay open')
				);
		},

		async addTouchpoint(actor, id, input) {
			authorize(actor, 'journey.edit');
			const given = checked(AddTouchpointInput, input);
			await findJourney(db, actor, id);
			const { created, snapshot } = await documents.edit(
				{ workspaceId: actor.workspaceId, documentId: id },
				actor,
				'addTouchpoint',
				given
			);
			// Committed: an error from here on would make its caller add it twice.
			await changed({ workspaceId: actor.workspaceId, documentId: id });
			return journeyView(id, snapshot).touchpoints.find((one) => one.id === created[0])!;
		}
	};
}
