import * as v from 'valibot';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { NewShareLinkSchema, ShareLinkSchema } from '#contract/sharing.ts';
import { ShareLinkInput } from '#domain/sharing/inputs.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';

export const GET = endpoint({
	summary: { en: 'Links to the heatmap', 'zh-CN': '热力图分享链接列表' },
	description: {
		en: 'Those that were not withdrawn, the newest first. The links themselves are shown only when they are made.',
		'zh-CN': '未撤回的链接，最新的在前。链接本身仅在创建时显示一次。'
	},
	permission: 'share.manage',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(ShareLinkSchema),
	handler: async ({ app, actor, query }) => onePage(await app.shareLinks.list(actor), query, ({ id }) => id)
});

export const POST = endpoint({
	summary: { en: 'Make a link to the heatmap', 'zh-CN': '创建热力图分享链接' },
	description: {
		en: 'Whoever has it reads the heatmap without signing in: no answers in words, no value of fewer than five, nothing outside the department, channel, language and journeys that it names. It lets in as long as its maker may share.',
		'zh-CN':
			'持有链接者无需登录即可查看热力图：不含文字回答，不显示少于五个回答的数值，也不超出链接指定的部门、渠道、语言和旅程。创建者失去分享权限后链接随即失效。'
	},
	permission: 'share.manage',
	body: ShareLinkInput,
	status: 201,
	response: NewShareLinkSchema,
	secret: true,
	handler: async ({ app, actor, body, event }) => {
		const made = await app.shareLinks.create(actor, body);
		return { ...made, url: `${shareOrigin(event)}/share/${made.token}` };
	}
});
