import type { Failed, Outcome } from '../outcome.ts';
import type { PlatformHttp } from '../platform-http.ts';
import { createAsk } from './ask.ts';
import { failureOf } from './wechat-errors.ts';

/** A token, and how long it holds. */
export interface IssuedToken {
	readonly token: string;
	readonly expiresAt: Date;
}

/** Where tokens are kept, for all processes together. */
export interface Tokens {
	current(): Promise<Outcome<string>>;
	/** Another one than that which was refused. */
	instead(refused: string): Promise<Outcome<string>>;
}

/** What an official account can be asked for. */
export interface WechatApi {
	/** A code for good; there are 100,000 of them for an account, and none can be taken back. */
	permanentCode(scene: string): Promise<Outcome<{ readonly url: string }>>;
	/** A question with answers to tap, in the chat. Only to whoever was there a minute, or wrote within two days ago. */
	sendMenu(openid: string, menu: Menu): Promise<Outcome<null>>;
	/** After something that was done for a follower. */
	sendTemplate(message: TemplateMessage): Promise<Outcome<{ readonly id: string }>>;
	/** To whoever agreed to one of this template, once (订阅通知). */
	sendNotice(message: TemplateMessage): Promise<Outcome<{ readonly id: string | null }>>;
	/** The older kind (一次性订阅消息): of a scene, once to each who agreed for it. */
	sendOnce(message: TemplateMessage & { readonly scene: number }): Promise<Outcome<{ readonly id: string | null }>>;
	/** The templates of subscription messages that the account has, with their fields. */
	noticeTemplates(): Promise<Outcome<readonly Template[]>>;
	/** In the chat, to whoever wrote within two days: what may stand in it is text and links. */
	sendText(openid: string, text: string): Promise<Outcome<null>>;
	/** The templates that the account has, with their fields. */
	templates(): Promise<Outcome<readonly Template[]>>;
	/** Asks for what no message comes of: does the token work, and may we ask from here? */
	probe(): Promise<Outcome<null>>;
	/** Whose browser was sent back with this code, once; nobody was asked for it. */
	whoComes(code: string): Promise<Outcome<{ readonly openid: string; readonly isSnapshot: boolean }>>;
	/** With which pages are signed; the quota is tight: it is kept. */
	jsapiTicket(): Promise<Outcome<IssuedToken>>;
	/** How often something may still be asked today. */
	quota(path: string): Promise<Outcome<{ readonly limit: number; readonly used: number }>>;
}

export interface Menu {
	readonly head: string;
	readonly items: readonly { readonly id: string; readonly text: string }[];
	readonly tail: string;
}

export interface Template {
	readonly id: string;
	readonly title: string;
	/** In their order; what stands before a field in the message is its label. */
	readonly fields: readonly { readonly name: string; readonly label: string }[];
}

export interface TemplateMessage {
	readonly openid: string;
	readonly template: string;
	readonly url: string;
	/** Ours. */
	readonly id: string;
	readonly data: Readonly<Record<string, string>>;
}

interface ApiDeps {
	readonly http: PlatformHttp;
	/** `https://api.weixin.qq.com` */
	readonly base: string;
	readonly now: () => Date;
}

/**
 * Asks for a token: the same one for everybody who asks while it holds, so that no consumer drives another's out.
 * @param force makes a new one, and the one before worthless: 20 times a day, at least 30 s apart
 * @see https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
 */
export async function stableToken(
	{ http, base, now }: ApiDeps,
	{ appId, appSecret }: { readonly appId: string; readonly appSecret: string },
	force: boolean
): Promise<Outcome<IssuedToken>> {
	const asked = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force };
	const answer = await http(`${base}/cgi-bin/stable_token`, asked);
	// Asking again does no harm: nothing was sent to anybody.
	if (!answer.ok) return answer.kind === 'unknown' ? { ...answer, kind: 'retry', afterMs: 4_000 } : answer;
	const failed = failureOf(answer.json, now());
	if (failed) return failed;
	const { access_token: token, expires_in: seconds } = answer.json;
	if (typeof token !== 'string' || typeof seconds !== 'number') return strange;
	return { ok: true, value: { token, expiresAt: new Date(now().getTime() + seconds * 1000) } };
}

const strange: Failed = { ok: false, kind: 'permanent', scope: 'channel', code: 'strange_answer', detail: '' };

interface Credentials {
	readonly appId: string;
	readonly appSecret: string;
}

/** `服务内容：{{thing1.DATA}}`, one field a line. */
const FIELD = /^(.*?)[：:]?\s*\{\s*\{\s*([a-z_]{1,30}\d{0,3})\.DATA\s*\}\s*\}/gm;

function templateIn(one: unknown): Template[] {
	const { template_id: own, priTmplId, title, content } = (one ?? {}) as Record<string, unknown>;
	const id = own ?? priTmplId;
	if (typeof id !== 'string' || typeof content !== 'string') return [];
	const fields = [...content.matchAll(FIELD)].map(([, label, name]) => ({
		name: name!,
		label: label!.trim() || name!
	}));
	return [{ id, title: typeof title === 'string' && title !== '' ? title : id, fields }];
}

export function createWechatApi(deps: ApiDeps & Credentials & { readonly tokens: Tokens }): WechatApi {
	const { http, base, now, tokens, appId, appSecret } = deps;

	const askAll = createAsk({ http, base, now, tokens });
	async function ask(path: string, body?: unknown, query = ''): Promise<Outcome<Readonly<Record<string, unknown>>>> {
		const answer = await askAll(path, { body, query });
		return answer.ok ? { ok: true, value: answer.value.json } : answer;
	}

	return {
		...createSending(ask),

		async permanentCode(scene) {
			const answer = await ask('/cgi-bin/qrcode/create', {
				action_name: 'QR_LIMIT_STR_SCENE',
				action_info: { scene: { scene_str: scene } }
			});
			if (!answer.ok) return answer;
			const { url } = answer.value;
			return typeof url === 'string' && /^https?:\/\/weixin\.qq\.com\//.test(url)
				? { ok: true, value: { url } }
				: strange;
		},

		async templates() {
			const answer = await ask('/cgi-bin/template/get_all_private_template');
			if (!answer.ok) return answer;
			const list = answer.value.template_list;
			return Array.isArray(list) ? { ok: true, value: list.flatMap(templateIn) } : strange;
		},

		noticeTemplates: () => noticeTemplates(ask),

		async probe() {
			const answer = await ask('/cgi-bin/get_api_domain_ip');
			return answer.ok ? { ok: true, value: null } : answer;
		},

		async whoComes(code) {
			const asked = { appid: appId, secret: appSecret, code, grant_type: 'authorization_code' };
			// With no token of ours: it is made for this one person, and not kept.
			const answer = await http(`${base}/sns/oauth2/access_token?${new URLSearchParams(asked)}`);
			if (!answer.ok) return answer;
			const failed = failureOf(answer.json, now());
			if (failed) return failed;
			const { openid, is_snapshotuser: snapshot } = answer.json;
			return typeof openid === 'string' ? { ok: true, value: { openid, isSnapshot: snapshot === 1 } } : strange;
		},

		async jsapiTicket() {
			const answer = await ask('/cgi-bin/ticket/getticket', undefined, '&type=jsapi');
			if (!answer.ok) return answer;
			const { ticket, expires_in: seconds } = answer.value;
			return typeof ticket === 'string' && typeof seconds === 'number'
				? { ok: true, value: { token: ticket, expiresAt: new Date(now().getTime() + seconds * 1000) } }
				: strange;
		},

		async quota(path) {
			const answer = await ask('/cgi-bin/openapi/quota/get', { cgi_path: path });
			if (!answer.ok) return answer;
			const { daily_limit: limit, used } = (answer.value.quota ?? {}) as { daily_limit?: unknown; used?: unknown };
			return typeof limit === 'number' && typeof used === 'number' ? { ok: true, value: { limit, used } } : strange;
		}
	};
}

/** Of an official account, and of a mini program with its own token. */
export async function noticeTemplates(
	ask: (path: string) => Promise<Outcome<Readonly<Record<string, unknown>>>>
): Promise<Outcome<readonly Template[]>> {
	const answer = await ask('/wxaapi/newtmpl/gettemplate');
	if (!answer.ok) return answer;
	const list = answer.value.data;
	return Array.isArray(list) ? { ok: true, value: list.flatMap(templateIn) } : strange;
}

/** As WeChat wants the fields of a message. */
export const fieldsOf = (data: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]));

/** Its own name of a message, which not every kind has. */
const idIn = ({ msgid }: Readonly<Record<string, unknown>>): string | null =>
	typeof msgid === 'string' || typeof msgid === 'number' ? String(msgid) : null;

type Ask = (path: string, body: unknown) => Promise<Outcome<Readonly<Record<string, unknown>>>>;

/** What people receive. */
function createSending(
	ask: Ask
): Pick<WechatApi, 'sendMenu' | 'sendText' | 'sendTemplate' | 'sendNotice' | 'sendOnce'> {
	return {
		async sendMenu(openid, { head, items, tail }) {
			const answer = await ask('/cgi-bin/message/custom/send', {
				touser: openid,
				msgtype: 'msgmenu',
				msgmenu: {
					head_content: head,
					list: items.map(({ id, text }) => ({ id, content: text })),
					tail_content: tail
				}
			});
			return answer.ok ? { ok: true, value: null } : answer;
		},

		async sendTemplate({ openid, template, url, id, data }) {
			const answer = await ask('/cgi-bin/message/template/send', {
				touser: openid,
				template_id: template,
				url,
				client_msg_id: id,
				data: fieldsOf(data)
			});
			if (!answer.ok) return answer;
			const name = idIn(answer.value);
			return name !== null
				? { ok: true, value: { id: name } }
				: { ok: false, kind: 'unknown', code: 'strange_answer', detail: '' };
		},

		async sendNotice({ openid, template, url, data }) {
			const answer = await ask('/cgi-bin/message/subscribe/bizsend', {
				...{ touser: openid, template_id: template, page: url },
				data: fieldsOf(data)
			});
			return answer.ok ? { ok: true, value: { id: idIn(answer.value) } } : answer;
		},

		async sendOnce({ openid, template, url, scene, data: { title = '', content = '' } }) {
			const answer = await ask('/cgi-bin/message/template/subscribe', {
				...{ touser: openid, template_id: template, url, scene: String(scene), title },
				data: { content: { value: content } }
			});
			return answer.ok ? { ok: true, value: { id: idIn(answer.value) } } : answer;
		},

		async sendText(openid, content) {
			const answer = await ask('/cgi-bin/message/custom/send', { touser: openid, msgtype: 'text', text: { content } });
			return answer.ok ? { ok: true, value: null } : answer;
		}
	};
}
