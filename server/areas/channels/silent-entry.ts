import type { NewId } from '#domain/shared/ids.ts';
import { pageUrl } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Clients } from './clients.ts';
import { entryTickets, isCode } from './entry-ticket.ts';
import { readHookAddress } from './hook-address.ts';
import { isWechat } from './in-wechat.ts';
import { ownLink } from './own-answer.ts';
import { markOf } from './person-of.ts';
import { noteAskedFor } from './repo/answers.ts';
import { channelById, type ChannelRow } from './repo/channels.ts';

/** Where a browser goes on, and what it keeps meanwhile (null: nothing any more). */
export interface Entry {
	readonly to: string;
	readonly ticket: string | null;
}

/**
 * The way from an account's menu to a survey by which WeChat tells, without asking anybody, who comes (`snsapi_base`): only
 * where the workspace wants to know, and only inside WeChat. Whatever is missing on it, the survey opens all the same.
 */
export interface SilentEntry {
	enter(kind: string, address: string, code: string, userAgent: string): Promise<Entry | null>;
	back(kind: string, address: string, query: Readonly<Record<string, string>>, ticket: string): Promise<Entry | null>;
}

export interface SilentEntryDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	readonly origin: string;
	readonly secret: string;
	/** `https://open.weixin.qq.com` */
	readonly openBase?: string;
}

export function createSilentEntry(deps: SilentEntryDeps): SilentEntry {
	const { db, newId, now, seal, clients, origin, secret, openBase = 'https://open.weixin.qq.com' } = deps;

	const tickets = entryTickets(secret, 'entry');

	async function find(kind: string, address: string): Promise<ChannelRow | null> {
		const ids = readHookAddress(address);
		const row = ids === null ? undefined : await channelById(db.system, ids.workspaceId, ids.channelId);
		return row && row.kind === kind && kind === 'wechat' ? row : null;
	}
	const plain = (code: string): Entry => ({ to: pageUrl(origin, code), ticket: null });

	return {
		async enter(kind, address, code, userAgent) {
			const row = await find(kind, address);
			if (row === null || !isCode(code)) return null;
			const isWanted = row.settings.know === 'yes' && row.settings.entry === 'silent';
			if (!isWanted || !isWechat(userAgent) || row.missing.includes('entry')) return plain(code);
			const ticket = tickets.make(code, now());
			const back = `${origin}/hooks/${kind}/${address}/back?c=${code}`;
			// In this order, with this end: WeChat knows the address by its looks.
			const to =
				`${openBase}/connect/oauth2/authorize?appid=${encodeURIComponent(row.settings.appId!)}` +
				`&redirect_uri=${encodeURIComponent(back)}&response_type=code&scope=snsapi_base&state=${tickets.stateOf(ticket)}#wechat_redirect`;
			return { to, ticket };
		},

		async back(kind, address, { code: given = '', state = '', c = '' }, ticket) {
			const row = await find(kind, address);
			if (row === null || !isCode(c)) return null;
			const code = tickets.codeOf(ticket, state, now());
			// Another browser, the way back, or a load once more: then nobody knows who it is.
			if (code === null || code !== c) return plain(c);
			const told = await clients.ask(row, 'entry', (api) => api.whoComes(given));
			// Of a page that is only a picture of itself the name is none of anybody's.
			if (!told.ok || told.value.isSnapshot) return plain(code);
			const [responseId, at] = [newId(), now()];
			const where = { workspaceId: row.workspace_id, channelId: row.id };
			await noteAskedFor(db.system, { ...where, responseId, person: markOf(seal, row, told.value.openid) }, at);
			return { to: ownLink({ origin, secret }, code, { responseId, at }), ticket: null };
		}
	};
}
