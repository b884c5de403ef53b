import type { Push } from '../../channels/index.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Insertable } from 'kysely';
import type { ChannelPersonTable } from '../../db/tables/channel.ts';
import { about } from './account.ts';

interface Channel {
	readonly workspace_id: string;
	readonly id: string;
}

/** By which somebody is found again, and which says nothing of them. */
export const markOf = (seal: Seal, channel: Channel, name: string): string => seal.mark(`${channel.id} ${name}`);

const ACTS: ReadonlySet<string> = new Set(['scan', 'follow', 'tap']);

/** Who pushed, as a row. */
export function personOf(
	seal: Seal,
	channel: Channel,
	{ person: name, trigger, happenedAt: at }: Pick<Push, 'person' | 'trigger' | 'happenedAt'>
): Insertable<ChannelPersonTable> {
	const person = markOf(seal, channel, name);
	return {
		workspace_id: channel.workspace_id,
		channel_id: channel.id,
		person,
		name: seal.close(name, about(channel, `person ${person}`)),
		follows: trigger.kind !== 'leave',
		first_at: at,
		last_at: at,
		said_at: trigger.kind === 'said' ? at : null,
		acted_at: ACTS.has(trigger.kind) ? at : null
	};
}
