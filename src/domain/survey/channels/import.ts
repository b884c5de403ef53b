import type { Channel } from './channel.ts';

/** Answers from a file; they keep the time at which they were given. */
export const importChannel: Channel<'import'> = { name: 'import', opensPage: false, printable: false, delivers: false };
