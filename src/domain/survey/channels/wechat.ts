import type { Channel } from './channel.ts';

/** A code into the chat of a WeChat official account, where the survey comes as a reply; the same page by its link. */
export const wechat: Channel<'wechat'> = {
	name: 'wechat',
	opensPage: true,
	printable: true,
	delivers: false,
	asksInChat: true
};
