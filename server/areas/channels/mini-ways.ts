import type { MiniLack } from '#contract/mini-program.ts';
import { miniPageOf, MOST_MINI_LINKS, SCENE, type Failed, type Picture } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { accountOf } from './account.ts';
import { chinaDay } from './china-day.ts';
import type { Clients } from './clients.ts';
import { findChannel, type ChannelRow } from './repo/channels.ts';
import { findLink, keepLink, type KeptLink } from './repo/codes.ts';
import { noteLine } from './repo/log.ts';
import { usesOn } from './repo/messages.ts';

/** What was made, or why it was not. */
type Made<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly lack: MiniLack };

/** Ways into a survey by the workspace's mini program. */
export interface MiniWays {
	/** What opens there. */
	readonly page: string | null;
	readonly code: Made<Picture>;
	readonly link: Made<KeptLink>;
}

export interface MiniProgramDeps {
	readonly db: Db;
	readonly seal: Seal;
	readonly now: () => Date;
	readonly clients: Clients;
}

/** As long as WeChat lets one be. */
const LINK_DAYS = 30;
const DAY = 24 * 3_600_000;
/** Whoever is given one has so long to open it. */
const ENOUGH_MS = 7 * DAY;
/** The page is none of the published mini program, or nothing is published yet. */
const NO_PAGE = new Set(['wx_41030', 'wx_40165', 'wx_85079']);

function lackOf(failed: Failed, right: 'mini_code' | 'mini_link'): MiniLack {
	if (failed.kind !== 'permanent') return 'mini_later';
	if (failed.scope === 'right') return right;
	return NO_PAGE.has(failed.code) ? 'mini_page' : 'mini_refused';
}

/**
 * A code and a link that open a survey in the mini program beside the official account. The code is made whenever it is asked
 * for: it stays the same, and there is no end of them. The link has an end, so it is kept, and renewed a week before.
 */
export const createMiniProgram = (deps: MiniProgramDeps) => {
	const { db, seal, clients } = deps;
	const link = createLinks(deps);

	function missing(row: ChannelRow | undefined, code: string): MiniLack | null {
		if (!row) return 'channel_absent';
		const account = accountOf(seal, row);
		if (account === null) return 'channel_unreadable';
		if (!account.miniAppId || !account.miniSecret) return 'mini_absent';
		return SCENE.test(code) ? null : 'mini_scene';
	}

	return async (workspaceId: string, code: string): Promise<MiniWays> => {
		const row = await findChannel(db.system, workspaceId, 'wechat');
		const lack = missing(row, code);
		if (!row || lack !== null) {
			const none = { ok: false, lack: lack ?? 'channel_absent' } as const;
			return { page: null, code: none, link: none };
		}
		const page = miniPageOf(row.settings);
		const [picture, kept] = await Promise.all([
			clients.askMini(row, 'mini_code', (api) => api.code({ scene: code, page })),
			link(row, page, code)
		]);
		return {
			page: `${page}?scene=${code}`,
			code: picture.ok ? picture : { ok: false, lack: lackOf(picture, 'mini_code') },
			link: kept
		};
	};
};

export type MiniProgram = ReturnType<typeof createMiniProgram>;

const createLinks =
	({ db, now, clients }: MiniProgramDeps) =>
	async (row: ChannelRow, page: string, code: string): Promise<Made<KeptLink>> => {
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const scene = `link:${code}`;
		const found = await findLink(db.system, where, scene);
		const left = found === undefined ? 0 : found.expiresAt.getTime() - now().getTime();
		if (found && left > ENOUGH_MS) return { ok: true, value: found };
		const failed = (lack: MiniLack): Made<KeptLink> =>
			found && left > 0 ? { ok: true, value: found } : { ok: false, lack };

		const used = (await usesOn(db.system, where, chinaDay(now()))).get('mini_link') ?? 0;
		if (used >= MOST_MINI_LINKS) {
			await noteLine(db.system, where, { code: 'mini_links_used_up', detail: '', at: now() });
			return failed('mini_later');
		}
		const query = `scene=${code}`;
		const made = await clients.askMini(row, 'mini_link', (api) => api.link({ path: page, query, days: LINK_DAYS }));
		if (!made.ok) return failed(lackOf(made, 'mini_link'));
		const at = now();
		const value = { url: made.value.url, expiresAt: new Date(at.getTime() + LINK_DAYS * DAY) };
		await keepLink(db.system, where, { ...value, scene, at });
		return { ok: true, value };
	};
