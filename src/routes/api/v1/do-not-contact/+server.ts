import { DoNotContactSchema } from '#contract/customers.ts';
import { DoNotContact } from '#domain/survey/index.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'How many names are not to be asked', 'zh-CN': '免打扰名单的数量' },
	permission: 'channel.manage',
	status: 200,
	response: DoNotContactSchema,
	handler: ({ app, actor }) => app.knownCustomers.doNotContact(actor)
});

export const POST = endpoint({
	summary: { en: 'Say who is not to be asked', 'zh-CN': '设置不再打扰的客户' },
	description: {
		en: 'Up to 10,000 customers, all or none; `contact: "again"` takes them out of the list. What is stored of them is a mark that says nothing.',
		'zh-CN': '一次最多 10,000 位客户，全部生效或全不生效；`contact: "again"` 将其移出名单。只存储无法还原的标记。'
	},
	permission: 'channel.manage',
	body: DoNotContact,
	bodyLimit: 8 * 1024 * 1024,
	status: 200,
	response: DoNotContactSchema,
	handler: ({ app, actor, body }) => app.knownCustomers.changeDoNotContact(actor, body)
});
