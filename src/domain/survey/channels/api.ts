import type { Channel } from './channel.ts';

/** Answers that another program collected, one at a time. */
export const api: Channel<'api'> = { name: 'api', opensPage: false, printable: false, delivers: false };
