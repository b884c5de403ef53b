import type { SetAsideView } from '#contract/set-asides.ts';
import type { Actor, WorkspaceWide } from '#domain/access/index.ts';
import { eventActor, type NewEvent } from '#domain/events/index.ts';
import { ListSetAsides, readSetAsideId, setAsideId } from '#domain/shared/set-asides.ts';
import { isId } from '#domain/shared/ids.ts';
import type { ReadEdits } from '../../collab/ports.ts';
import { memberNames } from '../people/repo/members.ts';
import * as repo from './repo/set-asides.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { DocumentKey } from '../../documents/store.ts';
import type { Packed } from '../../documents/pack.ts';

/** Those of one kind of document. */
export interface SetAsides<Difference> {
	/** Of one document, the last ones first. `edits`: how many there are on all pages. */
	list(
		actor: Actor | null,
		documentId: string,
		input: unknown
	): Promise<{ items: SetAsideView<Difference>[]; next: string | null; edits: number }>;
	/** How many edits of a document were set aside. */
	count(actor: Actor | null, documentId: string): Promise<number>;
	/** As they are stored. */
	bytes(actor: Actor | null, documentId: string, id: string): Promise<Uint8Array>;
	/** Removes them for good. */
	remove(actor: Actor | null, documentId: string, id: string): Promise<void>;
}

export interface SetAsidesDeps<Difference> {
	readonly db: Db;
	/** Who may look at them and remove them: those who may edit the document. */
	readonly permission: WorkspaceWide;
	/** Is there such a document that this workspace can open? */
	readonly exists: (trx: Trx, workspaceId: string, id: string) => Promise<boolean>;
	/** What edits that were set aside would change in a document now; row by row, null where nothing can be read. */
	readonly read: (key: DocumentKey, rows: readonly Packed[]) => Promise<readonly (ReadEdits<Difference> | null)[]>;
	/** What is recorded when somebody removes some. */
	readonly discarded: (id: string) => NewEvent;
}

export function createSetAsides<Difference>(deps: SetAsidesDeps<Difference>): SetAsides<Difference> {
	const { db, permission } = deps;

	/** Documents of others and deleted ones have none. */
	const inDocument = <T>(actor: Actor, documentId: string, work: (trx: Trx) => Promise<T>): Promise<T> => {
		const { workspaceId } = actor;
		if (!isId(documentId)) throw notFound();
		return db.inWorkspace(workspaceId, async (trx) => {
			if (!(await deps.exists(trx, workspaceId, documentId))) throw notFound();
			return work(trx);
		});
	};

	return {
		async list(actor, documentId, input) {
			authorize(actor, permission);
			const { limit, cursor } = checked(ListSetAsides, input);
			const before = cursor === undefined ? undefined : readSetAsideId(cursor);
			if (before === null) throw new AppError(400, 'cursor');
			const { workspaceId } = actor;
			const { rows, names, edits } = await inDocument(actor, documentId, async (trx) => {
				const found = await repo.listSetAside(trx, workspaceId, documentId, {
					limit: limit + 1,
					...(before && { before })
				});
				const authors = [...new Set(found.flatMap((row) => row.authors))];
				return {
					rows: found,
					names: await memberNames(trx, workspaceId, authors),
					edits: found.length === 0 ? 0 : await repo.countSetAside(trx, workspaceId, documentId)
				};
			});
			const page = rows.slice(0, limit);
			const contents = page.length > 0 ? await deps.read({ workspaceId, documentId }, page) : [];
			return {
				items: page.map((row, i) => view(row, names, contents[i] ?? null)),
				next: rows.length > limit ? setAsideId(page.at(-1)!) : null,
				edits
			};
		},

		async count(actor, documentId) {
			authorize(actor, permission);
			return inDocument(actor, documentId, (trx) => repo.countSetAside(trx, actor.workspaceId, documentId));
		},

		async bytes(actor, documentId, id) {
			authorize(actor, permission);
			const place = readSetAsideId(id);
			const row =
				place &&
				(await inDocument(actor, documentId, (trx) => repo.findSetAside(trx, actor.workspaceId, documentId, place)));
			if (!row) throw notFound();
			return row.bytes;
		},

		async remove(actor, documentId, id) {
			authorize(actor, permission);
			const place = readSetAsideId(id);
			if (place === null) throw notFound();
			await inDocument(actor, documentId, async (trx) => {
				if (!(await repo.deleteSetAside(trx, actor.workspaceId, documentId, place))) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [deps.discarded(documentId)]);
			});
		}
	};
}

const view = <Difference>(
	row: repo.SetAsideRow,
	names: ReadonlyMap<string, string>,
	contents: ReadEdits<Difference> | null
): SetAsideView<Difference> => ({
	id: setAsideId(row),
	at: row.at.toISOString(),
	authors: row.authors.filter((id) => id !== '').map((id) => ({ id, name: names.get(id) ?? null })),
	edits: row.updates,
	bytes: row.bytes.length,
	reason: row.reason,
	contents
});
