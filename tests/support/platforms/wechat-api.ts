import type { IncomingMessage } from 'node:http';
import { exchange } from './wechat-entry.ts';
import { miniCode, miniLink } from './wechat-mini.ts';
import { isSubscription, noticeTemplates, sendSubscription } from './wechat-subscribe.ts';
import { ownTemplates, sendTemplate } from './wechat-template.ts';
import type { Account, Right, World } from './world.ts';

/**
 * The part of api.weixin.qq.com that we ask, as its documents describe it: strict about what it is sent, HTTP 200 whatever
 * it thinks of it. That its rules equal the real ones nobody has proven.
 */

export type Json = Record<string, unknown>;

/** An image, which WeChat sends in place of JSON. */
export interface Drawn {
	readonly contentType: string;
	readonly picture: Buffer;
}

export type ApiAnswer = Json | Drawn | 'hang' | 'reset';

export const wrong = (errcode: number, errmsg: string): Json => ({
	errcode,
	errmsg: `${errmsg} rid: 6aac007a-6c02c771-26bf69c4`
});
const DONE: Json = { errcode: 0, errmsg: 'ok' };

const FAULTS: Readonly<Record<string, Json>> = {
	busy: wrong(-1, 'system error'),
	'quota-day': wrong(45009, 'reach max api daily quota limit'),
	'quota-minute': wrong(45011, 'api minute-quota reach limit, must slower, retry next minute'),
	'ip-denied': wrong(40164, 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist'),
	'rights-missing': wrong(48001, 'api unauthorized'),
	banned: wrong(48004, 'api forbidden for irregularities, view detail on mp.weixin.qq.com')
};

/** Exactly these keys: what we made up, or forgot, shows in a test. */
export function has(json: Json, ...keys: string[]): boolean {
	return Object.keys(json).every((key) => keys.includes(key)) && keys.every((key) => key in json);
}

export async function answerApi(world: World, request: IncomingMessage): Promise<ApiAnswer> {
	const url = new URL(request.url!, 'http://platform');
	const path = url.pathname;
	world.log.push(`${request.method} ${path}`);
	const json = await bodyOf(request);
	const fault = world.fault(path);
	if (fault === 'hang') return 'hang';
	if (fault !== null && fault !== 'reset-after-accept') return FAULTS[fault]!;
	const answer = await route(world, request.method!, url, json);
	return fault === 'reset-after-accept' ? 'reset' : answer;
}

function route(world: World, method: string, url: URL, json: Json | null): Json | Promise<Json | Drawn> {
	if (url.pathname === '/cgi-bin/stable_token')
		return method === 'POST' && json ? stable(world, json) : wrong(43002, 'require POST method');
	if (url.pathname === '/sns/oauth2/access_token') return exchange(world, url.searchParams);
	const account = [...world.accounts.values()].find(
		({ access }) => access?.token === url.searchParams.get('access_token')
	);
	if (!url.searchParams.get('access_token')) return wrong(41001, 'access_token missing');
	const isTicket = url.pathname === '/cgi-bin/ticket/getticket' && url.searchParams.get('type') === 'jsapi';
	if (!account || url.searchParams.size !== (isTicket ? 2 : 1))
		return wrong(
			40001,
			'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken'
		);
	if (account.access!.until <= world.now().getTime()) return wrong(42001, 'access_token expired');
	if (url.pathname === '/cgi-bin/get_api_domain_ip' && method === 'GET') return { ip_list: ['203.0.113.1'] };
	if (isTicket && method === 'GET') return allowed(account, 'share') ?? jsapiTicket(world, account);
	if (url.pathname === '/cgi-bin/template/get_all_private_template' && method === 'GET')
		return allowed(account, 'template') ?? ownTemplates;
	if (url.pathname === '/wxaapi/newtmpl/gettemplate' && method === 'GET')
		return account.rights.has('notice') || account.rights.has('minotice')
			? noticeTemplates
			: wrong(48001, 'api unauthorized');
	if (method !== 'POST' || json === null) return wrong(43002, 'require POST method');
	if (isSubscription(url.pathname)) return sendSubscription(world, account, url.pathname, json);
	if (url.pathname === '/cgi-bin/openapi/quota/get') return quota(world, json);
	if (url.pathname === '/cgi-bin/qrcode/create') return allowed(account, 'qrcode') ?? code(world, account, json);
	if (url.pathname === '/cgi-bin/message/template/send')
		return allowed(account, 'template') ?? sendTemplate(world, account, json);
	if (url.pathname === '/wxa/getwxacodeunlimit') return miniCode(world, account, json);
	if (url.pathname === '/wxa/generate_urllink') return miniLink(world, account, json);
	if (url.pathname === '/cgi-bin/message/custom/send') return allowed(account, 'custom') ?? custom(world, json);
	return wrong(40066, 'invalid url');
}

const allowed = (account: Account, right: Right): Json | null =>
	account.rights.has(right) ? null : wrong(48001, 'api unauthorized');

function stable(world: World, json: Json): Json {
	if (!has(json, 'grant_type', 'appid', 'secret', 'force_refresh')) return wrong(40097, 'invalid args');
	const account = world.accounts.get(String(json.appid));
	if (json.grant_type !== 'client_credential' || !account) return wrong(40013, 'invalid appid');
	if (json.secret !== account.appSecret) return wrong(40125, 'invalid appsecret');
	const at = world.now().getTime();
	world.tokens.push({ appId: account.appId, at });
	if (json.force_refresh === true) {
		account.forced = account.forced.filter((then) => at - then < 24 * 3600_000);
		if (account.forced.some((then) => at - then < 30_000) || account.forced.length >= 20)
			return wrong(45009, 'reach max api daily quota limit');
		account.forced.push(at);
	}
	if (json.force_refresh === true || account.access === null || account.access.until - 300_000 <= at)
		account.access = { token: world.next('90_'), until: at + 7200_000 };
	return { access_token: account.access.token, expires_in: Math.floor((account.access.until - at) / 1000) };
}

/** The same one while it holds: asked for too often it is refused. */
function jsapiTicket(world: World, account: Account): Json {
	const at = world.now().getTime();
	if (account.ticket === null || account.ticket.until <= at)
		account.ticket = { token: world.next('sM4AOV'), until: at + 7200_000 };
	return { ...DONE, ticket: account.ticket.token, expires_in: Math.floor((account.ticket.until - at) / 1000) };
}

function code(world: World, account: Account, json: Json): Json {
	const info = json.action_info as { scene?: { scene_str?: unknown } } | undefined;
	const scene = info?.scene?.scene_str;
	const isPermanent = json.action_name === 'QR_LIMIT_STR_SCENE' && has(json, 'action_name', 'action_info');
	const isTemporary = json.action_name === 'QR_STR_SCENE' && has(json, 'action_name', 'action_info', 'expire_seconds');
	if (!(isPermanent || isTemporary) || typeof scene !== 'string' || scene === '' || Buffer.byteLength(scene) > 64)
		return wrong(40053, 'invalid action info, please check document');
	const url = `http://weixin.qq.com/q/${world.next('02fake')}`;
	world.codes.set(url, { appId: account.appId, scene });
	return { ticket: world.next('gQ'), url };
}

function custom(world: World, json: Json): Json {
	const user = world.users.get(String(json.touser));
	if (!user) return wrong(40003, 'invalid openid');
	if (!user.follows) return wrong(43004, 'require subscribe');
	if (user.window.until < world.now().getTime())
		return wrong(45015, 'response out of time limit or subscription is canceled');
	if (user.window.left <= 0) return wrong(45047, 'out of response count limit');
	const menu = json.msgmenu as { head_content: string; list: { id: string; content: string }[] } | undefined;
	const text = json.text as { content: string } | undefined;
	if (json.msgtype === 'msgmenu' && menu && has(json, 'touser', 'msgtype', 'msgmenu'))
		user.inbox.push({ kind: 'menu', head: menu.head_content, items: menu.list });
	else if (json.msgtype === 'text' && text && has(json, 'touser', 'msgtype', 'text'))
		user.inbox.push({ kind: 'text', text: text.content });
	else return wrong(40008, 'invalid message type');
	user.window.left--;
	return DONE;
}

/** So many a day, of which what was asked since the start is used. */
function quota(world: World, json: Json): Json {
	if (!has(json, 'cgi_path')) return wrong(76021, 'cgi_path not found, please check');
	const used = world.log.filter((line) => line.endsWith(` ${String(json.cgi_path)}`)).length;
	return { ...DONE, quota: { daily_limit: 500_000, used, remain: 500_000 - used } };
}

export async function bodyOf(request: IncomingMessage): Promise<Json | null> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	if (chunks.length === 0 || request.headers['content-type']?.split(';')[0] !== 'application/json') return null;
	const json: unknown = JSON.parse(Buffer.concat(chunks).toString());
	return typeof json === 'object' ? (json as Json) : null;
}
