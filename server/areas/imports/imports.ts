import { can, type Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import {
	CheckRows,
	ImportRow,
	ImportRows,
	ListImports,
	rowIssues,
	StartImport,
	type ImportRowInput
} from '#domain/imports/index.ts';
import { isId, type Id } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { issue } from '#domain/shared/result.ts';
import { kindOf } from '#domain/survey/index.ts';
import { allowAgain } from '../answers/repo/corrections.ts';
import * as repo from './repo/imports.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { knownRows, type KnownRow, type KnownRun } from './known.ts';
import { collectorsFor, type SetUpDeps } from './set-up.ts';
import { undoImport } from './undo-import.ts';
import { importedId, lookOf, toView, type ImportedRow, type ImportView } from './views.ts';
import type { RecordedRow, Responses } from '../answers/responses.ts';

export type { KnownRow, KnownRun } from './known.ts';
export { importedId, type ImportedRow, type ImportView } from './views.ts';

export interface Imports {
	/** What is there already of up to 1,000 rows; writes nothing. */
	check(actor: Actor | null, input: unknown): Promise<{ results: KnownRow[]; runs: KnownRun[] }>;
	/**
	 * Makes ready what the rows will need – one survey, and a collector on each touchpoint – and opens the run: all of it
	 * or nothing.
	 */
	start(actor: Actor | null, input: unknown): Promise<ImportView>;
	/** Up to 500 rows, each told on its own. Rows that were sent before count once, in this run and in every other. */
	add(actor: Actor | null, id: string, input: unknown): Promise<{ results: ImportedRow[]; run: ImportView }>;
	/** Everything was sent. */
	finish(actor: Actor | null, id: string): Promise<ImportView>;
	/**
	 * Takes everything out that the run brought, some thousand answers a call: to be repeated until the status is `undone`.
	 * One's own, or anybody's, as the policy says (`import.undo`). 409 `import_unlinked`: it was made before answers knew their import.
	 */
	undo(actor: Actor | null, id: string): Promise<ImportView>;
	/** Newest first. */
	list(actor: Actor | null, input?: unknown): Promise<ImportView[]>;
}

export interface ImportsDeps extends SetUpDeps {
	readonly db: Db;
	readonly responses: Pick<Responses, 'recordBatch'>;
}

export function createImports(deps: ImportsDeps): Imports {
	const { db, newId, now, responses } = deps;

	async function open(actor: Actor, id: string): Promise<repo.ImportRow> {
		const run = isId(id)
			? await db.inWorkspace(actor.workspaceId, (trx) => repo.findImport(trx, actor.workspaceId, id))
			: undefined;
		if (run === undefined) throw notFound();
		return run;
	}

	const mayUndo = (actor: Actor) => (createdBy: string) =>
		can(actor, 'import.undo', { workspaceId: actor.workspaceId, createdBy });

	async function view(actor: Actor, id: string): Promise<ImportView> {
		const [row] = await db.inWorkspace(actor.workspaceId, (trx) =>
			repo.listImports(trx, actor.workspaceId, { id, limit: 1 })
		);
		if (row === undefined) throw notFound();
		return toView(row, mayUndo(actor));
	}

	return {
		async check(actor, input) {
			authorize(actor, 'response.import');
			const { kind, rows } = checked(CheckRows, input);
			return db.inWorkspace(actor.workspaceId, (trx) => knownRows(trx, actor.workspaceId, kind, rows));
		},

		async start(actor, input) {
			authorize(actor, 'response.import');
			authorize(actor, 'survey.publish');
			authorize(actor, 'collector.edit');
			const { fileName, kind, total, unreadable, known, touchpointIds, language } = checked(StartImport, input);
			const { workspaceId, userId: createdBy } = actor;
			const id = newId();
			await db.inWorkspace(workspaceId, async (trx) => {
				const placed = await repo.knownTouchpoints(trx, workspaceId, touchpointIds);
				const unknown = touchpointIds.flatMap((touchpointId, at) =>
					placed.has(touchpointId) ? [] : [issue('unknown', ['touchpointIds', at])]
				);
				if (unknown.length > 0) throw invalid(unknown);
				const report = {
					collectors: await collectorsFor(trx, actor, deps, kind, touchpointIds),
					language,
					question: kindOf(kind).defaultId,
					linked: true
				};
				await repo.insertImport(trx, {
					workspaceId,
					id,
					kind,
					fileName,
					total: total + unreadable + known,
					duplicate: known,
					failed: unreadable,
					createdBy,
					at: now(),
					report
				});
				await record(trx, workspaceId, eventActor(actor), [{ kind: 'import.started', subject: id, payload: {} }]);
			});
			return view(actor, id);
		},

		async add(actor, id, input) {
			authorize(actor, 'response.import');
			const { rows } = checked(ImportRows, input);
			const { workspaceId } = actor;
			const run = await open(actor, id);
			if (run.status !== 'running') throw conflict('import_ended');
			const read = rows.map((row, at) => readRow(row, at, now()));
			const sendable = read.flatMap((row) =>
				'key' in row && run.report.collectors[row.touchpointId] !== undefined ? [row] : []
			);
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
			const removed = new Map(
				(await db.inWorkspace(workspaceId, (trx) => repo.removedAnswers(trx, workspaceId, repeated))).map((one) => [
					one.id,
					one
				])
			);
			const results = new Map(
				sendable.map((row, at) => [row, toResult(row, sent.results[at]!, removed.get(ids[at]!))])
			);
			const all = read.map((row) => ('key' in row ? (results.get(row) ?? unknownTouchpoint(row)) : row));
			await db.inWorkspace(workspaceId, (trx) => repo.countRows(trx, workspaceId, id, countsOf(all)));
			const after = await view(actor, id);
			// Undone meanwhile: what was stored goes with the rest, and nothing more may come.
			if (after.status !== 'running') throw conflict('import_ended');
			return { results: all, run: after };
		},

		async finish(actor, id) {
			authorize(actor, 'response.import');
			const { workspaceId } = actor;
			await open(actor, id);
			await db.inWorkspace(workspaceId, async (trx) => {
				if (await repo.endImport(trx, workspaceId, id, 'done', now()))
					await record(trx, workspaceId, eventActor(actor), [{ kind: 'import.finished', subject: id, payload: {} }]);
			});
			return view(actor, id);
		},

		async undo(actor, id) {
			authorize(actor, 'response.import');
			const run = await open(actor, id);
			authorize(actor, 'import.undo', { workspaceId: run.workspace_id, createdBy: run.created_by });
			await undoImport(db, actor, run, now);
			return view(actor, id);
		},

		async list(actor, input = {}) {
			authorize(actor, 'response.import');
			const { limit } = checked(ListImports, input);
			const rows = await db.inWorkspace(actor.workspaceId, (trx) =>
				repo.listImports(trx, actor.workspaceId, { limit })
			);
			return rows.map((row) => toView(row, mayUndo(actor)));
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

const toResponse = (id: Id, { report }: repo.ImportRow, row: ImportRowInput) => ({
	id,
	collectorCode: report.collectors[row.touchpointId],
	language: report.language,
	answers: { [report.question]: row.score, ...(row.comment === undefined ? {} : { comment: row.comment }) },
	...(row.submittedAt === undefined ? {} : { submittedAt: row.submittedAt }),
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
