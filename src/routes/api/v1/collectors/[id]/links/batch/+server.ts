import { CreateLinks } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { LinksMadeSchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Make personal links', 'zh-CN': '批量生成个人链接' },
	description: {
		en: 'One a row, for one answer each; up to 10,000, all or none, but for customers who are not to be asked. Rows may name a customer, and parameters that are declared.',
		'zh-CN':
			'每行一个，各只能回答一次；最多 10,000 个，要么全部生成，要么都不生成；免打扰名单上的客户除外。行中可写客户及已声明的参数。'
	},
	permission: 'collector.edit',
	params: idParams,
	body: CreateLinks,
	bodyLimit: 12 * 1024 * 1024,
	status: 201,
	response: LinksMadeSchema,
	handler: ({ app, actor, params, body }) => app.personalLinks.create(actor, params.id, body)
});
