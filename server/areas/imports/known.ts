import type { KnownRow, KnownRun } from '#contract/imports.ts';
import type { ImportRowInput } from '#domain/imports/index.ts';
import { kindOf, readComment, type AskKind } from '#domain/survey/index.ts';
import * as repo from './repo/imports.ts';
import type { Trx } from '../../db/scope.ts';
import { importedId, lookOf } from './views.ts';

type Row = Pick<ImportRowInput, 'row' | 'touchpointId' | 'key' | 'look' | 'score' | 'comment' | 'submittedAt'>;

/** Looks rows up by what they are, and those that are not there by what they look like. Writes nothing. */
export async function knownRows(
	trx: Trx,
	workspaceId: string,
	kind: AskKind,
	rows: readonly Row[]
): Promise<{ results: KnownRow[]; runs: KnownRun[] }> {
	const ids = rows.map((row) => importedId(workspaceId, kind, row));
	const [stored, removed] = [
		new Map((await repo.storedAnswers(trx, workspaceId, ids)).map((one) => [one.id, one])),
		new Map((await repo.removedAnswers(trx, workspaceId, ids)).map((one) => [one.id, one]))
	];
	const looks = rows.flatMap((row, at) =>
		row.look === undefined || stored.has(ids[at]!) || removed.has(ids[at]!) ? [] : [lookOf(kind, row.look)]
	);
	const alike = new Map<string, string | null>();
	for (const one of await repo.answersThatLook(trx, workspaceId, looks)) {
		const name = `${one.touchpoint_id}/${one.import_look}`;
		if (!alike.has(name)) alike.set(name, one.import_run_id);
	}
	const results = rows.map((row, at): KnownRow => {
		const there = stored.get(ids[at]!);
		if (there)
			return {
				row: row.row,
				status: saysTheSame(row, there, kind) ? 'there' : 'conflict',
				...runOf(there.import_run_id)
			};
		const gone = removed.get(ids[at]!);
		if (gone) return { row: row.row, status: gone.restorable ? 'deleted' : 'erased', on: gone.removed_on };
		const name = row.look === undefined ? '' : `${row.touchpointId}/${lookOf(kind, row.look)}`;
		return alike.has(name)
			? { row: row.row, status: 'alike', ...runOf(alike.get(name)!) }
			: { row: row.row, status: 'new' };
	});
	const runs = await repo.runsWithAnswers(trx, workspaceId, [...new Set(results.flatMap(({ run }) => run ?? []))]);
	return { results, runs };
}

const runOf = (id: string | null): { run?: string } => (id === null ? {} : { run: id });

function saysTheSame(row: Row, there: repo.StoredAnswer, kind: AskKind): boolean {
	const comment = readComment(row.comment);
	return (
		there.answers[kindOf(kind).defaultId] === row.score &&
		(there.answers.comment ?? undefined) === (comment.ok ? comment.value : undefined) &&
		(row.submittedAt === undefined || Date.parse(row.submittedAt) === there.submitted_at.getTime())
	);
}
