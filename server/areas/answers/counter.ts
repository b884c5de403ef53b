import type { NewId } from '#domain/shared/ids.ts';
import type { Kysely } from 'kysely';
import { createGroupCommit, type GroupCommit } from '../../db/group-commit.ts';
import { isLostRace } from '../../db/lost-race.ts';
import type { NamedStatements } from '../../db/named-statements.ts';
import {
	insertAndCount,
	insertAndCountAlone,
	settledIds,
	storedHashes,
	type NewResponse,
	type Unwritten
} from './repo/answers.ts';
import type { Db } from '../../db/scope.ts';
import type { Database } from '../../db/tables/index.ts';
import { codeOf } from '../../platform/start-error.ts';
import { introduce } from './introduce.ts';
import type { AnswerJob } from './prepare.ts';
import { marksWithin } from './within-limits.ts';

/**
 * `duplicate`: the same answer was counted before, and may have been taken out since. `mismatch`: the id was used for another answer,
 * which stays. `elsewhere`: where its code leads was remembered (`NewResponse.opened`), and has changed; nothing was written.
 */
export type Counted = 'created' | 'duplicate' | 'mismatch' | 'elsewhere';

/** What became of an answer whose code was looked up for it. */
export function lookedUp(counted: Counted): Exclude<Counted, 'elsewhere'> {
	if (counted === 'elsewhere') throw new Error('an answer was not written though its code was looked up for it');
	return counted;
}

/**
 * The one door through which answers are counted. All that wait go in with one statement; a response that nobody had
 * is written, counted and announced in the same commit, and everybody is told what became of theirs after it.
 */
export function createCounter(deps: {
	readonly db: Db & NamedStatements;
	readonly newId: NewId;
}): GroupCommit<AnswerJob, Counted> {
	const { db, newId } = deps;

	async function commit(jobs: readonly AnswerJob[]): Promise<Counted[]> {
		// The same id twice in one batch: the first is written, the others are measured against it.
		const firsts = new Map<string, AnswerJob>();
		for (const job of jobs) if (!firsts.has(keyOf(job))) firsts.set(keyOf(job), job);
		const batch = [...firsts.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

		const unwritten = await write(batch);
		const others = batch.filter((job) => unwritten.get(keyOf(job)) === 'kept');
		const stored = await storedHashes(
			db.system,
			others.map(({ row }) => ({ workspaceId: row.workspaceId, id: row.id }))
		);
		return jobs.map((job) => {
			const key = keyOf(job);
			const first = firsts.get(key)!;
			const why = unwritten.get(key);
			if (why === 'elsewhere') return 'elsewhere';
			if (why === undefined && first === job) return 'created';
			// Nothing stored: it was there, and somebody has taken it out. What it said is not known any more.
			const counted = why === undefined ? first.row.bodyHash : (stored.get(key) ?? job.row.bodyHash);
			return counted === job.row.bodyHash ? 'duplicate' : 'mismatch';
		});
	}

	function write(batch: readonly AnswerJob[]): Promise<Map<string, Unwritten>> {
		if (batch.every((job) => job.customer === null && job.limits === undefined)) {
			const rows = batch.map(({ row }) => row);
			return insertAndCountAlone(db.system, db, rows);
		}
		return db.system.transaction().execute(async (trx) => {
			// An answer that counts nothing introduces nobody: whoever was erased is not brought back by a repetition.
			const settled = await settledIds(
				trx,
				batch.map(({ row }) => ({ workspaceId: row.workspaceId, id: row.id }))
			);
			const fresh = batch.filter((job) => !settled.has(keyOf(job)));
			const unwritten = await insertAndCount(trx, await withinLimits(trx, fresh, await withCustomers(trx, fresh)));
			for (const key of settled) unwritten.set(key, 'kept');
			return unwritten;
		});
	}

	async function withCustomers(trx: Kysely<Database>, batch: readonly AnswerJob[]): Promise<NewResponse[]> {
		const known = batch.filter((job) => job.customer !== null);
		const ids = await introduce(
			trx,
			known.map((job) => job.customer!),
			newId
		);
		const byJob = new Map(known.map((job, at) => [job, ids[at]!]));
		return batch.map((job) => ({ ...job.row, customerId: byJob.get(job) ?? job.row.customerId }));
	}

	/** @param rows of the jobs, in their order */
	async function withinLimits(
		trx: Kysely<Database>,
		batch: readonly AnswerJob[],
		rows: readonly NewResponse[]
	): Promise<readonly NewResponse[]> {
		const limited = batch.flatMap(({ limits }, at) => (limits ? [{ row: rows[at]!, limits }] : []));
		if (limited.length === 0) return rows;
		const marks = await marksWithin(trx, limited);
		return rows.map((row) => ({ ...row, mark: row.mark ?? marks.get(row.id) ?? null }));
	}

	return createGroupCommit({ commit, isJobsFault, mayTryAgain: isLostRace });
}

const keyOf = ({ row }: AnswerJob): string => `${row.workspaceId}/${row.id}`;

/** SQLSTATE classes 22 (data) and 23 (constraint): something about a row, not about the database. */
const isJobsFault = (error: unknown): boolean => /^2[23]/.test(codeOf(error) ?? '');
