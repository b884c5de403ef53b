import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { wallClockIn } from '#domain/shared/days.ts';
import { parse } from '#domain/shared/parse.ts';
import {
	channelOf,
	mayFinish,
	SubmitResponse,
	type CollectorState,
	type ParameterView,
	type Place,
	type SurveyContent,
	type Unproven
} from '#domain/survey/index.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import { proven } from '../customers/known-visitor.ts';
import { namesOf } from '../customers/names-of.ts';
import { createNotAsked } from '../customers/not-asked.ts';
import { timesOf } from './open.ts';
import { asksWhenCounted } from './within-limits.ts';
import { createGate, type Opening } from './gate.ts';
import { createTaking, type Submitted, type TakingDeps } from './taking.ts';
import { linkEnd, readLink, splitTicket, type LinkEnd } from './personal-seal.ts';
import { linkNow } from './repo/personal-links.ts';
import { issueTicket, readTicket } from './ticket.ts';
import { sealVisitor } from './visitor-seal.ts';

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
	/** Which parameters of the address are kept with the answer. */
	readonly parameters: readonly ParameterView[];
	/** One screen for many people. */
	readonly kiosk: boolean;
	/** Its collector takes not everything of everybody. */
	readonly limited: boolean;
}

/** Origins of websites on which the page may stand in a frame; null: made for none (every channel but `embed`). */
export type Frame = readonly string[] | null;

/** Why there is no form. `workspaceName` is null when nobody knows the code. */
export interface Gone {
	/** `invited`: only a link for one person opens it; `locked`: a PIN does (`enter`). */
	readonly gone: 'unknown' | 'invited' | 'locked' | Exclude<CollectorState, 'open'>;
	/** When it opens, as the clock shows it where the workspace is: `2026-12-03 09:00`. For `early`. */
	readonly opensAt?: string;
	readonly workspaceName: string | null;
	readonly languages: readonly Locale[];
}

/**
 * Somebody that a website says is looking. `who` goes with the form, `whose` tells on the device what is theirs from what is
 * others'. `not_asked`: the page must not ask them.
 */
export type Visitor = { readonly who: string; readonly whose: string } | { readonly unproven: Unproven } | 'not_asked';

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
	 * @param opening who opens it; without it limits that depend on that are not looked at
	 * @throws AppError 503 within five seconds when the database does not answer; so do the others
	 */
	form(code: string, correcting?: Correcting, opening?: Opening): Promise<RespondentForm | Gone>;
	/**
	 * A PIN that somebody typed.
	 * @returns what opens the page (`Opening.pass`), or how long to wait, s; null: it is wrong, or none is asked for
	 */
	enter(code: string, pin: string, address: string): Promise<string | { readonly wait: number } | null>;
	/** The one answer that a link of a list may give now; null: it is no link of ours to this survey. */
	personalLink(code: string, text: string): Promise<Correcting | LinkEnd | null>;
	/**
	 * Who looks at the page, as the website around it proves. Writes nothing.
	 * @param unasked the page comes by itself, to whom it must not if they are not to be asked
	 */
	visitor(code: string, token: string, unasked: boolean): Promise<Visitor | null>;
	/** The thank-you page of a code; null when nobody knows it. */
	thanks(code: string): Promise<Pick<RespondentForm, 'workspaceName' | 'content' | 'place' | 'frame'> | null>;
	/**
	 * What the page sends. Resolves after the commit; the same id again counts once, and may change the answer for a
	 * while. What looks like a script's is stored with a mark and not counted, and answered like any other.
	 * @param from who sent it; without it nothing is suspected (tests, and programs inside)
	 */
	submit(input: unknown, from?: { readonly address: string }): Promise<Submitted>;
}

export interface RespondentDeps extends TakingDeps {
	readonly newId: NewId;
}

const opensPage = ({ channel }: OpenedCode): boolean => channelOf(channel).opensPage;

/** When it opens, to the minute, by the workspace's clock. */
const clockOf = ({ opens_at: at, time_zone: zone }: OpenedCode): string => wallClockIn(zone, at!).slice(0, 16);

const placeOf = (opened: OpenedCode): Place => ({ touchpoint: opened.touchpoint_title });

const frameOf = ({ channel, origins }: OpenedCode): Frame => (channel === 'embed' ? origins : null);

/** What a form shows, whoever opens it. */
const shownOf = (
	opened: OpenedCode,
	content: SurveyContent,
	version: number
): Omit<RespondentForm, 'responseId' | 'ticket'> => ({
	code: opened.code,
	workspaceName: opened.workspace_name,
	privacyUrl: opened.privacy_url,
	version,
	content,
	place: placeOf(opened),
	frame: frameOf(opened),
	parameters: opened.parameters,
	kiosk: opened.channel === 'kiosk',
	limited: asksWhenCounted(opened.limits) || opened.limits.invited || opened.limits.pin !== null
});

export function createRespondent(deps: RespondentDeps): Respondent {
	const { db, newId, now, opener, secret, seal } = deps;
	const take = createTaking(deps);
	const gate = createGate(deps);
	const notAsked = createNotAsked(secret);

	/** A code that a person may open in a browser. */
	async function openPage(code: string): Promise<OpenedCode | null> {
		const opened = await opener.open(code);
		return opened !== null && opensPage(opened) ? opened : null;
	}

	/** When a form was loaded, also one of a personal link. */
	const issuedAt = (code: string, { responseId: id, ticket }: Correcting): Date | null =>
		readTicket(secret, code, id, splitTicket(secret, code, id, ticket).ticket);

	return {
		async form(code, correcting, opening) {
			const opened = await openPage(code);
			if (!opened) return { gone: 'unknown', workspaceName: null, languages: [] };
			const { content, version } = await opener.published(opened);
			const { workspace_name: workspaceName } = opened;
			const state = opener.state(opened);
			const issued = correcting && issuedAt(code, correcting);
			const finishing = issued && mayFinish(issued, timesOf(opened), now()) !== 'no';
			const refused = { workspaceName, languages: content.languages };
			if (state !== 'open' && !finishing)
				return { gone: state, ...refused, ...(state === 'early' && { opensAt: clockOf(opened) }) };
			if (opening && !finishing) {
				const shut = await gate.shutTo(opened, opening, content.languages);
				if (shut !== null) return { gone: shut, ...refused };
			}
			const responseId = newId();
			const ticket = issueTicket(secret, code, responseId, now());
			const shown = shownOf(opened, content, version);
			return { ...shown, responseId, ticket };
		},

		enter: async (code, pin, address) => gate.enter(await openPage(code), pin, address),

		async personalLink(code, text) {
			const link = readLink(secret, code, text);
			const opened = link && (await openPage(code));
			if (!link || !opened) return null;
			const found = await linkNow(db.system, opened.workspace_id, opened.collector_id, link.id);
			const end = linkEnd(link, found, now());
			if (end !== null) return end;
			if (found!.used) return 'link_used';
			return { responseId: link.id, ticket: link.mark + issueTicket(secret, code, link.id, now()) };
		},

		async visitor(code, token, unasked) {
			const opened = await openPage(code);
			// Many people stand before a kiosk.
			if (!opened || opened.channel === 'kiosk') return null;
			const { workspace_id: workspaceId } = opened;
			const read = await proven(db.system, seal, workspaceId, token, now());
			if ('unproven' in read) return read;
			const names = unasked ? namesOf(workspaceId, read.customer) : [];
			if ((await notAsked.among(db.system, workspaceId, names)).size > 0) return 'not_asked';
			const whose = `:${seal.mark(`device ${code} ${read.customer.externalId}`).slice(0, 16)}`;
			return { who: sealVisitor(seal, code, read.customer, now()), whose };
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
			const { code } = given.value;
			const remembered = opener.remembered(code);
			if (remembered !== undefined && opensPage(remembered)) {
				const taken = await take(given.value, remembered, from, { code, stamp: remembered.stamp });
				if (taken !== null) return taken;
			}
			const opened = await openPage(code);
			if (!opened) return { status: 'gone', reason: 'unknown', workspaceName: null };
			return (await take(given.value, opened, from))!;
		}
	};
}
