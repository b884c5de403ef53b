import * as v from 'valibot';
import { TokenInput } from '#domain/access/inputs.ts';
import { NewTokenSchema, TokenSchema } from '#contract/identity.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'API tokens', 'zh-CN': 'API 令牌列表' },
	permission: 'token.manage',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(TokenSchema),
	handler: async ({ app, actor, query }) => onePage(await app.tokens.list(actor), query, (token) => token.id)
});

export const POST = endpoint({
	summary: { en: 'Make an API token', 'zh-CN': '创建 API 令牌' },
	description: {
		en: 'Signed-in people only: a token cannot make tokens. Its role is never above its maker’s.',
		'zh-CN': '仅限已登录者：令牌不能再创建令牌。其角色不会高于创建者。'
	},
	permission: 'token.manage',
	body: TokenInput,
	status: 201,
	response: NewTokenSchema,
	secret: true,
	handler: ({ app, actor, body }) => app.tokens.create(actor, body)
});
