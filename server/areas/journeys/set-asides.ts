import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import type { Difference } from '#domain/journey/index.ts';
import { ListSetAsides, readSetAsideId, setAsideId } from '#domain/journey/inputs.ts';
import { isId } from '#domain/shared/ids.ts';
import type { ReadEdits } from '../../collab/ports.ts';
import { findJourney } from './repo/journeys.ts';
import { memberNames } from '../people/repo/members.ts';
import * as repo from './repo/set-asides.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { JourneyDocuments } from './journey-documents.ts';

/** Edits that were stored, that Yjs then refused to put into the map, and that are kept beside it. */
export interface SetAsideView {
	readonly id: string;
	/** When they were taken out of the map. */
	readonly at: string;
	/** Whose they are; a name is null when that person has left. */
	readonly authors: readonly { readonly id: string; readonly name: string | null }[];
	/** How many. */
	readonly edits: number;
	readonly bytes: number;
	/** What the program says why the first of them was refused. */
	readonly reason: string;
	/** What they would change on the map as it is now; null when nothing of it can be read. */
	readonly contents: ReadEdits<Difference> | null;
}

export interface SetAsides {
	/** Of one journey, the last ones first. */
	list(actor: Actor | null, journeyId: string, input: unknown): Promise<{ items: SetAsideView[]; next: string | null }>;
	/** How many edits of a journey were set aside. */
	count(actor: Actor | null, journeyId: string): Promise<number>;
	/** As they are stored. */
	bytes(actor: Actor | null, journeyId: string, id: string): Promise<Uint8Array>;
	/** Removes them for good. */
	remove(actor: Actor | null, journeyId: string, id: string): Promise<void>;
}

export interface SetAsidesDeps {
	readonly db: Db;
	readonly documents: Pick<JourneyDocuments, 'readSetAside'>;
}

export function createSetAsides({ db, documents }: SetAsidesDeps): SetAsides {
	/** Journeys of others and deleted ones have none. */
	const inJourney = <T>(actor: Actor, journeyId: string, work: (trx: Trx) => Promise<T>): Promise<T> => {
		const { workspaceId } = actor;
		if (!isId(journeyId)) throw notFound();
		return db.inWorkspace(workspaceId, async (trx) => {
			if ((await findJourney(trx, workspaceId, journeyId)) === undefined) throw notFound();
			return work(trx);
		});
	};

	return {
		async list(actor, journeyId, input) {
			authorize(actor, 'journey.edit');
			const { limit, cursor } = checked(ListSetAsides, input);
			const before = cursor === undefined ? undefined : readSetAsideId(cursor);
			if (before === null) throw new AppError(400, 'cursor');
			const { workspaceId } = actor;
			const { rows, names } = await inJourney(actor, journeyId, async (trx) => {
				const found = await repo.listSetAside(trx, workspaceId, journeyId, {
					limit: limit + 1,
					...(before && { before })
				});
				const authors = [...new Set(found.flatMap((row) => row.authors))];
				return { rows: found, names: await memberNames(trx, workspaceId, authors) };
			});
			const page = rows.slice(0, limit);
			const contents =
				page.length > 0 ? await documents.readSetAside({ workspaceId, documentId: journeyId }, page) : [];
			return {
				items: page.map((row, i) => view(row, names, contents[i] ?? null)),
				next: rows.length > limit ? setAsideId(page.at(-1)!) : null
			};
		},

		async count(actor, journeyId) {
			authorize(actor, 'journey.edit');
			return inJourney(actor, journeyId, (trx) => repo.countSetAside(trx, actor.workspaceId, journeyId));
		},

		async bytes(actor, journeyId, id) {
			authorize(actor, 'journey.edit');
			const place = readSetAsideId(id);
			const row =
				place &&
				(await inJourney(actor, journeyId, (trx) => repo.findSetAside(trx, actor.workspaceId, journeyId, place)));
			if (!row) throw notFound();
			return row.bytes;
		},

		async remove(actor, journeyId, id) {
			authorize(actor, 'journey.edit');
			const place = readSetAsideId(id);
			if (place === null) throw notFound();
			await inJourney(actor, journeyId, async (trx) => {
				if (!(await repo.deleteSetAside(trx, actor.workspaceId, journeyId, place))) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'journey.edits-discarded', subject: journeyId, payload: {} }
				]);
			});
		}
	};
}

const view = (
	row: repo.SetAsideRow,
	names: ReadonlyMap<string, string>,
	contents: ReadEdits<Difference> | null
): SetAsideView => ({
	id: setAsideId(row),
	at: row.at.toISOString(),
	authors: row.authors.filter((id) => id !== '').map((id) => ({ id, name: names.get(id) ?? null })),
	edits: row.updates,
	bytes: row.bytes.length,
	reason: row.reason,
	contents
});
