import { has, wrong, type Json } from './wechat-api.ts';
import { report } from './wechat-report.ts';
import type { Account, User, World } from './world.ts';

/** Template messages that were taken; numbers of theirs are larger than JavaScript counts. */
export interface TakenTemplate {
	readonly msgId: string;
	readonly user: User;
	readonly url: string;
}

const taken = new WeakMap<World, TakenTemplate[]>();

/** In the order in which they were taken. */
export const takenTemplates = (world: World): readonly TakenTemplate[] => taken.get(world) ?? [];

/** What the account's console has, as the documents write it. */
export const ownTemplates: Json = {
	template_list: [
		{
			template_id: 'TPL-service-rating',
			title: '服务评价通知',
			primary_industry: '消费品',
			deputy_industry: '消费品',
			content: '服务内容：{{thing1.DATA}}\n服务网点：{{thing2.DATA}}\n完成时间：{{time3.DATA}}',
			example: '服务内容：售后维修\n服务网点：人民路店\n完成时间：2026-11-22 09:30'
		},
		{
			template_id: 'TPL-order-done',
			title: '订单完成提醒',
			primary_industry: '消费品',
			deputy_industry: '消费品',
			content: '订单编号：{{character_string1.DATA}}\n订单状态：{{phrase2.DATA}}',
			example: ''
		}
	]
};

const titleOf = ({ template_id: id }: Json): string =>
	(ownTemplates.template_list as { template_id: string; title: string }[]).find((one) => one.template_id === id)
		?.title ?? 'template';

/** As the documents describe it: followers only, known templates, values within their kind. */
export function sendTemplate(world: World, account: Account, json: Json): Json {
	const data = json.data as Record<string, { value?: unknown }> | undefined;
	if (!has(json, 'touser', 'template_id', 'url', 'client_msg_id', 'data') || !data)
		return wrong(47001, 'data format error');
	const user = world.users.get(String(json.touser));
	if (!user) return wrong(40003, 'invalid openid');
	if (!user.follows) return wrong(43004, 'require subscribe');
	if (json.template_id === 'TPL-unknown') return wrong(40037, 'invalid template_id');
	const bad = Object.entries(data).find(
		([name, { value }]) => name.startsWith('thing') && [...String(value)].length > 20
	);
	if (bad) return wrong(47003, `argument invalid! data.${bad[0]}.value invalid`);
	const list = taken.get(world) ?? [];
	taken.set(world, list);
	const msgId = `23984032123456${String(list.length + 1).padStart(5, '0')}`;
	list.push({ msgId, user, url: String(json.url) });
	user.inbox.push({
		kind: 'card',
		title: titleOf(json),
		text: Object.values(data)
			.map(({ value }) => String(value))
			.join(' · '),
		url: String(json.url)
	});
	// In a test whoever asks for it says when, and what became of it.
	if (world.isRunning && account.serverUrl)
		setTimeout(() => void report(world, account, user, { msgId, status: 'success' }), 800).unref();
	// As a number, as WeChat writes it: kept exact by the text that is sent.
	return { errcode: 0, errmsg: 'ok', msgid: msgId };
}
