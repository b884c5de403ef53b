import type { Actor } from '#domain/access/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import type { Locale, LocalText } from '#domain/shared/locale.ts';
import { parse } from '#domain/shared/parse.ts';
import { issue, type Issue } from '#domain/shared/result.ts';
import {
	collectorState,
	ExportResponses,
	ListResponses,
	mayFinish,
	RecordBatch,
	RecordResponse,
	SubmitResponse,
	validate,
	type RecordResponseInput,
	type ResponseFilters,
	type SurveyContent
} from '#domain/survey/index.ts';
import { channelOf } from '../channels/index.ts';
import { createGroupCommit } from '../db/group-commit.ts';
import { rebuildCounts, removeAndUncount, storedHashes, type Difference } from '../db/repos/answers.ts';
import { openCodes, type OpenedCode } from '../db/repos/collectors.ts';
import * as repo from '../db/repos/responses.ts';
import type { Db } from '../db/scope.ts';
import { AppError, conflict, invalid, notFound } from '../errors.ts';
import { createCounter, type Counted } from './answers/counter.ts';
import { exportLines } from './answers/export.ts';
import { prepare, type AnswerJob, type GivenCustomer } from './answers/prepare.ts';
import { createVersions } from './answers/versions.ts';
import { authorize, checked } from './guard.ts';

/** What a stranger with a code is shown. */
export interface RespondentForm {
	readonly code: string;
	/** Who asks. */
	readonly workspaceName: string;
	readonly version: number;
	readonly content: SurveyContent;
	/** The id under which this page will send its answer; making it writes nothing. */
	readonly responseId: string;
}

/** Why there is no form. `workspaceName` is null when nobody knows the code. */
export interface Gone {
	readonly gone: 'unknown' | 'closed' | 'expired';
	readonly workspaceName: string | null;
	readonly languages: readonly Locale[];
}

export type Submitted =
	| { readonly status: Counted }
	| { readonly status: 'gone'; readonly reason: Gone['gone'] }
	| { readonly status: 'invalid'; readonly issues: readonly Issue[] };

/** What became of one row of a batch. */
export interface RecordedRow {
	/** The response's id; null when the row had none that could be read. */
	readonly id: string | null;
	readonly status: Counted | 'invalid' | 'unknown_collector' | 'closed' | 'failed';
	readonly issues?: readonly Issue[];
}

export interface ResponseView {
	readonly id: string;
	readonly surveyId: string;
	readonly version: number;
	readonly collectorId: string;
	readonly touchpointId: string;
	readonly channel: string;
	readonly customerId: string | null;
	readonly language: string;
	readonly submittedAt: string;
	readonly answers: Readonly<Record<string, string | number>>;
	/** Score by definition id. */
	readonly scores: Readonly<Record<string, number>>;
}

export interface Responses {
	/** The respondent page; needs no actor and writes nothing. */
	form(code: string): Promise<RespondentForm | Gone>;
	/** The thank-you page of a code; null when nobody knows it. */
	thanks(code: string): Promise<{ workspaceName: string; languages: readonly Locale[]; thanks: LocalText } | null>;
	/** What the respondent page sends. Resolves after the commit; the same id again counts once. */
	submit(input: unknown): Promise<Submitted>;
	/** One answer from a program. 409 `idempotency_mismatch` when the id was used for another answer. */
	record(actor: Actor | null, input: unknown): Promise<{ id: string; status: 'created' | 'duplicate' }>;
	/** Up to 1,000 answers, each told on its own; repeating the call changes nothing. */
	recordBatch(actor: Actor | null, rows: unknown): Promise<{ results: RecordedRow[] }>;
	/** Newest first. */
	list(actor: Actor | null, input: unknown): Promise<{ items: ResponseView[]; next: string | null }>;
	/** CSV in pieces, newest first; times in the workspace's zone. */
	exportCsv(actor: Actor | null, input: unknown): AsyncIterable<string>;
	/** Takes an answer out, of the numbers too. */
	remove(actor: Actor | null, id: string): Promise<void>;
	/** Rebuilds the histograms of a workspace. For the command line: asks for no actor. */
	recount(workspaceId: string): Promise<Difference[]>;
	/** Resolves when everything handed in is committed. */
	drain(): Promise<void>;
}

export interface ResponsesDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
}

/** A sender's clock may run ahead by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

export function createResponses(deps: ResponsesDeps): Responses {
	const { db, newId, now } = deps;
	const counter = createCounter(deps);
	const versionOf = createVersions(deps);
	// Looking up goes in groups too: a hundred phones with the same code are one query, and each still sees the present.
	const lookups = createGroupCommit({
		commit: async (codes: readonly string[]) => {
			const found = await openCodes(db.system, [...new Set(codes)]);
			return codes.map((code) => found.get(code) ?? null);
		}
	});

	const stateOf = (opened: OpenedCode) => collectorState(endsOf(opened), now());

	/** A code that a person may open in a browser. */
	async function openPage(code: string): Promise<OpenedCode | null> {
		const opened = await lookups.add(code);
		return opened !== null && channelOf(opened.channel).opensPage ? opened : null;
	}

	async function published(opened: OpenedCode) {
		const version = await versionOf(opened.workspace_id, opened.survey_id, opened.published_version);
		if (!version) throw new Error(`survey ${opened.survey_id} has no version ${opened.published_version}`);
		return version;
	}

	/** One row of the API on its way to the counter, or why not. */
	async function toJob(
		input: RecordResponseInput,
		opened: OpenedCode | undefined,
		id: string
	): Promise<AnswerJob | Omit<RecordedRow, 'id'>> {
		if (!opened) return { status: 'unknown_collector' };
		if (stateOf(opened) !== 'open') return { status: 'closed' };
		const version = await published(opened);
		const answers = validate(version.content, input.answers);
		if (!answers.ok)
			return {
				status: 'invalid',
				issues: answers.issues.map((found) => ({ ...found, path: ['answers', ...(found.path ?? [])] }))
			};
		const submittedAt = input.submittedAt === undefined ? null : new Date(input.submittedAt);
		if (submittedAt && submittedAt.getTime() > now().getTime() + CLOCK_SKEW_MS)
			return { status: 'invalid', issues: [issue('in_future', ['submittedAt'])] };
		return prepare({
			opened,
			version,
			id,
			answers: answers.value,
			language: input.language ?? version.content.languages[0]!,
			submittedAt: submittedAt?.toISOString() ?? null,
			now: now(),
			customer: input.customer ? toCustomer(opened.workspace_id, input.customer) : null
		});
	}

	/** Codes of this workspace only: a foreign one is as unknown as one that was never made. */
	async function ownCodes(actor: Actor, codes: readonly string[]): Promise<Map<string, OpenedCode>> {
		const found = await openCodes(db.system, [...new Set(codes)]);
		return new Map([...found].filter(([, opened]) => opened.workspace_id === actor.workspaceId));
	}

	return {
		async form(code) {
			const opened = await openPage(code);
			if (!opened) return { gone: 'unknown', workspaceName: null, languages: [] };
			const { content, version } = await published(opened);
			const state = stateOf(opened);
			if (state !== 'open') return { gone: state, workspaceName: opened.workspace_name, languages: content.languages };
			return { code, workspaceName: opened.workspace_name, version, content, responseId: newId() };
		},

		async thanks(code) {
			const opened = await openPage(code);
			if (!opened) return null;
			const { content } = await published(opened);
			return { workspaceName: opened.workspace_name, languages: content.languages, thanks: content.thanks };
		},

		async submit(input) {
			const given = parse(SubmitResponse, input);
			if (!given.ok) return { status: 'invalid', issues: given.issues };
			const { code, responseId: id, language, answers: raw } = given.value;
			const opened = await openPage(code);
			if (!opened) return { status: 'gone', reason: 'unknown' };
			const state = stateOf(opened);
			if (state !== 'open' && !mayFinish(id, endsOf(opened), now())) {
				// A retry of something that was counted in time must still end in a thank you.
				const stored = await storedHashes(db.system, [{ workspaceId: opened.workspace_id, id }]);
				return stored.size > 0 ? { status: 'duplicate' } : { status: 'gone', reason: state };
			}
			// A page opened before a new version came out is judged by the version that it showed.
			const shown = given.value.version ?? opened.published_version;
			const version = (await versionOf(opened.workspace_id, opened.survey_id, shown)) ?? (await published(opened));
			const answers = validate(version.content, raw);
			if (!answers.ok) return { status: 'invalid', issues: answers.issues };
			const job = prepare({
				opened,
				version,
				id,
				answers: answers.value,
				language,
				submittedAt: null,
				now: now(),
				customer: null
			});
			return { status: await counter.add(job) };
		},

		async record(actor, input) {
			authorize(actor, 'response.import');
			const given = checked(RecordResponse, input);
			const id = given.id ?? newId();
			const job = await toJob(given, (await ownCodes(actor, [given.collectorCode])).get(given.collectorCode), id);
			if (!('row' in job)) {
				if (job.status === 'closed') throw new AppError(410, 'collector_closed');
				throw invalid(job.issues ?? [issue('unknown', ['collectorCode'])]);
			}
			const counted = await counter.add(job);
			if (counted === 'mismatch') throw conflict('idempotency_mismatch');
			return { id, status: counted };
		},

		async recordBatch(actor, rows) {
			authorize(actor, 'response.import');
			const parsed = checked(RecordBatch, rows).map((row) => ({ row, given: parse(RecordResponse, row) }));
			const codes = await ownCodes(
				actor,
				parsed.flatMap(({ given }) => (given.ok ? [given.value.collectorCode] : []))
			);
			const results = await Promise.all(
				parsed.map(async ({ row, given }): Promise<RecordedRow> => {
					if (!given.ok) return { id: idOf(row), status: 'invalid', issues: given.issues };
					const id = given.value.id ?? newId();
					const job = await toJob(given.value, codes.get(given.value.collectorCode), id);
					return { id, ...('row' in job ? { status: await counter.add(job) } : job) };
				})
			);
			return { results };
		},

		async list(actor, input) {
			authorize(actor, 'response.view');
			const { limit, cursor, ...filters } = checked(ListResponses, input);
			const after = cursor === undefined ? undefined : readCursor(cursor);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const rows = await repo.listResponses(trx, actor.workspaceId, filters, limit + 1, after);
				const page = rows.slice(0, limit);
				return { items: page.map(toView), next: rows.length > limit ? writeCursor(page.at(-1)!) : null };
			});
		},

		exportCsv(actor, input) {
			authorize(actor, 'response.export');
			const filters: ResponseFilters = checked(ExportResponses, input);
			return exportLines(db, actor.workspaceId, filters);
		},

		async remove(actor, id) {
			authorize(actor, 'response.delete');
			const removed =
				isId(id) && (await db.inWorkspace(actor.workspaceId, (trx) => removeAndUncount(trx, actor.workspaceId, id)));
			if (!removed) throw notFound();
		},

		recount: (workspaceId) => db.system.transaction().execute((trx) => rebuildCounts(trx, workspaceId)),

		drain: () => counter.drain()
	};
}

const endsOf = (opened: OpenedCode) => ({ closedAt: opened.closed_at, closesAt: opened.closes_at });

function toCustomer(workspaceId: string, given: NonNullable<RecordResponseInput['customer']>): GivenCustomer {
	const names = [
		['external', given.externalId],
		['phone', given.phone],
		['email', given.email]
	] as const;
	return {
		name: given.name ?? null,
		identities: names.flatMap(([kind, value]) => (value === undefined ? [] : [{ workspaceId, kind, value }]))
	};
}

function idOf(row: unknown): string | null {
	const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
	return isId(id) ? id : null;
}

const toView = (row: repo.ResponseRow): ResponseView => ({
	id: row.id,
	surveyId: row.survey_id,
	version: row.survey_version,
	collectorId: row.collector_id,
	touchpointId: row.touchpoint_id,
	channel: row.channel,
	customerId: row.customer_id,
	language: row.language,
	submittedAt: row.submitted_at.toISOString(),
	answers: row.answers,
	scores: row.scores
});

const writeCursor = (row: repo.ResponseRow): string =>
	Buffer.from(`${row.submitted_key}|${row.id}`).toString('base64url');

function readCursor(cursor: string): repo.After {
	const [submittedKey, id] = Buffer.from(cursor, 'base64url').toString().split('|');
	if (!submittedKey || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(submittedKey) || !isId(id))
		throw invalid([issue('invalid', ['cursor'])]);
	return { submittedKey, id };
}
