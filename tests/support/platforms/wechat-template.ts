import { has, wrong, type Json } from './wechat-api.ts';
import type { User, World } from './world.ts';

/** Template messages that were taken; numbers of theirs are larger than JavaScript counts. */
export interface TakenTemplate {
	readonly msgId: string;
	readonly user: User;
	readonly url: string;
}

const taken = new WeakMap<World, TakenTemplate[]>();

/** In the order in which they were taken. */
export const takenTemplates = (world: World): readonly TakenTemplate[] => taken.get(world) ?? [];

/** As the documents describe it: followers only, known templates, values within their kind. */
export function sendTemplate(world: World, json: Json): Json {
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
	user.inbox.push({ kind: 'card', title: 'template', text: '', url: String(json.url) });
	// As a number, as WeChat writes it: kept exact by the text that is sent.
	return { errcode: 0, errmsg: 'ok', msgid: msgId };
}
