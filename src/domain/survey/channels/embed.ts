import type { Channel } from './channel.ts';

/** A survey on somebody else's website or in an app, by `embed.js`. */
export const embed: Channel<'embed'> = { name: 'embed', opensPage: true, printable: false, delivers: false };
