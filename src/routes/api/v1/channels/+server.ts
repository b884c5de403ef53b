import * as v from 'valibot';
import { ChannelSchema } from '#contract/channels.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'Platforms, connected or not', 'zh-CN': '渠道平台列表' },
	description: {
		en: 'What each can do, which settings it needs, how far it is set up, and what was never tried on a real account. Secrets are never given back.',
		'zh-CN': '各平台的能力、所需设置、配置进度，以及尚未在真实账号上试过的事项。密钥不会返回。'
	},
	permission: 'channel.manage',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(ChannelSchema),
	handler: async ({ app, actor, query }) => onePage(await app.channels.list(actor), query, ({ kind }) => kind)
});
