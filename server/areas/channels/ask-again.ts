import { createHash } from 'node:crypto';
import { pageUrl } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Opener } from '../answers/open.ts';
import { keepAgreement } from './agreements.ts';
import { entryTickets, isCode } from './entry-ticket.ts';
import { readHookAddress, writeHookAddress } from './hook-address.ts';
import { isWechat } from './in-wechat.ts';
import { channelById, findChannel, type ChannelRow } from './repo/channels.ts';
import type { Entry } from './silent-entry.ts';

/**
 * One-time subscriptions (一次性订阅消息): who has answered in WeChat may be asked again, when they say so on WeChat's own page.
 * Nobody need follow for it; who says no is asked nothing more.
 */
export interface AskAgain {
	/** Where the thank-you page of a survey leads to; null: outside WeChat, or no account that may. */
	againUrl(code: string, userAgent: string): Promise<string | null>;
	/** To WeChat's page, which asks the person. */
	again(kind: string, address: string, code: string): Promise<Entry | null>;
	/** From there. WeChat signs nothing of it: who made it up is refused when something is sent. */
	agreed(kind: string, address: string, query: Readonly<Record<string, string>>, ticket: string): Promise<Entry | null>;
}

export interface AskAgainDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly opener: Pick<Opener, 'open'>;
	readonly origin: string;
	readonly secret: string;
	/** `https://mp.weixin.qq.com` */
	readonly mpBase?: string;
}

/** Of a survey, always the same: one may be sent for each, and another one when they agree again. */
export const sceneOf = (code: string): number =>
	1 + (createHash('sha256').update(code).digest().readUInt32BE(0) % 10_000);

const template = ({ settings, missing }: ChannelRow): string | null =>
	missing.includes('once') ? null : (settings.onceTemplate ?? null);

export function createAskAgain(deps: AskAgainDeps): AskAgain {
	const { db, now, seal, opener, origin, secret, mpBase = 'https://mp.weixin.qq.com' } = deps;
	const tickets = entryTickets(secret, 'again');

	async function find(kind: string, address: string): Promise<ChannelRow | null> {
		const ids = readHookAddress(address);
		const row = ids === null ? undefined : await channelById(db.system, ids.workspaceId, ids.channelId);
		return row && row.kind === kind && kind === 'wechat' ? row : null;
	}
	const thanks = (code: string, became: 'yes' | 'no'): Entry => ({
		to: `${pageUrl(origin, code)}/thanks?again=${became}`,
		ticket: null
	});

	return {
		async againUrl(code, userAgent) {
			if (!isWechat(userAgent)) return null;
			const opened = await opener.open(code);
			const row = opened && (await findChannel(db.system, opened.workspace_id, 'wechat'));
			if (!row || template(row) === null) return null;
			const address = writeHookAddress({ workspaceId: row.workspace_id, channelId: row.id });
			return `/hooks/wechat/${address}/again?c=${code}`;
		},

		async again(kind, address, code) {
			const row = await find(kind, address);
			if (row === null || !isCode(code)) return null;
			const id = template(row);
			if (id === null) return thanks(code, 'no');
			const ticket = tickets.make(code, now());
			const back = `${origin}/hooks/${kind}/${address}/agreed?c=${code}`;
			const to =
				`${mpBase}/mp/subscribemsg?action=get_confirm&appid=${encodeURIComponent(row.settings.appId!)}` +
				`&scene=${sceneOf(code)}&template_id=${encodeURIComponent(id)}&redirect_url=${encodeURIComponent(back)}` +
				`&reserved=${tickets.stateOf(ticket)}#wechat_redirect`;
			return { to, ticket };
		},

		async agreed(kind, address, query, ticket) {
			const { openid = '', template_id: given = '', action = '', scene = '', reserved = '', c = '' } = query;
			const row = await find(kind, address);
			if (row === null || !isCode(c)) return null;
			const isOurs = tickets.codeOf(ticket, reserved, now()) === c && template(row) === given;
			const isWhole = /^[\w-]{6,64}$/.test(openid) && scene === String(sceneOf(c));
			if (!isOurs || !isWhole || action !== 'confirm') return thanks(c, 'no');
			const [key, at] = [`once ${tickets.stateOf(ticket)}`, now()];
			const agreement = { way: 'once' as const, template: given, name: openid, key, scene: sceneOf(c), at };
			await keepAgreement(db.system, seal, row, agreement);
			return thanks(c, 'yes');
		}
	};
}
