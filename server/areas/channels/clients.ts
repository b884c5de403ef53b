import {
	createMiniProgramApi,
	createWechatApi,
	createWecomApi,
	stableToken,
	wecomToken,
	type Account,
	type Failed,
	type MiniProgramApi,
	type Outcome,
	type PlatformHttp,
	type WechatApi,
	type WecomApi
} from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { accountOf } from './account.ts';
import { chinaDay } from './china-day.ts';
import { noteMissing, pauseChannel, pauseMini, type ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { countUse } from './repo/messages.ts';
import { createTokenStore } from './token-store.ts';

export interface ClientsDeps {
	readonly db: Db;
	readonly seal: Seal;
	readonly now: () => Date;
	readonly http: PlatformHttp;
	/** Where WeChat is; another one in tests and in the demo. */
	readonly wechatBase: string;
	readonly wecomBase: string;
}

/** A right that an account may lack: what then is not done. */
export const rights = [
	'code',
	'menu',
	'customer',
	'template',
	'entry',
	'share',
	'mini_code',
	'mini_link',
	'notice',
	'once',
	'mini_notice'
] as const;
export type Right = (typeof rights)[number];

type Ask<Api> = <T>(
	row: ChannelRow,
	right: Right | null,
	question: (api: Api) => Promise<Outcome<T>>
) => Promise<Outcome<T>>;

/**
 * Asks a platform something for a channel. What it refuses has a line on the log page; a right that is missing is noted,
 * and while the platform wants to be left alone it is not asked.
 * `right`: what the question takes; null: every account has it.
 */
export interface Clients {
	readonly ask: Ask<WechatApi>;
	readonly askWecom: Ask<WecomApi>;
	/** Of the mini program beside an official account: its own token, its own pauses. */
	readonly askMini: Ask<MiniProgramApi>;
	/** Would the platform do as we ask? */
	probe(row: ChannelRow): Promise<Outcome<null>>;
	/** With which pages of the survey are signed; one for all processes while it holds. */
	jsapiTicket(row: ChannelRow): Promise<Outcome<string>>;
	/** How often something may still be asked today. */
	quota(row: ChannelRow, path: string): Promise<Outcome<{ readonly limit: number; readonly used: number }>>;
}

/** Of these the platform means everything that it is asked. */
const PAUSES = /^wx_|^wecom_(45009|45033|-1)$/;
/** Which of a channel's accounts is asked: what the one may not is no matter of the other. */
interface Of {
	readonly pausedUntil: (row: ChannelRow) => Date | null;
	readonly pause: typeof pauseChannel;
	/** How a line of the log page names it. */
	readonly line: (code: string) => string;
}
const ofAccount: Of = { pausedUntil: (row) => row.paused_until, pause: pauseChannel, line: (code) => code };
const ofMini: Of = { pausedUntil: (row) => row.mini_paused_until, pause: pauseMini, line: (code) => `mini_${code}` };

const DAY = 24 * 60 * 60_000;
const fail = (code: string): Failed => ({ ok: false, kind: 'permanent', scope: 'config', code, detail: '' });

export function createClients(deps: ClientsDeps): Clients {
	const { db, seal, now, http, wechatBase, wecomBase } = deps;
	const tokensOf = createTokenStore({ db, seal, now });

	async function noted(of: Of, row: ChannelRow, right: Right | null, failed: Failed): Promise<void> {
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		await noteLine(db.system, where, { code: of.line(failed.code), detail: failed.detail, at: now() });
		if (failed.kind === 'permanent' && failed.scope === 'right' && right !== null)
			await noteMissing(db.system, row, right);
		// A quota, or the account itself: the next question would be refused as well, and asking all the same is held against us.
		const pause =
			failed.kind === 'retry' && PAUSES.test(failed.code) ? failed.afterMs : failed.code === 'wx_48004' ? DAY : 0;
		if (pause > 0) await of.pause(db.system, row, new Date(now().getTime() + pause));
	}

	/** null: what it takes to ask is not set, or cannot be read. */
	const askWith =
		<Api>(apiOf: (row: ChannelRow, account: Account) => Api | null, of: Of = ofAccount): Ask<Api> =>
		async (row, right, question) => {
			const account = accountOf(seal, row);
			const api = account === null ? null : apiOf(row, account);
			if (api === null) return fail('no_secret');
			const until = of.pausedUntil(row);
			if (until !== null && until > now()) {
				const afterMs = until.getTime() - now().getTime();
				return { ok: false, kind: 'retry', code: 'paused', detail: '', afterMs };
			}
			if (right !== null && row.missing.includes(right))
				return { ok: false, kind: 'permanent', scope: 'right', code: 'right_missing', detail: right };
			const outcome = await question(api);
			if (!outcome.ok) await noted(of, row, right, outcome);
			// What nobody knows of may have been counted there.
			if (right !== null && (outcome.ok || outcome.kind === 'unknown'))
				await countUse(db.system, { workspaceId: row.workspace_id, channelId: row.id }, right, chinaDay(now()));
			return outcome;
		};

	const ask = askWith((row, { appId, appSecret }) => {
		if (!appId || !appSecret) return null;
		const issue = (force: boolean) => stableToken({ http, base: wechatBase, now }, { appId, appSecret }, force);
		const tokens = tokensOf({ workspaceId: row.workspace_id, channelId: row.id, issue });
		return createWechatApi({ http, base: wechatBase, now, tokens, appId, appSecret });
	});
	const askWecom = askWith((row, { corpId, appSecret: secret }) => {
		if (!corpId || !secret) return null;
		const issue = () => wecomToken({ http, base: wecomBase, now }, { corpId, secret });
		const tokens = tokensOf({ workspaceId: row.workspace_id, channelId: row.id, issue });
		return createWecomApi({ http, base: wecomBase, tokens });
	});

	const askMini = askWith((row, { miniAppId: appId, miniSecret: appSecret }) => {
		if (!appId || !appSecret) return null;
		const issue = (force: boolean) => stableToken({ http, base: wechatBase, now }, { appId, appSecret }, force);
		const tokens = tokensOf({ workspaceId: row.workspace_id, channelId: row.id, kind: 'mini', issue });
		return createMiniProgramApi({ http, base: wechatBase, now, tokens });
	}, ofMini);

	return {
		ask,
		askWecom,
		askMini,
		probe: (row) =>
			row.kind === 'wecom' ? askWecom(row, null, (api) => api.probe()) : ask(row, null, (api) => api.probe()),
		jsapiTicket: (row) => {
			const issue = () => ask(row, 'share', (api) => api.jsapiTicket());
			return tokensOf({ workspaceId: row.workspace_id, channelId: row.id, kind: 'jsapi', issue }).current();
		},
		quota: (row, path) => ask(row, null, (api) => api.quota(path))
	};
}
