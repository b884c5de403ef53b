import type { RecordedRow } from '#contract/responses.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { fail, issue, type Issue } from '#domain/shared/result.ts';
import { unstorable } from '#domain/shared/storable.ts';
import {
	CLOCK_SKEW_MS,
	RecordBatch,
	RecordResponse,
	circumstancesOf,
	takeAnswers,
	visitOf,
	type RecordResponseInput
} from '#domain/survey/index.ts';
import type { GroupCommit } from '../../db/group-commit.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import { AppError, conflict, invalid } from '../../platform/errors.ts';
import { namesOf } from '../customers/names-of.ts';
import { authorize, checked } from '../shared/guard.ts';
import { lookedUp, type Counted } from './counter.ts';
import type { Opener } from './open.ts';
import { prepare, type AnswerJob, type GivenCustomer, type Imported } from './prepare.ts';

/** Answers that come from programs and files. */
export interface Recorder {
	/** 409 `idempotency_mismatch` when the id was used for another answer; 410 `collector_closed`. */
	record(actor: Actor | null, input: unknown): Promise<{ id: string; status: 'created' | 'duplicate' }>;
	/**
	 * Up to 1,000 answers, each told on its own; repeating the call changes nothing.
	 * @param imported where the row at this place comes from, when a file brings it
	 */
	recordBatch(
		actor: Actor | null,
		rows: unknown,
		imported?: (at: number) => Imported
	): Promise<{ results: RecordedRow[] }>;
}

export interface RecorderDeps {
	readonly newId: NewId;
	readonly now: () => Date;
	readonly opener: Opener;
	readonly counter: GroupCommit<AnswerJob, Counted>;
}

type Refused = Omit<RecordedRow, 'id'>;

export function createRecorder({ newId, now, opener, counter }: RecorderDeps): Recorder {
	/** One answer on its way to the counter, or why not. */
	async function toJob(
		actor: Actor,
		input: RecordResponseInput,
		opened: OpenedCode | undefined,
		id: string,
		imported?: Imported
	): Promise<AnswerJob | Refused> {
		if (!opened) return { status: 'unknown_collector' };
		if (opener.state(opened) !== 'open') return { status: 'closed' };
		const version = await opener.published(opened);
		const submittedAt = input.submittedAt === undefined ? null : new Date(input.submittedAt);
		const language = input.language ?? version.content.languages[0]!;
		const who = { language, parameters: {}, known: input.customer !== undefined };
		const around = circumstancesOf(visitOf(opened, submittedAt ?? now()), who);
		const taken = takeAnswers(version.content, input.answers, around);
		if (!taken.ok) return { status: 'invalid', issues: taken.issues.map(below('answers')) };
		if (submittedAt && submittedAt.getTime() > now().getTime() + CLOCK_SKEW_MS) {
			return { status: 'invalid', issues: [issue('in_future', ['submittedAt'])] };
		}
		return prepare({
			opened,
			version,
			id,
			...taken.value,
			language,
			submittedAt: submittedAt?.toISOString() ?? null,
			now: now(),
			customer: input.customer ? toCustomer(opened.workspace_id, input.customer) : null,
			imported,
			actor: eventActor(actor)
		});
	}

	return {
		async record(actor, input) {
			authorize(actor, 'response.import');
			const given = checked(RecordResponse, input);
			const id = given.id ?? newId();
			const opened = await opener.openOwn(actor.workspaceId, [given.collectorCode]);
			const job = await toJob(actor, given, opened.get(given.collectorCode), id);
			if (!('row' in job)) {
				if (job.status === 'closed') throw new AppError(410, 'collector_closed');
				throw invalid(job.issues ?? [issue('unknown', ['collectorCode'])]);
			}
			const counted = lookedUp(await counter.add(job));
			if (counted === 'mismatch') throw conflict('idempotency_mismatch');
			return { id, status: counted };
		},

		async recordBatch(actor, rows, imported) {
			authorize(actor, 'response.import');
			const parsed = checked(RecordBatch, rows).map((row) => {
				const issues = unstorable(row);
				return { row, given: issues.length > 0 ? fail(...issues) : parse(RecordResponse, row) };
			});
			const codes = parsed.flatMap(({ given }) => (given.ok ? [given.value.collectorCode] : []));
			const opened = await opener.openOwn(actor.workspaceId, codes);
			const failures: unknown[] = [];
			const results = await Promise.all(
				parsed.map(async ({ row, given }, at): Promise<RecordedRow> => {
					if (!given.ok) return { id: idOf(row), status: 'invalid', issues: given.issues };
					const id = given.value.id ?? newId();
					const job = await toJob(actor, given.value, opened.get(given.value.collectorCode), id, imported?.(at));
					if (!('row' in job)) return { id, ...job };
					try {
						return { id, status: lookedUp(await counter.add(job)) };
					} catch (error) {
						failures.push(error);
						return { id, status: 'failed' };
					}
				})
			);
			// Nothing was stored: say so as one error. Some was: then each row must be told which it is.
			if (failures.length > 0 && !results.some(({ status }) => status === 'created')) throw failures[0];
			return { results };
		}
	};
}

const below =
	(field: string) =>
	(found: Issue): Issue => ({ ...found, path: [field, ...(found.path ?? [])] });

const toCustomer = (workspaceId: string, given: NonNullable<RecordResponseInput['customer']>): GivenCustomer => ({
	name: given.name ?? null,
	identities: namesOf(workspaceId, given)
});

function idOf(row: unknown): string | null {
	const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
	return isId(id) ? id : null;
}
