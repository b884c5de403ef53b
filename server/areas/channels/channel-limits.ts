import type { Kysely } from 'kysely';
import type { ChannelView } from '#contract/channels.ts';
import type { ChannelPort, Limit } from '../../channels/index.ts';
import type { Database } from '../../db/tables/index.ts';
import { chinaDay } from './china-day.ts';
import type { ChannelRow } from './repo/channels.ts';
import { countCodes } from './repo/codes.ts';
import { consentsLeft } from './repo/consents.ts';
import { usesOn } from './repo/messages.ts';
import { mayBeSent } from './repo/people.ts';
import { windows } from './windows.ts';

export type LimitView = ChannelView['limits'][number];

/** What is left of each limit: as we counted it, and as the platform said when it was last checked. */
export async function limitsOf(
	db: Kysely<Database>,
	port: ChannelPort,
	row: ChannelRow,
	now: Date
): Promise<LimitView[]> {
	const where = { workspaceId: row.workspace_id, channelId: row.id };
	const uses = await usesOn(db, where, chinaDay(now));
	const agreed = await consentsLeft(db, where);
	const counted = async ({ id, label, of, counts }: Limit): Promise<LimitView> => {
		const shown = { id, label, people: null, saidAt: null };
		if (counts === 'windows') {
			const { people, messages } = await mayBeSent(db, where, windows, now);
			return { ...shown, left: messages, of: null, people };
		}
		if (counts !== 'codes' && 'consents' in counts) {
			const given = agreed.filter(({ way }) => way === counts.consents);
			const sum = (of: 'people' | 'messages') => given.reduce((all, one) => all + one[of], 0);
			return { ...shown, left: sum('messages'), of: null, people: sum('people') };
		}
		const used = counts === 'codes' ? await countCodes(db, where) : (uses.get(counts.day) ?? 0);
		return { ...shown, left: Math.max(0, of - used), of };
	};
	const views: LimitView[] = [];
	for (const limit of port.limits)
		if (limit.needs === undefined || row.settings[limit.needs]) views.push(await counted(limit));
	const said = port.quotas.flatMap(({ path, label }): LimitView[] => {
		const quota = row.quotas.find((one) => one.path === path);
		if (quota === undefined || row.quotas_at === null) return [];
		const left = Math.max(0, quota.limit - quota.used);
		return [{ id: path, label, left, of: quota.limit, people: null, saidAt: row.quotas_at.toISOString() }];
	});
	return [...views, ...said];
}
