import type { ImportView } from '#contract/imports.ts';
import { can, type Actor } from '#domain/access/index.ts';
import { isId } from '#domain/shared/ids.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import * as repo from './repo/imports.ts';
import { toView } from './views.ts';

/** @throws AppError 404 */
export async function findRun(db: Db, actor: Actor, id: string): Promise<repo.ImportRow> {
	const run = isId(id)
		? await db.inWorkspace(actor.workspaceId, (trx) => repo.findImport(trx, actor.workspaceId, id))
		: undefined;
	if (run === undefined) throw notFound();
	return run;
}

/** May this person undo what somebody (`createdBy`) has imported? */
export const mayUndo = (actor: Actor) => (createdBy: string) =>
	can(actor, 'import.undo', { workspaceId: actor.workspaceId, createdBy });

/** @throws AppError 404 */
export const findRunView = (db: Db, actor: Actor, id: string): Promise<ImportView> =>
	db.inWorkspace(actor.workspaceId, (trx) => runView(trx, actor, id));

/** The same in a transaction that is open. */
export async function runView(trx: Trx, actor: Actor, id: string): Promise<ImportView> {
	const [row] = await repo.listImports(trx, actor.workspaceId, { id, limit: 1 });
	if (row === undefined) throw notFound();
	return toView(row, mayUndo(actor));
}
