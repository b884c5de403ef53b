import type { Channel } from './channel.ts';

/** A screen that stands somewhere: one after another answers on it, also while it has no network. */
export const kiosk: Channel<'kiosk'> = { name: 'kiosk', opensPage: true, printable: false, delivers: false };
