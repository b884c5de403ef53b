import type { ChannelName } from '#domain/survey/index.ts';
import { api } from './api.ts';
import type { Channel } from './channel.ts';
import { importChannel } from './import.ts';
import { link } from './link.ts';
import { qr } from './qr.ts';

/** Every channel. A new one is a file, a line here and its name in `domain/survey/inputs.ts`. */
export const channels = { link, qr, api, import: importChannel } as const satisfies {
	[Name in ChannelName]: Channel<Name>;
};

/**
 * The channel of a stored collector.
 * @throws when no such channel is known: a fault, since names are checked when collectors are made
 */
export function channelOf(name: string): Channel<ChannelName> {
	if (!Object.hasOwn(channels, name)) throw new Error(`there is no channel ${name}`);
	return channels[name as ChannelName];
}

export { pageUrl, type Channel } from './channel.ts';
export { qrCode, qrFormats, type QrFormat, type QrImage } from './qr-code.ts';
