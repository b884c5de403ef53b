import type { ChannelPort } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { PlatformQuota } from '../../db/tables/channel.ts';
import type { Clients } from './clients.ts';
import * as repo from './repo/channels.ts';

/** What an administrator's check asks besides whether the account is answered. */
export const createChecks = ({
	db,
	now,
	clients
}: {
	readonly db: Db;
	readonly now: () => Date;
	readonly clients: Clients;
}) => ({
	/** The mini program beside an account, where there is one. @returns does it answer? */
	async checkMini(row: repo.ChannelRow): Promise<boolean> {
		if (!row.settings.miniAppId) return false;
		const asked = await clients.askMini(row, null, (api) => api.probe());
		const said = { code: asked.ok ? 'ok' : asked.code, detail: asked.ok ? '' : asked.detail };
		await repo.noteMiniChecked(db.system, row, said);
		return asked.ok;
	},

	/** What is left of the day, as far as the platform tells; of what it does not, nothing is shown. */
	async noteQuotas(port: ChannelPort, row: repo.ChannelRow, hasMini: boolean): Promise<void> {
		const quotas: PlatformQuota[] = [];
		for (const { path, of } of port.quotas) {
			if (of === 'mini' && !hasMini) continue;
			const told = await (of === 'mini'
				? clients.askMini(row, null, (api) => api.quota(path))
				: clients.quota(row, path));
			// Those of the account are worth something without those of the mini program.
			if (!told.ok && of === 'mini') break;
			if (!told.ok) return;
			quotas.push({ path, ...told.value });
		}
		await repo.noteQuotas(db.system, row, quotas, now());
	}
});
