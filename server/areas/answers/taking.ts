import type * as v from 'valibot';
import { byRespondent } from '#domain/events/index.ts';
import type { Issue } from '#domain/shared/result.ts';
import {
	CHANGE_MS,
	channelOf,
	LINK_MS,
	mayFinish,
	validate,
	type MarkReason,
	type SubmitResponse
} from '#domain/survey/index.ts';
import type { GroupCommit } from '../../db/group-commit.ts';
import { againIfLost } from '../../db/lost-race.ts';
import { settledIds, storedHashes, type NewResponse } from './repo/answers.ts';
import { changeAnswer, type Change } from './repo/change-answer.ts';
import { markResponses } from './repo/marks.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import type { Db } from '../../db/scope.ts';
import type { Counted } from './counter.ts';
import { endsOf, type Opener } from './open.ts';
import { prepare, type AnswerJob } from './prepare.ts';
import type { Suspicion } from './suspicion.ts';
import { readTicket } from './ticket.ts';

/**
 * `changed`: it took the place of what was sent under this id some minutes before; `late`: that stays, since it is
 * older than that.
 */
export type Submitted =
	| { readonly status: Exclude<Counted, 'mismatch' | 'elsewhere'> | 'changed' | 'late' }
	| {
			readonly status: 'gone';
			readonly reason: 'unknown' | 'closed' | 'expired';
			readonly workspaceName: string | null;
	  }
	| { readonly status: 'invalid'; readonly issues: readonly Issue[] };

export interface TakingDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly opener: Opener;
	readonly counter: GroupCommit<AnswerJob, Counted>;
	/** Seals the tickets. */
	readonly secret: string;
	readonly suspicion: Suspicion;
}

/** One respondent's answer to a code: judged, counted, or put in the place of the one before. */
export type Taking = (
	given: v.InferOutput<typeof SubmitResponse>,
	opened: OpenedCode,
	from: { readonly address: string } | undefined,
	ifStill?: NewResponse['opened']
) => Promise<Submitted | null>;

/**
 * The last parameter says that the code was as given when it was last looked up: whoever writes asks again, and nothing is
 * refused by it. Then null means that it must be looked up to say what becomes of the answer.
 */
export function createTaking({ db, now, opener, counter, secret, suspicion }: TakingDeps): Taking {
	/** Somebody went back and thought better of it: for some minutes the last word is theirs. */
	async function change({ row }: AnswerJob): Promise<'changed' | 'duplicate' | 'late'> {
		const before = (ms: number): string => new Date(now().getTime() - ms).toISOString();
		const notBefore = before(CHANGE_MS);
		// Who tapped in a chat was handed the link to the rest with it, and may follow it for as long as it holds.
		const addedNotBefore = channelOf(row.channel).asksInChat ? before(LINK_MS) : notBefore;
		const became: Change = await againIfLost(() =>
			db.system.transaction().execute((trx) => changeAnswer(trx, row, notBefore, addedNotBefore))
		);
		return became === 'same' || became === 'removed' ? 'duplicate' : became;
	}

	/** Answers that were counted before they gave themselves away. */
	const markAlso = (workspaceId: string, ids: readonly string[], mark: MarkReason): Promise<number> =>
		againIfLost(() => db.system.transaction().execute((trx) => markResponses(trx, workspaceId, ids, mark)));

	return async (given, opened, from, ifStill) => {
		const { code, responseId: id, language, answers: raw } = given;
		const issued = readTicket(secret, code, id, given.ticket);
		const ended = opener.state(opened);
		const finish = ended === 'open' ? 'in_time' : mayFinish(issued, endsOf(opened), now());
		if (ifStill && finish !== 'in_time') return null;
		const key = { workspaceId: opened.workspace_id, id };
		// A retry of something that was counted in time must still end in a thank you.
		const finished = finish !== 'in_time' && (await settledIds(db.system, [key])).size > 0;
		if (ended !== 'open' && finish === 'no' && !finished)
			return { status: 'gone', reason: ended, workspaceName: opened.workspace_name };
		// A page opened before a new version came out is judged by the version that it showed.
		const shown = given.version ?? opened.published_version;
		const version = (await opener.version(opened, shown)) ?? (await opener.published(opened));
		const answers = validate(version.content, raw);
		if (!answers.ok) {
			if (ifStill) return null;
			return finished ? { status: 'late' } : { status: 'invalid', issues: answers.issues };
		}
		const whole = { opened, version, id, answers: answers.value, language, now: now() };
		const job = prepare({ ...whole, submittedAt: null, customer: null, actor: byRespondent });
		if (finished) {
			const stored = (await storedHashes(db.system, [key])).get(`${key.workspaceId}/${id}`);
			return { status: stored === undefined || stored === job.row.bodyHash ? 'duplicate' : 'late' };
		}
		const { mark, also } =
			from && !given.test
				? suspicion.judge({ id, collectorId: opened.collector_id, ...from, issued, bodyHash: job.row.bodyHash })
				: { mark: given.test ? ('test' as const) : null, also: [] };
		const row = { ...job.row, mark: mark ?? (finish === 'late' ? 'late' : null), ...(ifStill && { opened: ifStill }) };
		const counted = await counter.add({ ...job, row });
		if (counted === 'elsewhere') return null;
		if (mark !== null && also.length > 0) await markAlso(opened.workspace_id, also, mark);
		return { status: counted === 'mismatch' ? await change(job) : counted };
	};
}
