import type { Channel } from './channel.ts';

/** A code on a counter, a receipt, a screen. */
export const qr: Channel<'qr'> = { name: 'qr', opensPage: true, printable: true, delivers: false };
