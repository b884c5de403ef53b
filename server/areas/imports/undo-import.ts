import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { againIfLost } from '../../db/lost-race.ts';
import { removeAndUncount } from '../answers/repo/corrections.ts';
import * as repo from './repo/imports.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict } from '../../platform/errors.ts';

/** Answers that one transaction takes out; and transactions of one call, so that no call runs into a time limit. */
const PIECE = 1000;
const PIECES = 5;

/**
 * Takes out the answers that a run brought, as though it had never been: their ids may come again. Piece by piece, each with
 * its numbers in one transaction; who was introduced by the run and is known by nothing else goes too, and at the end the
 * survey that was made for it, unless something else uses it.
 * @returns whether all of it is done; otherwise calling again goes on, also after a stop half-way
 */
export async function undoImport(db: Db, actor: Actor, run: repo.ImportRow, now: () => Date): Promise<boolean> {
	const { workspaceId, userId } = actor;
	const by = eventActor(actor);
	if (run.status === 'undone') return true;
	if (run.report.linked !== true) throw conflict('import_unlinked');
	// From here on nothing of it arrives any more (see the migration "import-way-back").
	await db.inWorkspace(workspaceId, (trx) => repo.beginUndo(trx, workspaceId, run.id, { by: userId, at: now() }));
	for (let piece = 0; piece < PIECES; piece++) {
		const left = await againIfLost(() =>
			db.inWorkspace(workspaceId, async (trx) => {
				const answers = await repo.answersOfRun(trx, workspaceId, run.id, PIECE);
				if (answers.length === 0) {
					await repo.deleteUnusedSetUp(trx, workspaceId, codesOf(run), by);
					if (await repo.endUndo(trx, workspaceId, run.id, now()))
						await record(trx, workspaceId, by, [{ kind: 'import.undone', subject: run.id, payload: {} }]);
					return false;
				}
				const removed = await removeAndUncount(
					trx,
					workspaceId,
					answers.map(({ id }) => id),
					by,
					'forgotten'
				);
				const customers = new Set(answers.flatMap(({ customer_id }) => customer_id ?? []));
				await repo.deleteLonelyCustomers(trx, workspaceId, [...customers], run.created_at);
				await repo.countUndone(trx, workspaceId, run.id, removed);
				return true;
			})
		);
		if (!left) return true;
	}
	return false;
}

const codesOf = ({ report: { collectors, places } }: repo.ImportRow): string[] => [
	...Object.values(collectors),
	...Object.values(places ?? {}).flatMap((names) => Object.values(names))
];
