import type { Lack } from '#contract/surveys.ts';
import { portOf } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { secretsOf } from './account.ts';
import { findChannel } from './repo/channels.ts';

/** What is missing for collectors of a channel to come by its platform; without one nothing is, and people open the page. */
export const createLacksOfChannel =
	({ db, seal }: { readonly db: Db; readonly seal: Seal }) =>
	async (workspaceId: string, channel: string): Promise<readonly Lack[]> => {
		if (portOf(channel) === undefined) return [];
		const row = await findChannel(db.system, workspaceId, channel);
		if (!row) return ['channel_absent'];
		if (secretsOf(seal, row) === null) return ['channel_unreadable'];
		return [
			...(row.verified_at === null ? (['channel_unverified'] as const) : []),
			...(row.missing.includes('code') ? (['channel_code'] as const) : [])
		];
	};
