import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: { en: 'Revoke an API token', 'zh-CN': '撤销 API 令牌' },
	permission: 'token.manage',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.tokens.revoke(actor, params.id)
});
