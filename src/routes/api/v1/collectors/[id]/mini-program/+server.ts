import { idParams } from '#contract/id.ts';
import { MiniProgramSchema } from '#contract/mini-program.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';

export const GET = endpoint({
	summary: { en: 'Its code and link into the mini program', 'zh-CN': '小程序码和小程序链接' },
	description: {
		en: 'For a WeChat account with a mini program: a round code and a link that open the survey there. The link is made when it is first asked for. What is missing is said; the survey’s page takes its place.',
		'zh-CN':
			'用于配置了小程序的微信公众号：返回在小程序中打开问卷的小程序码和链接。链接在首次请求时生成。缺少条件时会说明，并以问卷页面代替。'
	},
	permission: 'collector.view',
	params: idParams,
	status: 200,
	response: MiniProgramSchema,
	handler: ({ app, actor, params, event }) => app.collectors.miniProgram(actor, params.id, shareOrigin(event))
});
