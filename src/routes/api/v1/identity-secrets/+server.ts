import * as v from 'valibot';
import { IdentitySecretSchema, NewIdentitySecretSchema } from '#contract/customers.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'Secrets by which websites say who is there', 'zh-CN': '网站客户身份密钥列表' },
	permission: 'channel.manage',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(IdentitySecretSchema),
	handler: async ({ app, actor, query }) => onePage(await app.knownCustomers.secrets(actor), query, ({ id }) => id)
});

export const POST = endpoint({
	summary: { en: 'Make a secret by which websites say who is there', 'zh-CN': '创建网站客户身份密钥' },
	description: {
		en: 'At most two at a time: the one in use, and the one that takes its place.',
		'zh-CN': '最多同时存在两个：正在使用的一个，以及即将接替它的一个。'
	},
	permission: 'channel.manage',
	status: 201,
	response: NewIdentitySecretSchema,
	secret: true,
	handler: ({ app, actor }) => app.knownCustomers.makeSecret(actor)
});
