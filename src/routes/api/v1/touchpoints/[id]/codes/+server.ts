import { idParams } from '#contract/id.ts';
import { PlaceCodesSchema } from '#contract/place-codes.ts';
import { PlaceCodes } from '#domain/printing/index.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'A QR code for each place of a list', 'zh-CN': '按名单为每个点位生成二维码' },
	description: {
		en: 'Shops, counters, tables or people, one a line, with their owners: each gets a code of its own at this touchpoint, all in one transaction. A place that has a code keeps it, so the same list can be sent again; an owner that the list gives takes the place of the one before, and a code that was closed is open again. While a line is wrong nothing is made and `issues` names each by its number (`["list", 17]`), unless `skipWrong` says to go on with the others.',
		'zh-CN':
			'每行一个点位（门店、柜台、桌台或员工），可带负责人：每个点位在此触点各得一个二维码，全部在同一事务中完成。已有二维码的点位保持不变，同一名单可重复提交；名单中的负责人会替换原负责人，已关闭的二维码会重新开启。只要有一行有误就什么也不生成，`issues` 按行号逐行说明（`["list", 17]`）；`skipWrong` 表示跳过错误行继续。'
	},
	permission: 'collector.edit',
	params: idParams,
	body: PlaceCodes,
	// Five thousand lines; letters of Chinese are three bytes, and more where they are escaped.
	bodyLimit: 4 * 1024 * 1024,
	status: 200,
	response: PlaceCodesSchema,
	handler: ({ app, actor, params, body }) => app.collectors.addPlaces(actor, params.id, body)
});
