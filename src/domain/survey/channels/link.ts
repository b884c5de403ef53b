import type { Channel } from './channel.ts';

/** A link, sent by whatever means people have. */
export const link: Channel<'link'> = { name: 'link', opensPage: true, printable: true, delivers: false };
