import type { ImportedRow } from '#contract/imports.ts';
import { ImportRow, ImportRows, rowIssues, type ImportRowInput } from '#domain/imports/index.ts';
import type { Id } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { issue } from '#domain/shared/result.ts';
import { conflict } from '../../platform/errors.ts';
import { allowAgain } from '../answers/repo/corrections.ts';
import type { RecordedRow } from '#contract/responses.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findRun, runView } from './find-run.ts';
import type { Imports, ImportsDeps } from './imports.ts';
import * as repo from './repo/imports.ts';
import { importedId, lookOf } from './views.ts';

/** Some of a run's rows: read, sent to the answers, and each told what became of it. */
export function createImportRows({
	db,
	now,
	responses
}: Pick<ImportsDeps, 'db' | 'now' | 'responses'>): Pick<Imports, 'add'> {
	return {
		async add(actor, id, input) {
			authorize(actor, 'response.import');
			const { rows } = checked(ImportRows, input);
			const { workspaceId } = actor;
			const run = await findRun(db, actor, id);
			if (run.status !== 'running') throw conflict('import_ended');
			const read = rows.map((row, at) => readRow(row, at, now()));
			const sendable = read.flatMap((row) => ('key' in row && codeOf(run, row) !== undefined ? [row] : []));
			const ids = sendable.map((row) => importedId(workspaceId, run.kind, row));
			const wanted = ids.filter((_, at) => sendable[at]!.restore === true);
			// Asked for and not yet stored is a state like any other: sending the same rows again goes on from there.
			if (wanted.length > 0) await db.inWorkspace(workspaceId, (trx) => allowAgain(trx, workspaceId, wanted));
			const sent = await responses.recordBatch(
				actor,
				sendable.map((row, at) => toResponse(ids[at]!, run, row)),
				(at) => ({
					runId: run.id,
					look: sendable[at]!.look === undefined ? undefined : lookOf(run.kind, sendable[at]!.look)
				})
			);
			const repeated = ids.filter((_, at) => sent.results[at]!.status === 'duplicate');
			const gone =
				repeated.length === 0
					? []
					: await db.inWorkspace(workspaceId, (trx) => repo.removedAnswers(trx, workspaceId, repeated));
			const removed = new Map(gone.map((one) => [one.id, one]));
			const results = new Map(
				sendable.map((row, at) => [row, toResult(row, sent.results[at]!, removed.get(ids[at]!))])
			);
			const all = read.map((row) => ('key' in row ? (results.get(row) ?? unknownTouchpoint(row)) : row));
			const after = await db.inWorkspace(workspaceId, async (trx) => {
				await repo.countRows(trx, workspaceId, id, countsOf(all));
				return runView(trx, actor, id);
			});
			// Undone meanwhile: what was stored goes with the rest, and nothing more may come.
			if (after.status !== 'running') throw conflict('import_ended');
			return { results: all, run: after };
		}
	};
}

/** The row, by the schema that the preview read it through; or what is wrong with it. */
function readRow(input: unknown, at: number, now: Date): ImportRowInput | ImportedRow {
	const given = parse(ImportRow, input);
	const issues = given.ok ? rowIssues(given.value, now) : given.issues;
	if (given.ok && issues.length === 0) return given.value;
	const number = typeof input === 'object' && input !== null && 'row' in input ? input.row : undefined;
	return { row: typeof number === 'number' ? number : at + 1, status: 'invalid', issues };
}

/** Of its place where it names one. */
const codeOf = ({ report }: repo.ImportRow, { touchpointId, place }: ImportRowInput): string | undefined =>
	place === undefined ? report.collectors[touchpointId] : report.places?.[touchpointId]?.[place];

const toResponse = (id: Id, run: repo.ImportRow, row: ImportRowInput) => ({
	id,
	collectorCode: codeOf(run, row),
	language: run.report.language,
	answers: {
		[run.report.question]: row.score,
		...(row.comment === undefined ? {} : { comment: row.comment }),
		...row.answers
	},
	...(row.submittedAt === undefined ? {} : { submittedAt: row.submittedAt }),
	...(row.partial === true ? { partial: true } : {}),
	...(row.customer === undefined ? {} : { customer: row.customer })
});

function toResult(
	{ row }: ImportRowInput,
	{ status, issues }: RecordedRow,
	removed: repo.RemovedAnswer | undefined
): ImportedRow {
	const told = issues && issues.length > 0 ? { issues } : {};
	switch (status) {
		case 'duplicate':
			if (removed) return { row, status: removed.restorable ? 'deleted' : 'erased', on: removed.removed_on };
			return { row, status };
		case 'created':
			return { row, status };
		case 'mismatch':
			return { row, status: 'conflict' };
		case 'invalid':
			return { row, status, ...told };
		case 'closed':
		case 'unknown_collector':
			return { row, status: 'invalid', issues: [issue('collector_closed', ['touchpointId'])] };
		case 'failed':
			return { row, status };
	}
}

const unknownTouchpoint = ({ row }: ImportRowInput): ImportedRow => ({
	row,
	status: 'invalid',
	issues: [issue('unknown', ['touchpointId'])]
});

const THERE: readonly ImportedRow['status'][] = ['duplicate', 'deleted', 'erased'];

const countsOf = (rows: readonly ImportedRow[]) => ({
	created: rows.filter((row) => row.status === 'created').length,
	duplicate: rows.filter((row) => THERE.includes(row.status)).length,
	failed: rows.filter((row) => row.status !== 'created' && !THERE.includes(row.status)).length
});
