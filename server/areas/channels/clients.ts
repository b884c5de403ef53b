import { createWechatApi, type Failed, type Outcome, type PlatformHttp, type WechatApi } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { accountOf } from './account.ts';
import { chinaDay } from './china-day.ts';
import { noteMissing, pauseChannel, type ChannelRow } from './repo/channels.ts';
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
}

/** A right that an account may lack: what then is not done. */
export const rights = ['code', 'menu'] as const;
export type Right = (typeof rights)[number];

export interface Clients {
	/**
	 * Asks the platform something for a channel. What it refuses has a line on the log page; a right that is missing is
	 * noted, and while the platform wants to be left alone it is not asked.
	 * @param right that the question takes; null: every account has it
	 */
	ask<T>(row: ChannelRow, right: Right | null, question: (api: WechatApi) => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

const DAY = 24 * 60 * 60_000;
const fail = (code: string): Failed => ({ ok: false, kind: 'permanent', scope: 'config', code, detail: '' });

export function createClients(deps: ClientsDeps): Clients {
	const { db, seal, now, http, wechatBase: base } = deps;
	const tokensOf = createTokenStore({ db, seal, now, http, base });

	async function noted(row: ChannelRow, right: Right | null, failed: Failed): Promise<void> {
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		await noteLine(db.system, where, { code: failed.code, detail: failed.detail, at: now() });
		if (failed.kind === 'permanent' && failed.scope === 'right' && right !== null)
			await noteMissing(db.system, row, right);
		// A quota, or the account itself: the next question would be refused as well, and asking all the same is held against us.
		const pause =
			failed.kind === 'retry' && failed.code.startsWith('wx_')
				? failed.afterMs
				: failed.kind === 'permanent' && failed.code === 'wx_48004'
					? DAY
					: 0;
		if (pause > 0) await pauseChannel(db.system, row, new Date(now().getTime() + pause));
	}

	return {
		async ask(row, right, question) {
			const account = accountOf(seal, row);
			if (!account?.appId || !account.appSecret) return fail('no_secret');
			if (row.paused_until !== null && row.paused_until > now())
				return {
					ok: false,
					kind: 'retry',
					code: 'paused',
					detail: '',
					afterMs: row.paused_until.getTime() - now().getTime()
				};
			if (right !== null && row.missing.includes(right))
				return { ok: false, kind: 'permanent', scope: 'right', code: 'right_missing', detail: right };
			const { appId, appSecret } = account;
			const tokens = tokensOf({ workspaceId: row.workspace_id, channelId: row.id, appId, appSecret });
			const outcome = await question(createWechatApi({ http, base, now, tokens }));
			if (!outcome.ok) await noted(row, right, outcome);
			// What nobody knows of may have been counted there.
			if (right !== null && (outcome.ok || outcome.kind === 'unknown'))
				await countUse(db.system, { workspaceId: row.workspace_id, channelId: row.id }, right, chinaDay(now()));
			return outcome;
		}
	};
}
