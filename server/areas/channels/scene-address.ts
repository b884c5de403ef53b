import { MOST_CODES, type ChannelKind } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Clients } from './clients.ts';
import { findChannel } from './repo/channels.ts';
import { countCodes, findCode, keepCode } from './repo/codes.ts';
import { noteLine } from './repo/log.ts';

const KIND: ChannelKind = 'wechat';

/** What we write into a code of the platform: the collector's own code, so that it can lead elsewhere later. */
export const sceneOf = (code: string): string => `c:${code}`;

/** @returns null for a scene that we never wrote */
export const codeOfScene = (scene: string): string | null => /^c:([0-9A-Za-z]{1,60})$/.exec(scene)?.[1] ?? null;

/**
 * Where the QR code of a collector leads: into the chat of the official account, where it is one for WeChat and the account
 * may make such codes; null: to the survey's page, as every code does.
 */
export const createSceneAddress =
	({ db, clients, now }: { readonly db: Db; readonly clients: Clients; readonly now: () => Date }) =>
	async (
		workspaceId: string,
		collector: { readonly channel: string; readonly code: string }
	): Promise<string | null> => {
		if (collector.channel !== KIND) return null;
		const row = await findChannel(db.system, workspaceId, KIND);
		if (!row) return null;
		const where = { workspaceId, channelId: row.id };
		const scene = sceneOf(collector.code);
		const found = await findCode(db.system, where, scene);
		if (found !== undefined) return found;
		// None can be taken back: at the end of them the plain link takes their place.
		if ((await countCodes(db.system, where)) >= MOST_CODES) {
			await noteLine(db.system, where, { code: 'codes_used_up', detail: '', at: now() });
			return null;
		}
		const made = await clients.ask(row, 'code', (api) => api.permanentCode(scene));
		if (!made.ok) return null;
		await keepCode(db.system, where, { scene, url: made.value.url, at: now() });
		return (await findCode(db.system, where, scene)) ?? null;
	};
