import { createHash } from 'node:crypto';
import type { Actor } from '#domain/access/index.ts';
import {
	ImportRow,
	ImportRows,
	ListImports,
	rowIssues,
	StartImport,
	type ImportRowInput
} from '#domain/imports/index.ts';
import { isId, uuidv8, type Id, type NewId } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { issue, type Issue } from '#domain/shared/result.ts';
import { kindOf, type AskKind } from '#domain/survey/index.ts';
import * as repo from '../db/repos/imports.ts';
import type { Db } from '../db/scope.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import type { Collectors } from './collectors.ts';
import { authorize, checked } from './guard.ts';
import type { RecordedRow, Responses } from './responses.ts';
import type { Surveys } from './surveys.ts';

export interface ImportView {
	readonly id: string;
	readonly kind: string;
	readonly fileName: string;
	/** Rows of the file that were to be imported; those never sent are `total − created − duplicate − failed`. */
	readonly total: number;
	readonly created: number;
	/** Were there already. */
	readonly duplicate: number;
	readonly failed: number;
	/** `running` may also mean: given up half-way. The same file again finishes it. */
	readonly status: 'running' | 'done' | 'failed';
	readonly createdAt: string;
	readonly finishedAt: string | null;
}

/** What became of a row; `row` is its number in the file. */
export interface ImportedRow {
	readonly row: number;
	/** `conflict`: this answer is there already, with another score. */
	readonly status: 'created' | 'duplicate' | 'conflict' | 'invalid' | 'failed';
	readonly issues?: readonly Issue[];
}

export interface Imports {
	/** Makes ready what the rows will need – one survey, and a collector on each touchpoint – and opens the run. */
	start(actor: Actor | null, input: unknown): Promise<ImportView>;
	/** Up to 500 rows, each told on its own. Rows that were sent before count once, in this run and in every other. */
	add(actor: Actor | null, id: string, input: unknown): Promise<{ results: ImportedRow[]; run: ImportView }>;
	/** Everything was sent. */
	finish(actor: Actor | null, id: string): Promise<ImportView>;
	/** Newest first. */
	list(actor: Actor | null, input?: unknown): Promise<ImportView[]>;
}

export interface ImportsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly surveys: Pick<Surveys, 'create' | 'publish'>;
	readonly collectors: Pick<Collectors, 'create' | 'list' | 'update'>;
	readonly responses: Pick<Responses, 'recordBatch'>;
}

export function createImports(deps: ImportsDeps): Imports {
	const { db, newId, now, surveys, collectors, responses } = deps;

	async function open(actor: Actor, id: string): Promise<repo.ImportRow> {
		const run = isId(id)
			? await db.inWorkspace(actor.workspaceId, (trx) => repo.findImport(trx, actor.workspaceId, id))
			: undefined;
		if (run === undefined) throw notFound();
		return run;
	}

	/** Codes by touchpoint: of the collectors that earlier imports of this kind made, or new ones of one new survey. */
	async function collectorsFor(actor: Actor, kind: AskKind, touchpointIds: readonly Id[]): Promise<Record<Id, string>> {
		const codes: Record<Id, string> = {};
		let surveyId: string | undefined;
		for (const touchpointId of new Set(touchpointIds)) {
			const there = await collectors.list(actor, { touchpointId });
			// The oldest: an answer keeps the collector it was first counted under, or reading its file again would be a conflict.
			const usable = there.findLast((one) => one.channel === 'import' && one.surveyKind === kind);
			if (!usable) continue;
			if (usable.status !== 'open') await collectors.update(actor, usable.id, { status: 'open', closesAt: null });
			surveyId ??= usable.surveyId;
			codes[touchpointId] = usable.code;
		}
		for (const touchpointId of new Set(touchpointIds)) {
			if (codes[touchpointId] !== undefined) continue;
			if (surveyId === undefined) {
				const survey = await surveys.create(actor, { title: `Import · ${kind.toUpperCase()}`, kind });
				await surveys.publish(actor, survey.id);
				surveyId = survey.id;
			}
			codes[touchpointId] = (await collectors.create(actor, { surveyId, touchpointId, channel: 'import' })).code;
		}
		return codes;
	}

	return {
		async start(actor, input) {
			authorize(actor, 'response.import');
			const { fileName, kind, total, unreadable, touchpointIds, language } = checked(StartImport, input);
			const { workspaceId, userId: createdBy } = actor;
			const known = await db.inWorkspace(workspaceId, (trx) => repo.knownTouchpoints(trx, workspaceId, touchpointIds));
			const unknown = touchpointIds.flatMap((touchpointId, at) =>
				known.has(touchpointId) ? [] : [issue('unknown', ['touchpointIds', at])]
			);
			if (unknown.length > 0) throw invalid(unknown);
			const id = newId();
			const report = {
				collectors: await collectorsFor(actor, kind, touchpointIds),
				language,
				question: kindOf(kind).defaultId
			};
			await db.inWorkspace(workspaceId, (trx) =>
				repo.insertImport(trx, {
					workspaceId,
					id,
					kind,
					fileName,
					total: total + unreadable,
					failed: unreadable,
					createdBy,
					at: now(),
					report
				})
			);
			return view(await open(actor, id));
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
			const sent = await responses.recordBatch(
				actor,
				sendable.map((row) => toResponse(workspaceId, run, row))
			);
			const results = new Map(sendable.map((row, at) => [row, toResult(row, sent.results[at]!)]));
			const all = read.map((row) => ('key' in row ? (results.get(row) ?? unknownTouchpoint(row)) : row));
			await db.inWorkspace(workspaceId, (trx) => repo.countRows(trx, workspaceId, id, countsOf(all)));
			return { results: all, run: view(await open(actor, id)) };
		},

		async finish(actor, id) {
			authorize(actor, 'response.import');
			const { workspaceId } = actor;
			await open(actor, id);
			await db.inWorkspace(workspaceId, (trx) => repo.endImport(trx, workspaceId, id, 'done', now()));
			return view(await open(actor, id));
		},

		async list(actor, input = {}) {
			authorize(actor, 'response.import');
			const { limit } = checked(ListImports, input);
			return (await db.inWorkspace(actor.workspaceId, (trx) => repo.listImports(trx, actor.workspaceId, limit))).map(
				view
			);
		}
	};
}

/**
 * The id of an imported answer follows from what it is: the same row read again, today or next year, is the same answer.
 */
export const importedId = (
	workspaceId: Id,
	kind: string,
	{ touchpointId, key }: Pick<ImportRowInput, 'touchpointId' | 'key'>
): Id => uuidv8(createHash('sha256').update([workspaceId, touchpointId, kind, key].join('\0')).digest());

/** The row, by the schema that the preview read it through; or what is wrong with it. */
function readRow(input: unknown, at: number, now: Date): ImportRowInput | ImportedRow {
	const given = parse(ImportRow, input);
	const issues = given.ok ? rowIssues(given.value, now) : given.issues;
	if (given.ok && issues.length === 0) return given.value;
	const number = typeof input === 'object' && input !== null && 'row' in input ? input.row : undefined;
	return { row: typeof number === 'number' ? number : at + 1, status: 'invalid', issues };
}

const toResponse = (workspaceId: Id, { kind, report }: repo.ImportRow, row: ImportRowInput) => ({
	id: importedId(workspaceId, kind, row),
	collectorCode: report.collectors[row.touchpointId],
	language: report.language,
	answers: { [report.question]: row.score, ...(row.comment === undefined ? {} : { comment: row.comment }) },
	...(row.submittedAt === undefined ? {} : { submittedAt: row.submittedAt }),
	...(row.customer === undefined ? {} : { customer: row.customer })
});

function toResult({ row }: ImportRowInput, { status, issues }: RecordedRow): ImportedRow {
	const told = issues && issues.length > 0 ? { issues } : {};
	switch (status) {
		case 'created':
		case 'duplicate':
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

const countsOf = (rows: readonly ImportedRow[]) => ({
	created: rows.filter((row) => row.status === 'created').length,
	duplicate: rows.filter((row) => row.status === 'duplicate').length,
	failed: rows.filter((row) => row.status !== 'created' && row.status !== 'duplicate').length
});

const view = (row: repo.ImportRow): ImportView => ({
	id: row.id,
	kind: row.kind,
	fileName: row.file_name,
	total: row.total,
	created: row.created,
	duplicate: row.duplicate,
	failed: row.failed,
	status: row.status,
	createdAt: row.created_at.toISOString(),
	finishedAt: row.finished_at?.toISOString() ?? null
});
