import { byRespondent } from '#domain/events/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { parse } from '#domain/shared/parse.ts';
import type { Issue } from '#domain/shared/result.ts';
import {
	CHANGE_MS,
	channelOf,
	mayFinish,
	SubmitResponse,
	validate,
	type MarkReason,
	type Place,
	type SurveyContent
} from '#domain/survey/index.ts';
import type { GroupCommit } from '../../db/group-commit.ts';
import { againIfLost } from '../../db/lost-race.ts';
import { settledIds, storedHashes } from './repo/answers.ts';
import { changeAnswer, type Change } from './repo/change-answer.ts';
import { markResponses } from './repo/marks.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import type { Db } from '../../db/scope.ts';
import type { Counted } from './counter.ts';
import { endsOf, type Opener } from './open.ts';
import { prepare, type AnswerJob } from './prepare.ts';
import type { Suspicion } from './suspicion.ts';
import { issueTicket, readTicket } from './ticket.ts';

/** What a stranger with a code is shown. */
export interface RespondentForm {
	readonly code: string;
	/** Who asks. */
	readonly workspaceName: string;
	/** Where they say how they treat personal data. */
	readonly privacyUrl: string | null;
	readonly version: number;
	readonly content: SurveyContent;
	/** What its placeholders stand for here. */
	readonly place: Place;
	/** The id under which this page will send its answer; making it writes nothing. */
	readonly responseId: string;
	/** Comes back with the answer (ticket.ts). */
	readonly ticket: string;
	readonly frame: Frame;
}

/** Origins of websites on which the page may stand in a frame; null: made for none (every channel but `embed`). */
export type Frame = readonly string[] | null;

/** Why there is no form. `workspaceName` is null when nobody knows the code. */
export interface Gone {
	readonly gone: 'unknown' | 'closed' | 'expired';
	readonly workspaceName: string | null;
	readonly languages: readonly Locale[];
}

/**
 * `changed`: it took the place of what was sent under this id some minutes before; `late`: that stays, since it is
 * older than that.
 */
export type Submitted =
	| { readonly status: Exclude<Counted, 'mismatch'> | 'changed' | 'late' }
	| { readonly status: 'gone'; readonly reason: Gone['gone']; readonly workspaceName: string | null }
	| { readonly status: 'invalid'; readonly issues: readonly Issue[] };

/** A form that was sent and came back. */
export interface Correcting {
	readonly responseId: string;
	readonly ticket: string;
}

/** What the respondent page needs; none of it asks who is there. */
export interface Respondent {
	/**
	 * Writes nothing.
	 * @param correcting an answer that came back with something to put right: it may be finished after the end, and while
	 * the database is away it is the form that was shown last
	 * @throws AppError 503 within five seconds when the database does not answer; so do the others
	 */
	form(code: string, correcting?: Correcting): Promise<RespondentForm | Gone>;
	/** The thank-you page of a code; null when nobody knows it. */
	thanks(code: string): Promise<Pick<RespondentForm, 'workspaceName' | 'content' | 'place' | 'frame'> | null>;
	/**
	 * What the page sends. Resolves after the commit; the same id again counts once, and may change the answer for a
	 * while. What looks like a script's is stored with a mark and not counted, and answered like any other.
	 * @param from who sent it; without it nothing is suspected (tests, and programs inside)
	 */
	submit(input: unknown, from?: { readonly address: string }): Promise<Submitted>;
}

export interface RespondentDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly opener: Opener;
	readonly counter: GroupCommit<AnswerJob, Counted>;
	/** Seals the tickets. */
	readonly secret: string;
	readonly suspicion: Suspicion;
}

const placeOf = (opened: OpenedCode): Place => ({ touchpoint: opened.touchpoint_title });

const frameOf = ({ channel, origins }: OpenedCode): Frame => (channel === 'embed' ? origins : null);

export function createRespondent({ db, newId, now, opener, counter, secret, suspicion }: RespondentDeps): Respondent {
	/** A code that a person may open in a browser. */
	async function openPage(code: string): Promise<OpenedCode | null> {
		const opened = await opener.open(code);
		return opened !== null && channelOf(opened.channel).opensPage ? opened : null;
	}

	/** Somebody went back and thought better of it: for some minutes the last word is theirs. */
	async function change({ row }: AnswerJob): Promise<'changed' | 'duplicate' | 'late'> {
		const notBefore = new Date(now().getTime() - CHANGE_MS).toISOString();
		const became: Change = await againIfLost(() =>
			db.system.transaction().execute((trx) => changeAnswer(trx, row, notBefore))
		);
		return became === 'same' || became === 'removed' ? 'duplicate' : became;
	}

	/** Answers that were counted before they gave themselves away. */
	const markAlso = (workspaceId: string, ids: readonly string[], mark: MarkReason): Promise<number> =>
		againIfLost(() => db.system.transaction().execute((trx) => markResponses(trx, workspaceId, ids, mark)));

	return {
		async form(code, correcting) {
			const opened = await openPage(code);
			if (!opened) return { gone: 'unknown', workspaceName: null, languages: [] };
			const { content, version } = await opener.published(opened);
			const { workspace_name: workspaceName, privacy_url: privacyUrl } = opened;
			const state = opener.state(opened);
			const issued = correcting && readTicket(secret, code, correcting.responseId, correcting.ticket);
			const finishing = issued && mayFinish(issued, endsOf(opened), now()) !== 'no';
			if (state !== 'open' && !finishing) return { gone: state, workspaceName, languages: content.languages };
			const responseId = newId();
			const ticket = issueTicket(secret, code, responseId, now());
			const shown = {
				code,
				workspaceName,
				privacyUrl,
				version,
				content,
				place: placeOf(opened),
				frame: frameOf(opened)
			};
			return { ...shown, responseId, ticket };
		},

		async thanks(code) {
			const opened = await openPage(code);
			if (!opened) return null;
			const { content } = await opener.published(opened);
			return { workspaceName: opened.workspace_name, content, place: placeOf(opened), frame: frameOf(opened) };
		},

		async submit(input, from) {
			const given = parse(SubmitResponse, input);
			if (!given.ok) return { status: 'invalid', issues: given.issues };
			const { code, responseId: id, language, answers: raw } = given.value;
			const opened = await openPage(code);
			if (!opened) return { status: 'gone', reason: 'unknown', workspaceName: null };
			const issued = readTicket(secret, code, id, given.value.ticket);
			const ended = opener.state(opened);
			const finish = ended === 'open' ? 'in_time' : mayFinish(issued, endsOf(opened), now());
			const key = { workspaceId: opened.workspace_id, id };
			// A retry of something that was counted in time must still end in a thank you.
			const finished = finish !== 'in_time' && (await settledIds(db.system, [key])).size > 0;
			if (ended !== 'open' && finish === 'no' && !finished)
				return { status: 'gone', reason: ended, workspaceName: opened.workspace_name };
			// A page opened before a new version came out is judged by the version that it showed.
			const shown = given.value.version ?? opened.published_version;
			const version = (await opener.version(opened, shown)) ?? (await opener.published(opened));
			const answers = validate(version.content, raw);
			if (!answers.ok) return finished ? { status: 'late' } : { status: 'invalid', issues: answers.issues };
			const whole = { opened, version, id, answers: answers.value, language, now: now() };
			const job = prepare({ ...whole, submittedAt: null, customer: null, actor: byRespondent });
			if (finished) {
				const stored = (await storedHashes(db.system, [key])).get(`${key.workspaceId}/${id}`);
				return { status: stored === undefined || stored === job.row.bodyHash ? 'duplicate' : 'late' };
			}
			const isTest = given.value.test === true;
			const { mark, also } =
				from && !isTest
					? suspicion.judge({ id, collectorId: opened.collector_id, ...from, issued, bodyHash: job.row.bodyHash })
					: { mark: null, also: [] };
			const row = { ...job.row, mark: isTest ? 'test' : (mark ?? (finish === 'late' ? 'late' : null)) } as const;
			const counted = await counter.add({ ...job, row });
			if (mark !== null && also.length > 0) await markAlso(opened.workspace_id, also, mark);
			return { status: counted === 'mismatch' ? await change(job) : counted };
		}
	};
}
