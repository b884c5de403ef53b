import type { Actor } from '#domain/access/index.ts';
import type { Db } from '../../db/scope.ts';
import { findKey, forget, remember, reserve } from './repo/idempotency.ts';
import { AppError, conflict } from '../../platform/errors.ts';

/** Answers are kept this long; a job deletes older ones. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
/**
 * A request still unfinished after this long died with its process; its key may be tried again. No request is allowed to run
 * anywhere near as long. (What it had committed before it died is done twice then: only rows with an id from the caller rule that out.)
 */
const ABANDONED_MS = 5 * 60 * 1000;

export interface IdempotentRequest {
	readonly key: string;
	readonly hash: Buffer;
	/** Keep only that it was done, not the answer. */
	readonly secret: boolean;
}

interface IdempotencyDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly log: { error(fields: object, message: string): void };
}

export type Idempotency = ReturnType<typeof createIdempotency>;

/**
 * Makes a POST safe to repeat: the first answer to a key is kept and given again.
 * Only successes are kept – a refusal changed nothing, so asking again may be answered anew.
 */
export function createIdempotency({ db, now, log }: IdempotencyDeps) {
	/** What was answered must be said whatever becomes of the key: the work is committed, or it was refused. */
	const note = (trx: Promise<unknown>): Promise<unknown> =>
		trx.catch((error: unknown) => log.error({ err: error }, 'an idempotency key could not be noted'));

	return {
		/**
		 * Runs `work` unless this actor's key was already used for the same request.
		 * @throws AppError 409 `idempotency_mismatch` (other request), `idempotency_in_progress` (first one still runs), `idempotency_done` (answer was a secret)
		 */
		async once(
			actor: Actor,
			request: IdempotentRequest,
			work: () => Promise<string | null>
		): Promise<{ text: string | null; replayed: boolean }> {
			const { workspaceId } = actor;
			const row = { workspaceId, actor: ownerOf(actor), key: request.key };
			const at = now();
			const mine = await db.inWorkspace(workspaceId, (trx) =>
				reserve(trx, row, request.hash, {
					now: at,
					expired: new Date(at.getTime() - KEPT_MS),
					abandoned: new Date(at.getTime() - ABANDONED_MS)
				})
			);
			if (!mine) return replay(await db.inWorkspace(workspaceId, (trx) => findKey(trx, row)), request.hash);
			let text: string | null;
			try {
				text = await work();
			} catch (error) {
				await note(db.inWorkspace(workspaceId, (trx) => forget(trx, row)));
				throw error;
			}
			await note(db.inWorkspace(workspaceId, (trx) => remember(trx, row, request.secret ? { done: true } : { text })));
			return { text, replayed: false };
		}
	};
}

const ownerOf = (actor: Actor): string =>
	actor.tokenId === undefined ? `user:${actor.userId}` : `token:${actor.tokenId}`;

function replay(found: Awaited<ReturnType<typeof findKey>>, hash: Buffer): { text: string | null; replayed: boolean } {
	// Gone between two statements: the first request was just refused. The caller tries again.
	if (found === undefined) throw inProgress();
	if (!found.hash.equals(hash)) throw conflict('idempotency_mismatch');
	if (found.kept === null) throw inProgress();
	if ('done' in found.kept) throw conflict('idempotency_done');
	return { text: found.kept.text, replayed: true };
}

const inProgress = () => new AppError(409, 'idempotency_in_progress', { retryAfter: 1 });
