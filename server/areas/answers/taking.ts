import type * as v from 'valibot';
import { byRespondent } from '#domain/events/index.ts';
import { issue, type Issue } from '#domain/shared/result.ts';
import {
	CHANGE_MS,
	channelOf,
	keptParameters,
	LINK_MS,
	mayFinish,
	validate,
	type CollectorState,
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
import { timesOf, type Opener } from './open.ts';
import { prepare, type AnswerJob } from './prepare.ts';
import { linkEnd, splitTicket, type LinkEnd } from './personal-seal.ts';
import { linkNow } from './repo/personal-links.ts';
import type { Seal } from '../../platform/seal.ts';
import { namesOf } from '../customers/names-of.ts';
import type { Suspicion } from './suspicion.ts';
import { readTicket } from './ticket.ts';
import { openVisitor } from './visitor-seal.ts';

/**
 * `changed`: it took the place of what was sent under this id some minutes before; `late`: that stays, since it is
 * older than that.
 */
export type Submitted =
	| { readonly status: Exclude<Counted, 'mismatch' | 'elsewhere'> | 'changed' | 'late' }
	| {
			readonly status: 'gone';
			readonly reason: 'unknown' | 'invited' | LinkEnd | Exclude<CollectorState, 'open'>;
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
	readonly seal: Seal;
}

/** A kiosk's page renews itself by the hour; one without network may hold its answers for a week. */
const KIOSK_MS = 8 * 24 * 60 * 60_000;

/** Whose page is long gone may hand in what waited there, but nothing new for ever. */
const isOfKiosk = ({ channel }: OpenedCode, issued: Date | null, now: Date): boolean =>
	channel === 'kiosk' && issued !== null && now.getTime() - issued.getTime() < KIOSK_MS;

/** When it was answered, by a kiosk's clock: believed between the loading of its page and now. null: when it arrives. */
function saidTime(at: string, issued: Date, now: Date): string | null {
	const said = Date.parse(at);
	return said >= issued.getTime() && said <= now.getTime() ? new Date(said).toISOString() : null;
}

/** What waited without network comes all at once, which would look like a script's. */
const waited = (submittedAt: string | null, now: Date): boolean =>
	submittedAt !== null && now.getTime() - Date.parse(submittedAt) > 60_000;

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
export function createTaking({ db, now, opener, counter, secret, suspicion, seal }: TakingDeps): Taking {
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
		const { kiosk } = given;
		const { link, ticket } = splitTicket(secret, code, id, given.ticket);
		const issued = readTicket(secret, code, kiosk?.page ?? id, ticket);
		if (kiosk && !isOfKiosk(opened, issued, now()))
			return { status: 'invalid', issues: [issue('invalid', ['ticket'])] };
		const submittedAt = kiosk && issued ? saidTime(kiosk.at, issued, now()) : null;
		const ended = opener.state(opened);
		const finish = ended === 'open' ? 'in_time' : mayFinish(issued, timesOf(opened), now());
		if (ifStill && finish !== 'in_time') return null;
		const key = { workspaceId: opened.workspace_id, id };
		const stored = link && (await linkNow(db.system, opened.workspace_id, opened.collector_id, id));
		const gone = (reason: LinkEnd) => ({ status: 'gone', reason, workspaceName: opened.workspace_name }) as const;
		const linkEnded = link && linkEnd(link, stored ?? undefined, now(), issued);
		if (linkEnded && !stored?.used) return gone(linkEnded);
		// A retry of something that was counted in time must still end in a thank you.
		const finished = stored?.used ?? (finish !== 'in_time' && (await settledIds(db.system, [key])).size > 0);
		if (ended !== 'open' && finish === 'no' && !finished)
			return { status: 'gone', reason: ended, workspaceName: opened.workspace_name };
		// Its page is shown to those alone who gave the PIN or were invited, and its ticket says that it was shown.
		const { limits } = opened;
		const uninvited = issued === null && (limits.invited || limits.pin !== null);
		if (uninvited && !finished) return { status: 'gone', reason: 'invited', workspaceName: opened.workspace_name };
		// A page opened before a new version came out is judged by the version that it showed.
		const shown = given.version ?? opened.published_version;
		const version = (await opener.version(opened, shown)) ?? (await opener.published(opened));
		const answers = validate(version.content, raw);
		if (!answers.ok) {
			if (ifStill) return null;
			if (link && finished) return gone('link_used');
			return finished ? { status: 'late' } : { status: 'invalid', issues: answers.issues };
		}
		const whole = { opened, version, id, answers: answers.value, language, now: now() };
		// Whom a link is for is known by the link.
		const who = link || kiosk ? null : openVisitor(seal, code, given.who, now());
		const customer = who && { identities: namesOf(opened.workspace_id, who), name: who.name ?? null };
		const job = prepare({ ...whole, submittedAt, customer, actor: byRespondent });
		if (finished) {
			const hash = (await storedHashes(db.system, [key])).get(`${key.workspaceId}/${id}`);
			if (hash === undefined || hash === job.row.bodyHash) return { status: 'duplicate' };
			return link ? gone('link_used') : { status: 'late' };
		}
		const { mark, also } =
			from && !given.test && !waited(submittedAt, now())
				? suspicion.judge({ id, collectorId: opened.collector_id, ...from, issued, bodyHash: job.row.bodyHash })
				: { mark: given.test ? ('test' as const) : null, also: [] };
		// Those of a list's link are its own.
		const parameters = { ...keptParameters(opened.parameters, given.parameters ?? {}), ...stored?.parameters };
		const row = {
			...job.row,
			...(Object.keys(parameters).length > 0 && { parameters }),
			...(stored && { customerId: stored.customer_id }),
			mark: mark ?? (finish === 'late' ? 'late' : null),
			...(ifStill && { opened: ifStill })
		};
		const counted = await counter.add({ ...job, row });
		if (counted === 'elsewhere') return null;
		if (mark !== null && also.length > 0) await markAlso(opened.workspace_id, also, mark);
		if (counted !== 'mismatch') return { status: counted };
		return link ? gone('link_used') : { status: await change(job) };
	};
}
