import type { Failed, Outcome } from '../outcome.ts';
import type { Picture } from '../platform-http.ts';
import { fieldsOf, noticeTemplates, type Template } from './api.ts';
import { createAsk, type Answered, type AskDeps } from './ask.ts';

/** What a mini program (小程序) can be asked for. It is an account of its own, with a token of its own. */
export interface MiniProgramApi {
	/** A round code that opens a page with a scene; as many as one likes, the same for the same. */
	code(wanted: { readonly scene: string; readonly page: string }): Promise<Outcome<Picture>>;
	/** An address that opens a page from anywhere outside, for so many days. */
	link(wanted: {
		readonly path: string;
		readonly query: string;
		readonly days: number;
	}): Promise<Outcome<{ readonly url: string }>>;
	/** To whoever agreed to one of this template, once; it opens a page of the mini program. */
	sendNotice(message: MiniNotice): Promise<Outcome<{ readonly id: string | null }>>;
	/** The templates of subscription messages that it has, with their fields. */
	noticeTemplates(): Promise<Outcome<readonly Template[]>>;
	/** Does the token work, and may we ask from here? */
	probe(): Promise<Outcome<null>>;
	/** How often something may still be asked today. */
	quota(path: string): Promise<Outcome<{ readonly limit: number; readonly used: number }>>;
}

export interface MiniNotice {
	/** Of the mini program, which has names of its own for people. */
	readonly openid: string;
	readonly template: string;
	/** With its query. */
	readonly page: string;
	readonly data: Readonly<Record<string, string>>;
}

/** What a scene may be made of, as the documents say; some say that `&` is refused all the same. */
export const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/** Pixels; the most there is, for print. */
const WIDTH = 1280;
const CODE = '/wxa/getwxacodeunlimit';
const LINK = '/wxa/generate_urllink';
/** Of links: no right to make any (one person's account), and taken away. */
const NO_LINKS = new Set(['wx_40002', 'wx_40013']);

const strange: Failed = { ok: false, kind: 'permanent', scope: 'channel', code: 'strange_answer', detail: '' };

/** Nothing is sent to anybody: what nobody knows of may be asked again. */
const again = (failed: Failed): Failed =>
	failed.kind === 'unknown' ? { ...failed, kind: 'retry', afterMs: 4_000 } : failed;

/** Its 45009 is of the minute (5,000), not of the day. */
const codeFailure = (failed: Failed): Failed =>
	failed.code === 'wx_45009' && failed.kind === 'retry'
		? { ...failed, code: 'wx_45011', afterMs: 60_000 }
		: again(failed);

const linkFailure = (failed: Failed): Failed =>
	failed.kind === 'permanent' && NO_LINKS.has(failed.code) ? { ...failed, scope: 'right' } : again(failed);

/**
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-link/generateUrlLink.html
 */
export function createMiniProgramApi(deps: AskDeps): MiniProgramApi {
	const ask = createAsk(deps);

	async function quota(path: string): Promise<Outcome<{ limit: number; used: number }>> {
		const answer = await ask('/cgi-bin/openapi/quota/get', { body: { cgi_path: path } });
		if (!answer.ok) return again(answer);
		const { daily_limit: limit, used } = (answer.value.json.quota ?? {}) as { daily_limit?: unknown; used?: unknown };
		return typeof limit === 'number' && typeof used === 'number' ? { ok: true, value: { limit, used } } : strange;
	}

	return {
		quota,

		async code({ scene, page }) {
			if (!SCENE.test(scene)) return { ...strange, scope: 'config', code: 'wx_40169' };
			const body = { scene, page, check_path: true, env_version: 'release', width: WIDTH };
			const answer: Outcome<Answered> = await ask(CODE, { body, takes: 'picture' });
			if (!answer.ok) return codeFailure(answer);
			const { picture } = answer.value;
			return picture ? { ok: true, value: picture } : strange;
		},

		async link({ path, query, days }) {
			const body = { path, query, expire_type: 1, expire_interval: days, env_version: 'release' };
			// Of a token that cannot be had the same number means another thing.
			const token = await deps.tokens.current();
			if (!token.ok) return again(token);
			const answer = await ask(LINK, { body });
			if (!answer.ok) return linkFailure(answer);
			const { url_link: url } = answer.value.json;
			return typeof url === 'string' && /^https:\/\/\S+$/.test(url) ? { ok: true, value: { url } } : strange;
		},

		async sendNotice({ openid, template, page, data }) {
			const answer = await ask('/cgi-bin/message/subscribe/send', {
				body: {
					...{ touser: openid, template_id: template, page, miniprogram_state: 'formal', lang: 'zh_CN' },
					data: fieldsOf(data)
				}
			});
			if (!answer.ok) return answer;
			const { msgid } = answer.value.json;
			const isNamed = typeof msgid === 'string' || typeof msgid === 'number';
			return { ok: true, value: { id: isNamed ? String(msgid) : null } };
		},

		noticeTemplates: () =>
			noticeTemplates(async (path) => {
				const answer = await ask(path);
				return answer.ok ? { ok: true, value: answer.value.json } : again(answer);
			}),

		async probe() {
			const answer = await quota(CODE);
			return answer.ok ? { ok: true, value: null } : answer;
		}
	};
}
