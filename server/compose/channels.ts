import type { App } from '../app.ts';
import { createChannels } from '../areas/channels/channels.ts';
import { createHooks } from '../areas/channels/hooks.ts';
import { createSeal, type Seal } from '../platform/seal.ts';
import type { Base } from './base.ts';

/** What channels store and nobody may read there. */
export const channelSeal = (secret: string): Seal => createSeal(secret, 'channels');

/** Accounts on platforms, and what these push. */
export function composeChannels({ config, db, now, newId }: Base): Pick<App, 'channels' | 'hooks'> {
	const seal = channelSeal(config.secret);
	return {
		channels: createChannels({ db, newId, now, seal, origin: config.origin }),
		hooks: createHooks({ db, newId, now, seal })
	};
}
