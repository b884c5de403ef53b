import type { IncomingMessage } from 'node:http';
import { bodyOf, has, type ApiAnswer, type Json } from './wechat-api.ts';
import type { World } from './world.ts';

/** Below which WeCom is, beside WeChat on the same port. */
export const WECOM = '/wecom';

/** A company with a program of its own. */
export interface Corp {
	readonly corpId: string;
	readonly secret: string;
	readonly token: string;
	readonly aesKey: string;
	/** Has the program the right to customers? */
	mayContact: boolean;
	access: { token: string; until: number } | null;
	/** Where it pushes to. */
	serverUrl: string | null;
	readonly ways: Map<string, { state: string; members: string[] }>;
	/** Codes of welcomes that may still be sent, to whom and until when. */
	readonly welcomes: Map<string, { customer: string; until: number }>;
	/** What customers were sent; of messages to confirm, once they are. */
	readonly inbox: Map<string, { text: string; url: string }[]>;
	readonly unconfirmed: {
		id: string;
		sender: string;
		customers: string[];
		text: string;
		url: string;
		isSent: boolean;
	}[];
	/** Who has taken the member out of their contacts. */
	readonly strangers: Set<string>;
}

const corps = new WeakMap<World, Corp[]>();

export function addCorp(world: World, more: Partial<Corp> = {}): Corp {
	const corp: Corp = {
		corpId: world.next('wwfake'),
		secret: `secret-${world.next('')}-0123456789`,
		token: 'FakeToken2',
		aesKey: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq',
		mayContact: true,
		access: null,
		serverUrl: null,
		ways: new Map(),
		welcomes: new Map(),
		inbox: new Map(),
		unconfirmed: [],
		strangers: new Set(),
		...more
	};
	corps.set(world, [...(corps.get(world) ?? []), corp]);
	return corp;
}

const wrong = (errcode: number, errmsg: string): Json => ({
	errcode,
	errmsg: `${errmsg}, hint: [1700000000123456789], from ip: 203.0.113.7`
});
const DONE: Json = { errcode: 0, errmsg: 'ok' };

const FAULTS: Readonly<Record<string, Json>> = {
	busy: wrong(-1, 'system busy'),
	'quota-minute': wrong(45009, 'api freq out of limit'),
	'ip-denied': wrong(60020, 'not allow to access from your ip'),
	'rights-missing': wrong(48002, 'api forbidden'),
	'other-welcome': wrong(41096, 'welcome msg is being distributed')
};

/** The part of qyapi.weixin.qq.com that we ask, strict about what it is sent. */
export async function answerWecom(world: World, request: IncomingMessage): Promise<ApiAnswer> {
	const url = new URL(request.url!, 'http://platform');
	world.log.push(`${request.method} ${url.pathname}`);
	const json = await bodyOf(request);
	const fault = world.fault(url.pathname);
	if (fault === 'hang') return 'hang';
	if (fault !== null && fault !== 'reset-after-accept') return FAULTS[fault]!;
	const answer = route(world, request.method!, url, json);
	return fault === 'reset-after-accept' ? 'reset' : answer;
}

function route(world: World, method: string, url: URL, json: Json | null): Json {
	const path = url.pathname.slice(WECOM.length);
	const all = corps.get(world) ?? [];
	if (path === '/cgi-bin/gettoken') return token(world, all, url.searchParams);
	const given = url.searchParams.get('access_token');
	const corp = all.find(({ access }) => access?.token === given);
	if (!corp || url.searchParams.size !== 1) return wrong(40014, 'invalid access_token');
	if (corp.access!.until <= world.now().getTime()) return wrong(42001, 'access_token expired');
	if (!corp.mayContact) return wrong(48002, 'api forbidden');
	if (path === '/cgi-bin/externalcontact/get_follow_user_list' && method === 'GET')
		return { ...DONE, follow_user: ['zhangsan'] };
	if (method !== 'POST' || json === null) return wrong(43002, 'require POST method');
	if (path === '/cgi-bin/externalcontact/add_contact_way') return contactWay(world, corp, json);
	if (path === '/cgi-bin/externalcontact/send_welcome_msg') return welcome(world, corp, json);
	if (path === '/cgi-bin/externalcontact/get_groupmsg_send_result') return results(corp, json);
	if (path === '/cgi-bin/externalcontact/add_msg_template') return toConfirm(world, corp, json);
	return wrong(40066, 'invalid url');
}

function token(world: World, all: readonly Corp[], query: URLSearchParams): Json {
	const corp = all.find(({ corpId }) => corpId === query.get('corpid'));
	if (!corp) return wrong(40013, 'invalid corpid');
	if (corp.secret !== query.get('corpsecret')) return wrong(40001, 'invalid credential');
	const at = world.now().getTime();
	if (corp.access === null || corp.access.until <= at)
		corp.access = { token: world.next('wecom-'), until: at + 7200_000 };
	return { ...DONE, access_token: corp.access.token, expires_in: Math.floor((corp.access.until - at) / 1000) };
}

function contactWay(world: World, corp: Corp, json: Json): Json {
	const { type, scene, state, user } = json;
	const members = Array.isArray(user) ? (user as string[]) : [];
	if (!has(json, 'type', 'scene', 'skip_verify', 'state', 'user') || scene !== 2 || members.length === 0)
		return wrong(41040, 'invalid contact way');
	if ((type === 1) !== (members.length === 1) || typeof state !== 'string' || state.length > 30)
		return wrong(40058, 'invalid state');
	const qr_code = `https://wework.qpic.cn/fake/${world.next('')}`;
	corp.ways.set(qr_code, { state, members });
	return { ...DONE, config_id: world.next('config'), qr_code };
}

/** The one link of what is attached; undefined for anything else. */
function linkIn(json: Json): { text: string; url: string } | undefined {
	const [attached, ...more] = (json.attachments ?? []) as {
		msgtype?: string;
		link?: { title?: string; url?: string };
	}[];
	const { content } = (json.text ?? {}) as { content?: string };
	if (more.length > 0 || attached?.msgtype !== 'link' || !attached.link?.title || !attached.link.url || !content)
		return undefined;
	return Buffer.byteLength(content) > 4000 ? undefined : { text: content, url: attached.link.url };
}

function welcome(world: World, corp: Corp, json: Json): Json {
	const code = String(json.welcome_code);
	const open = corp.welcomes.get(code);
	const link = linkIn(json);
	if (!has(json, 'welcome_code', 'text', 'attachments') || !link) return wrong(40063, 'some parameters are empty');
	if (!open) return wrong(41051, 'externaluser has started chatting');
	if (open.until < world.now().getTime()) return wrong(41050, 'welcome code expired');
	corp.welcomes.delete(code);
	corp.inbox.set(open.customer, [...(corp.inbox.get(open.customer) ?? []), link]);
	return DONE;
}

function toConfirm(world: World, corp: Corp, json: Json): Json {
	const link = linkIn(json);
	const customers = Array.isArray(json.external_userid) ? (json.external_userid as string[]) : [];
	if (!has(json, 'chat_type', 'external_userid', 'sender', 'text', 'attachments') || !link || customers.length > 10_000)
		return wrong(40058, 'invalid parameter');
	const id = world.next('msgGCAAAXtWyujaWJHDDGi0mAAAA');
	corp.unconfirmed.push({ id, sender: String(json.sender), customers, isSent: false, ...link });
	return { ...DONE, fail_list: customers.filter((one) => corp.strangers.has(one)), msgid: id };
}

function results(corp: Corp, json: Json): Json {
	const message = corp.unconfirmed.find(({ id }) => id === json.msgid);
	if (!message || !has(json, 'msgid', 'userid', 'limit', 'cursor')) return wrong(41063, 'invalid msgid');
	const userid = message.sender;
	const send_list = message.customers.map((external_userid) => ({
		...{ external_userid, userid, chat_id: '' },
		status: message.isSent ? (corp.strangers.has(external_userid) ? 2 : 1) : 0
	}));
	return { ...DONE, send_list, next_cursor: '' };
}

/** The member confirms: then it goes out. */
export function confirm(corp: Corp, id: string): void {
	const message = corp.unconfirmed.find((one) => one.id === id)!;
	message.isSent = true;
	for (const customer of message.customers.filter((one) => !corp.strangers.has(one)))
		corp.inbox.set(customer, [...(corp.inbox.get(customer) ?? []), { text: message.text, url: message.url }]);
}
