import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import { parse } from '#domain/shared/parse.ts';
import {
	channelOf,
	mayFinish,
	SubmitResponse,
	visitOf,
	type Circumstances,
	type CollectorState,
	type ParameterView,
	type Place,
	type SurveyContent,
	type Unproven
} from '#domain/survey/index.ts';
import type { OpenedCode } from '../surveys/repo/collectors.ts';
import { mayBeAsked, proven } from '../customers/known-visitor.ts';
import { endsOf } from './open.ts';
import { createTaking, type Submitted, type TakingDeps } from './taking.ts';
import { linkEnd, readLink, splitTicket, type LinkEnd } from './personal-seal.ts';
import { linkNow, type LinkNow } from './repo/personal-links.ts';
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
	/** Where and when it was loaded, for conditions on that. */
	readonly visit: Circumstances;
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
}

/** Origins of websites on which the page may stand in a frame; null: made for none (every channel but `embed`). */
export type Frame = readonly string[] | null;

/** Why there is no form. `workspaceName` is null when nobody knows the code. */
export interface Gone {
	readonly gone: 'unknown' | Exclude<CollectorState, 'open'>;
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

/** The answer of a personal link, and what its list says of whom it is for. */
export interface LinkedForm extends Correcting {
	readonly parameters: Readonly<Record<string, string>>;
	readonly known: boolean;
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
	/** The one answer that a link of a list may give now; null: it is no link of ours to this survey. */
	personalLink(code: string, text: string): Promise<LinkedForm | LinkEnd | null>;
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

const placeOf = (opened: OpenedCode): Place => ({ touchpoint: opened.touchpoint_title });

const frameOf = ({ channel, origins }: OpenedCode): Frame => (channel === 'embed' ? origins : null);

/** What a list says of whom its link is for. */
const told = ({ parameters, customer_id }: Pick<LinkNow, 'parameters' | 'customer_id'>) => ({
	parameters,
	known: typeof customer_id === 'string'
});

export function createRespondent(deps: RespondentDeps): Respondent {
	const { db, newId, now, opener, secret, seal } = deps;
	const take = createTaking(deps);

	/** A code that a person may open in a browser. */
	async function openPage(code: string): Promise<OpenedCode | null> {
		const opened = await opener.open(code);
		return opened !== null && opensPage(opened) ? opened : null;
	}

	/** When a form was loaded, also one of a personal link. */
	const issuedAt = (code: string, { responseId: id, ticket }: Correcting): Date | null =>
		readTicket(secret, code, id, splitTicket(secret, code, id, ticket).ticket);

	return {
		async form(code, correcting) {
			const opened = await openPage(code);
			if (!opened) return { gone: 'unknown', workspaceName: null, languages: [] };
			const { content, version } = await opener.published(opened);
			const { workspace_name: workspaceName, privacy_url: privacyUrl } = opened;
			const state = opener.state(opened);
			const issued = correcting && issuedAt(code, correcting);
			const finishing = issued && mayFinish(issued, endsOf(opened), now()) !== 'no';
			if (state !== 'open' && !finishing) return { gone: state, workspaceName, languages: content.languages };
			const responseId = newId();
			const ticket = issueTicket(secret, code, responseId, now());
			return {
				code,
				workspaceName,
				privacyUrl,
				version,
				content,
				visit: visitOf(opened, issued || now()),
				place: placeOf(opened),
				frame: frameOf(opened),
				parameters: opened.parameters,
				kiosk: opened.channel === 'kiosk',
				responseId,
				ticket
			};
		},

		async personalLink(code, text) {
			const link = readLink(secret, code, text);
			const opened = link && (await openPage(code));
			if (!link || !opened) return null;
			const found = await linkNow(db.system, opened.workspace_id, opened.collector_id, link.id);
			const end = linkEnd(link, found, now());
			if (end !== null) return end;
			if (found!.used) return 'link_used';
			const ticket = link.mark + issueTicket(secret, code, link.id, now());
			return { responseId: link.id, ticket, ...told(found!) };
		},

		async visitor(code, token, unasked) {
			const opened = await openPage(code);
			// Many people stand before a kiosk.
			if (!opened || opened.channel === 'kiosk') return null;
			const { workspace_id: workspaceId } = opened;
			const read = await proven(db.system, seal, workspaceId, token, now());
			if ('unproven' in read) return read;
			if (unasked && !(await mayBeAsked(db.system, seal, workspaceId, read.customer))) return 'not_asked';
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
