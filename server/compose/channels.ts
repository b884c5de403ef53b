import type { App } from '../app.ts';
import { createOpener } from '../areas/answers/open.ts';
import { createChannels } from '../areas/channels/channels.ts';
import { createClients, type Clients } from '../areas/channels/clients.ts';
import { createGreetings } from '../areas/channels/greetings.ts';
import { createHooks } from '../areas/channels/hooks.ts';
import { createMenus } from '../areas/channels/menus.ts';
import { createRunRounds, type RunRound } from '../areas/channels/run-rounds.ts';
import { createReplies } from '../areas/channels/replies.ts';
import { createPlatformHttp } from '../channels/index.ts';
import { createSeal, type Seal } from '../platform/seal.ts';
import type { Base } from './base.ts';

/** What channels store and nobody may read there. */
export const channelSeal = (secret: string): Seal => createSeal(secret, 'channels');

/** What asks platforms; one for the process, which knows what is under way. */
export const composeClients = ({ config, db, now }: Base): Clients =>
	createClients({
		db,
		now,
		seal: channelSeal(config.secret),
		http: createPlatformHttp(),
		wechatBase: config.wechatBase,
		wecomBase: config.wecomBase
	});

/** What sends messages to many; the job of it and the page share it. */
export const composeRounds = ({ config, db, now }: Base, clients: Clients): ReturnType<typeof createRunRounds> => {
	const { origin, secret } = config;
	return createRunRounds({ db, now, seal: channelSeal(secret), clients, origin, secret });
};

/** Accounts on platforms, and what these push. */
export function composeChannels(
	{ config, db, now, newId, log }: Base,
	{ clients, run }: { readonly clients: Clients; readonly run: RunRound },
	{ submit }: Pick<App['responses'], 'submit'>
): Pick<App, 'channels' | 'hooks'> {
	const { origin, secret } = config;
	const seal = channelSeal(secret);
	const shared = { db, newId, now, seal, clients, opener: createOpener({ db, now }), origin, secret };
	const reply = createReplies({ ...shared, menus: createMenus({ ...shared, submit }), greet: createGreetings(shared) });
	return {
		channels: createChannels({
			...shared,
			run,
			failed: (err) => log.error({ err }, 'sending to many was broken off; it goes on within a minute')
		}),
		hooks: createHooks({ db, newId, now, seal, reply })
	};
}
