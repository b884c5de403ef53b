import type { ChannelCodeView } from '#contract/channels.ts';
import type { Actor } from '#domain/access/index.ts';
import { MOST_CODES, pageUrl } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import type { Opener } from '../answers/open.ts';
import { authorize } from '../shared/guard.ts';
import type { Clients } from './clients.ts';
import { writeHookAddress } from './hook-address.ts';
import { findChannel, type ChannelRow } from './repo/channels.ts';
import { countCodes, findCode, keepCode } from './repo/codes.ts';
import { noteLine } from './repo/log.ts';
import { sceneOf } from './scene-address.ts';

/** Codes of platforms' own that lead to a survey. */
export interface ChannelCodes {
	/** Makes it when it is asked for first; where the platform makes none, the survey's page takes its place. */
	code(actor: Actor | null, kind: string, code: string): Promise<ChannelCodeView>;
}

export interface ChannelCodesDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly origin: string;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'openOwn'>;
}

/** Letters that WeCom hands back. */
const LONGEST_STATE = 30;

export function createChannelCodes({ db, now, origin, clients, opener }: ChannelCodesDeps): ChannelCodes {
	async function made(row: ChannelRow, scene: string): Promise<string | null> {
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const found = await findCode(db.system, where, scene);
		if (found !== undefined) return found;
		const members = row.settings.members?.split(',') ?? [];
		if (members.length === 0 || scene.length > LONGEST_STATE) return null;
		if ((await countCodes(db.system, where)) >= MOST_CODES) {
			await noteLine(db.system, where, { code: 'codes_used_up', detail: '', at: now() });
			return null;
		}
		const way = await clients.askWecom(row, 'customer', (api) => api.contactWay(scene, members));
		if (!way.ok) return null;
		await keepCode(db.system, where, { scene, url: way.value.picture, at: now() });
		return (await findCode(db.system, where, scene)) ?? null;
	}

	return {
		async code(actor, kind, code) {
			authorize(actor, 'channel.manage');
			const { workspaceId } = actor;
			const opened = (await opener.openOwn(workspaceId, [code])).get(code);
			if (!opened || opened.channel !== kind) throw notFound();
			const row = await findChannel(db.system, workspaceId, kind);
			const address = row && writeHookAddress({ workspaceId, channelId: row.id });
			return {
				picture: row?.kind === 'wecom' ? await made(row, sceneOf(opened.code)) : null,
				menu: row?.kind === 'wechat' ? `${origin}/hooks/wechat/${address}/enter?c=${opened.code}` : null,
				page: pageUrl(origin, opened.code)
			};
		}
	};
}
