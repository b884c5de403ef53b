import type { Channel } from './channel.ts';

/** With the welcome of a member of the company in WeCom; the same page by its link. */
export const wecom: Channel<'wecom'> = { name: 'wecom', opensPage: true, printable: true, delivers: false };
