import type { ResponseView } from '#contract/responses.ts';
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { ExportResponses, ListResponses } from '#domain/survey/index.ts';
import { againIfLost } from '../../db/lost-race.ts';
import type { NamedStatements } from '../../db/named-statements.ts';
import { removeAndUncount } from './repo/corrections.ts';
import { rebuildCounts, type Difference } from './repo/recount.ts';
import * as repo from './repo/responses.ts';
import type { Db } from '../../db/scope.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { xlsxOf } from '../../sheets/xlsx.ts';
import { createCounter } from './counter.ts';
import { jsonOf } from './export-json.ts';
import { csvOf, exportTable } from './export.ts';
import { inTime } from './in-time.ts';
import { createOpener } from './open.ts';
import { readPersonal } from './personal-link.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createRespondent, type Correcting, type Respondent, type RespondentForm } from './respondent.ts';
import { responseViews } from './response-view.ts';
import { createSuspicion } from './suspicion.ts';
import { issueTicket } from './ticket.ts';
import { createVisits, type Visits } from './visits.ts';
import { customerSeal } from '../customers/customer-seal.ts';
import { authorize, checked } from '../shared/guard.ts';

export type { LinkEnd } from './personal-seal.ts';
export type { Gone, RespondentForm } from './respondent.ts';
export type { Submitted } from './taking.ts';

/** Answers: given by people (`Respondent`), handed in by programs (`Recorder`), and read by the team. */
export interface Responses extends Respondent, Recorder, Visits {
	/** The one answer that a personal link may give; null: it is no link of ours to this survey. */
	personal(code: string, text: string): Correcting | 'expired' | null;
	/** Newest first. */
	list(actor: Actor | null, input: unknown): Promise<{ items: ResponseView[]; next: string | null }>;
	/** CSV in pieces, newest first; times in the workspace's zone. */
	exportCsv(actor: Actor | null, input: unknown): AsyncIterable<string>;
	/** The same table as a workbook. */
	exportXlsx(actor: Actor | null, input: unknown): Readable;
	/** Each answer as the list has it. */
	exportJson(actor: Actor | null, input: unknown): AsyncIterable<string>;
	/** Takes an answer out, of the numbers too; sent again under its id it stays out until somebody brings it back. */
	remove(actor: Actor | null, id: string): Promise<void>;
	/** Rebuilds the histograms of a workspace. For the command line: asks for no actor. */
	recount(workspaceId: string): Promise<Difference[]>;
	/** Resolves when everything handed in is committed. */
	drain(): Promise<void>;
}

export interface ResponsesDeps {
	readonly db: Db & NamedStatements;
	readonly newId: NewId;
	readonly now: () => Date;
	/** Seals the tickets of forms; without it one of this process alone, which no other knows. */
	readonly secret?: string;
}

export function createResponses(deps: ResponsesDeps): Responses {
	const { db } = deps;
	const counter = createCounter(deps);
	const opener = createOpener(deps);

	const secret = deps.secret ?? randomBytes(32).toString('hex');
	const seal = customerSeal(secret);
	const renew = (form: RespondentForm): RespondentForm => {
		const responseId = deps.newId();
		return { ...form, responseId, ticket: issueTicket(secret, form.code, responseId, deps.now()) };
	};

	const tableOf = (actor: Actor, input: unknown) => {
		const { options, ...filters } = checked(ExportResponses, input);
		return exportTable(db, actor.workspaceId, filters, { options: options !== 'no' });
	};

	const { visit, drain: drainVisits } = createVisits({ ...deps, secret, opener });

	return {
		visit,
		...inTime(createRespondent({ ...deps, secret, seal, opener, counter, suspicion: createSuspicion(deps) }), renew),
		...createRecorder({ ...deps, opener, counter }),

		personal: (code, text) => readPersonal(secret, code, text, deps.now()),

		async list(actor, input) {
			authorize(actor, 'response.view');
			const { limit, cursor, skip, asOf, ...filters } = checked(ListResponses, input);
			const after = cursor === undefined ? undefined : readCursor(cursor);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const rows = await repo.listResponses(trx, actor.workspaceId, filters, limit + 1, after, { skip, asOf });
				const page = rows.slice(0, limit);
				return {
					items: await responseViews(trx, actor.workspaceId, page),
					next: rows.length > limit ? writeCursor(page.at(-1)!) : null
				};
			});
		},

		exportCsv(actor, input) {
			authorize(actor, 'response.export');
			return csvOf(tableOf(actor, input));
		},

		exportXlsx(actor, input) {
			authorize(actor, 'response.export');
			return xlsxOf(tableOf(actor, input));
		},

		exportJson(actor, input) {
			authorize(actor, 'response.export');
			const { options: _all, ...filters } = checked(ExportResponses, input);
			return jsonOf(db, actor.workspaceId, filters);
		},

		async remove(actor, id) {
			authorize(actor, 'response.delete');
			const { workspaceId } = actor;
			const removed = isId(id)
				? await againIfLost(() =>
						db.inWorkspace(workspaceId, (trx) =>
							removeAndUncount(trx, workspaceId, [id], eventActor(actor), 'restorable')
						)
					)
				: 0;
			if (removed === 0) throw notFound();
		},

		recount: (workspaceId) => db.system.transaction().execute((trx) => rebuildCounts(trx, workspaceId)),

		async drain() {
			await Promise.all([counter.drain(), drainVisits()]);
		}
	};
}

const writeCursor = (row: repo.ResponseRow): string =>
	Buffer.from(`${row.submitted_key}|${row.id}`).toString('base64url');

function readCursor(cursor: string): repo.After {
	const [submittedKey, id] = Buffer.from(cursor, 'base64url').toString().split('|');
	if (!submittedKey || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(submittedKey) || !isId(id))
		throw invalid([issue('invalid', ['cursor'])]);
	return { submittedKey, id };
}
