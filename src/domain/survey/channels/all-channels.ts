import { api } from './api.ts';
import type { Channel } from './channel.ts';
import { embed } from './embed.ts';
import { importChannel } from './import.ts';
import { kiosk } from './kiosk.ts';
import { link } from './link.ts';
import { qr } from './qr.ts';
import { wechat } from './wechat.ts';
import { wecom } from './wecom.ts';

/** Every channel. A new one is one file beside this one and one line here; `all-channels.test.ts` runs through it at once. */
export const channels = { link, qr, embed, wechat, wecom, kiosk, api, import: importChannel } as const satisfies Record<
	string,
	Channel
>;

export type ChannelName = keyof typeof channels;

export const channelNames = Object.keys(channels) as unknown as readonly [ChannelName, ...ChannelName[]];

/** Those by which a person comes to a page: what "Ask … here" can make. */
export const pageChannels = channelNames.filter((name) => channels[name].opensPage);

/**
 * The channel of a stored collector.
 * @throws when no such channel is known: a fault, since names are checked when collectors are made
 */
export function channelOf(name: string): Channel<ChannelName> {
	if (!Object.hasOwn(channels, name)) throw new Error(`there is no channel ${name}`);
	return channels[name as ChannelName];
}
