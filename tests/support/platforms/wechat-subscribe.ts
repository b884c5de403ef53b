import type { Element } from '../../../server/channels/wechat/xml.ts';
import { has, wrong, type Json } from './wechat-api.ts';
import { byHttp, type Deliver } from './wechat-phone.ts';
import { wechatPush } from './wechat-push.ts';
import type { Account, User, World } from './world.ts';

/** Subscription messages, as the documents describe them: one for each time that somebody agreed, counted by the platform too. */

/** What each account's console has. */
export const noticeTemplates: Json = {
	errcode: 0,
	errmsg: 'ok',
	data: [
		{
			priTmplId: 'NOTICE-rating',
			title: '服务评价提醒',
			content: '服务内容:{{thing1.DATA}}\n服务时间:{{time2.DATA}}\n',
			example: '服务内容:门店取货\n服务时间:2026-11-22 09:30\n',
			type: 2
		}
	]
};

/** How often each may still be sent each template, by scene; what was sent, by whom. */
interface Agreed {
	readonly left: Map<string, number>;
	readonly sent: { readonly path: string; readonly user: User; readonly json: Json }[];
}
const agreed = new WeakMap<World, Agreed>();

function of(world: World): Agreed {
	const found = agreed.get(world) ?? { left: new Map<string, number>(), sent: [] };
	agreed.set(world, found);
	return found;
}
const keyOf = ({ appId }: Account, { openid }: User, template: string, scene = ''): string =>
	[appId, openid, template, scene].join(' ');

/** In the order in which they were taken. */
export const takenSubscriptions = (world: World) => of(world).sent;

/** What happens on somebody's phone without our hearing of it. */
export function agree(world: World, account: Account, user: User, template: string, scene = ''): void {
	const { left } = of(world);
	const key = keyOf(account, user, template, scene);
	// For one scene one may be sent, however often they agree before it is.
	left.set(key, scene === '' ? (left.get(key) ?? 0) + 1 : 1);
}

/** They tap on the question of an article, or of the mini program; the platform tells whoever listens. */
export async function subscribeTap(
	world: World,
	account: Account,
	user: User,
	{
		template,
		says = 'accept',
		event = 'subscribe_msg_popup_event',
		under = account,
		deliver = byHttp
	}: {
		readonly template: string;
		readonly says?: 'accept' | 'reject';
		readonly event?: 'subscribe_msg_popup_event' | 'subscribe_msg_change_event';
		/** To whose address it is pushed, with whose token: that of the account beside a mini program. */
		readonly under?: Account;
		readonly deliver?: Deliver;
	}
): Promise<void> {
	if (says === 'accept' && event === 'subscribe_msg_popup_event') agree(world, account, user, template);
	const item: Element[] = [
		['TemplateId', template],
		['SubscribeStatusString', says],
		['PopupScene', '2']
	];
	const list = event === 'subscribe_msg_popup_event' ? 'SubscribeMsgPopupEvent' : 'SubscribeMsgChangeEvent';
	await tell(world, { ...under, appId: account.appId }, user, event, [[list, [['List', item]]]], deliver);
}

/** What became of one. */
export async function reportSubscription(
	world: World,
	account: Account,
	user: User,
	{
		msgId,
		code = '0',
		deliver = byHttp
	}: { readonly msgId: string; readonly code?: string; readonly deliver?: Deliver }
): Promise<void> {
	const item: Element[] = [
		['TemplateId', 'NOTICE-rating'],
		['MsgID', msgId],
		['ErrorCode', code],
		['ErrorStatus', code === '0' ? 'success' : 'user refuse to accept']
	];
	await tell(world, account, user, 'subscribe_msg_sent_event', [['SubscribeMsgSentEvent', [['List', item]]]], deliver);
}

async function tell(
	world: World,
	account: Account,
	user: User,
	event: string,
	more: readonly Element[],
	deliver: Deliver
): Promise<void> {
	const fields: Element[] = [['MsgType', 'event'], ['Event', event], ...more];
	const { query, body } = wechatPush(account, user.openid, fields, { at: world.now(), nonce: world.next('n') });
	await deliver(`${account.serverUrl!}?${new URLSearchParams(query)}`, body, 5_000);
}

/** WeChat's own page, which asks; what the browser comes back with. Exactly in the documented form, or it shows an error. */
export function subscribePage(world: World, user: User, address: string, action: 'confirm' | 'cancel'): URL {
	const read =
		/^https:\/\/mp\.weixin\.qq\.com\/mp\/subscribemsg\?action=get_confirm&appid=([^&]+)&scene=(\d{1,5})&template_id=([^&]+)&redirect_url=([^&]+)&reserved=([0-9a-zA-Z]{1,128})#wechat_redirect$/.exec(
			address
		);
	const account = read && world.accounts.get(read[1]!);
	if (!read || !account || Number(read[2]) > 10_000) throw new Error(`no such page: ${address}`);
	if (action === 'confirm') agree(world, account, user, read[3]!, read[2]!);
	const back = new URL(decodeURIComponent(read[4]!));
	const said = { template_id: read[3]!, action, scene: read[2]!, reserved: read[5]! };
	if (action === 'confirm') back.searchParams.set('openid', user.openid);
	for (const [name, value] of Object.entries(said)) back.searchParams.set(name, value);
	return back;
}

const PATHS: Readonly<
	Record<string, { readonly keys: readonly string[]; readonly right: 'notice' | 'once' | 'minotice' }>
> = {
	'/cgi-bin/message/subscribe/bizsend': { keys: ['touser', 'template_id', 'page', 'data'], right: 'notice' },
	'/cgi-bin/message/template/subscribe': {
		keys: ['touser', 'template_id', 'url', 'scene', 'title', 'data'],
		right: 'once'
	},
	'/cgi-bin/message/subscribe/send': {
		keys: ['touser', 'template_id', 'page', 'miniprogram_state', 'lang', 'data'],
		right: 'minotice'
	}
};
export const isSubscription = (path: string): boolean => Object.hasOwn(PATHS, path);

/** Known templates, values within their kind, people of this account, and one for each time that they agreed. */
export function sendSubscription(world: World, account: Account, path: string, json: Json): Json {
	const { keys, right } = PATHS[path]!;
	if (!account.rights.has(right)) return wrong(48001, 'api unauthorized');
	const data = json.data as Record<string, { value?: unknown }> | undefined;
	if (!has(json, ...keys) || !data) return wrong(47001, 'data format error');
	const user = world.users.get(String(json.touser));
	if (!user) return wrong(40003, 'invalid openid');
	const template = String(json.template_id);
	if (template === 'NOTICE-unknown') return wrong(40037, 'invalid template_id');
	if (right === 'once' && ([...String(json.title)].length > 15 || [...String(data.content?.value)].length > 200))
		return wrong(47003, 'argument invalid! data.content.value invalid');
	const bad = Object.entries(data).find(
		([name, { value }]) => name.startsWith('thing') && [...String(value)].length > 20
	);
	if (bad) return wrong(47003, `argument invalid! data.${bad[0]}.value invalid`);
	const { left, sent } = of(world);
	const key = keyOf(account, user, template, right === 'once' ? String(json.scene) : '');
	if ((left.get(key) ?? 0) <= 0) return wrong(43101, 'user refuse to accept the msg');
	left.set(key, left.get(key)! - 1);
	sent.push({ path, user, json });
	const text = Object.values(data).map(({ value }) => String(value));
	const url = String(json.url ?? json.page);
	user.inbox.push({ kind: 'card', title: String(json.title ?? '订阅消息'), text: text.join(' · '), url });
	const done = { errcode: 0, errmsg: 'ok' };
	return right === 'minotice' ? { ...done, msgid: `25984032123456${String(sent.length).padStart(5, '0')}` } : done;
}
