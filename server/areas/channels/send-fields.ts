import { isConsentWay, type RoundWay } from '#domain/channels/rounds.ts';
import { MOST_MINI_NOTICES, MOST_TEMPLATES, miniPageOf, type Failed, type Outcome } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import { personalQuery } from '../answers/personal-link.ts';
import type { Clients } from './clients.ts';
import { ownLink } from './own-answer.ts';
import type { ChannelRow } from './repo/channels.ts';
import { claimConsent, endConsents, releaseConsent } from './repo/consents.ts';

/** A message made of a template's fields, to one person: a template message, or a subscription message of any kind. */
export interface FieldsMessage {
	/** Also of the one answer that may come of it. */
	readonly id: string;
	/** Their mark. */
	readonly person: string;
	/** What the platform calls them: the account, or the mini program. */
	readonly openid: string;
	readonly template: string;
	/** Of the survey. */
	readonly code: string;
	/** Of the answer's link. */
	readonly at: Date;
	readonly isTest: boolean;
	readonly data: Readonly<Record<string, string>>;
}

export interface SendFieldsDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly clients: Clients;
	readonly origin: string;
	readonly secret: string;
}

/** What the platform takes of a way in a day, as it is counted here, and how the log calls its end. */
export const dayLimits: Readonly<Partial<Record<RoundWay, { what: string; of: number; code: string }>>> = {
	template: { what: 'template', of: MOST_TEMPLATES, code: 'templates_used_up' },
	mini: { what: 'mini_notice', of: MOST_MINI_NOTICES, code: 'mini_notices_used_up' }
};

/** Nobody has agreed to it, or not once more: the platform need not be asked. */
const NO_CONSENT: Failed = { ok: false, kind: 'permanent', scope: 'recipient', code: 'no_consent', detail: '' };
/** WeChat knows of no agreement that is left, whatever was counted here. */
const NONE_LEFT = 'wx_43101';

/**
 * Sends one. A subscription message takes one of the times that the person agreed to it: it is used from before WeChat is asked,
 * and given back only where WeChat said that nothing was sent.
 */
export function createSendFields({ db, now, clients, origin, secret }: SendFieldsDeps) {
	const { system } = db;

	const urlOf = ({ id, code, at, isTest }: FieldsMessage): string =>
		`${ownLink({ origin, secret }, code, { responseId: id, at })}${isTest ? '&test' : ''}`;

	/** The page of the mini program that opens the survey, with the same link of one's own. */
	const pageOf = (row: ChannelRow, { id, code, at, isTest }: FieldsMessage): string =>
		`${miniPageOf(row.settings)}?scene=${code}&${personalQuery(secret, code, id, at)}${isTest ? '&test=1' : ''}`;

	function ask(
		row: ChannelRow,
		way: RoundWay,
		message: FieldsMessage,
		scene: number
	): Promise<Outcome<{ readonly id: string | null }>> {
		const { openid, template, id, data } = message;
		if (way === 'mini')
			return clients.askMini(row, 'mini_notice', (api) =>
				api.sendNotice({ openid, template, page: pageOf(row, message), data })
			);
		const asked = { openid, template, url: urlOf(message), id, data };
		if (way === 'notice') return clients.ask(row, 'notice', (api) => api.sendNotice(asked));
		if (way === 'once') return clients.ask(row, 'once', (api) => api.sendOnce({ ...asked, scene }));
		return clients.ask(row, 'template', (api) => api.sendTemplate(asked));
	}

	return async (
		row: ChannelRow,
		way: RoundWay,
		message: FieldsMessage
	): Promise<Outcome<{ readonly id: string | null }>> => {
		if (!isConsentWay(way)) return ask(row, way, message, 0);
		const where = { workspaceId: row.workspace_id, channelId: row.id, way, template: message.template };
		const consent = await claimConsent(system, where, message.person, now());
		if (consent === null) return NO_CONSENT;
		const sent = await ask(row, way, message, consent.scene ?? 0);
		if (sent.ok || sent.kind === 'unknown') return sent;
		if (sent.code === NONE_LEFT) await endConsents(system, where, message.person, now());
		// Of nobody in particular: it was not sent, and may be later.
		else if (sent.kind === 'retry' || sent.scope !== 'recipient') await releaseConsent(system, where, consent.id);
		return sent;
	};
}
