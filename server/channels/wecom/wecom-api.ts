import type { Failed, Outcome } from '../outcome.ts';
import type { PlatformHttp } from '../platform-http.ts';
import type { IssuedToken, Tokens } from '../wechat/api.ts';
import { failureOf, TOKEN_ERRORS } from './wecom-errors.ts';

interface ApiDeps {
	readonly http: PlatformHttp;
	/** `https://qyapi.weixin.qq.com` */
	readonly base: string;
	readonly now: () => Date;
}

/** A link as a chat shows it. */
export interface LinkCard {
	readonly title: string;
	readonly text: string;
	readonly url: string;
}

/** What a company's own program may ask WeCom for. */
export interface WecomApi {
	/** A code by which customers add one of these members; `state` comes back with whoever does. */
	contactWay(state: string, members: readonly string[]): Promise<Outcome<{ readonly picture: string }>>;
	/** Within twenty seconds of somebody's adding a member, and once. */
	welcome(welcomeCode: string, text: string, card: LinkCard): Promise<Outcome<null>>;
	/** A message that goes out when the member has confirmed it. */
	customerMessage(
		sender: string,
		customers: readonly string[],
		text: string,
		card: LinkCard
	): Promise<Outcome<{ readonly id: string; readonly failed: readonly string[] }>>;
	/** What became of one: whom the member sent it to, and who could not be sent it. */
	customerResults(id: string, sender: string): Promise<Outcome<readonly CustomerResult[]>>;
	/** May we ask from here, and does the program have the right to customers? */
	probe(): Promise<Outcome<null>>;
}

export interface CustomerResult {
	readonly customer: string;
	readonly became: 'unsent' | 'sent' | 'not_friend' | 'over_limit';
}
const BECAME = ['unsent', 'sent', 'not_friend', 'over_limit'] as const;
/** Pages of five hundred that are read. */
const MOST_PAGES = 40;

const strange: Failed = { ok: false, kind: 'permanent', scope: 'channel', code: 'strange_answer', detail: '' };

/** The same token for everybody who asks while it holds: it cannot be had by force. */
export async function wecomToken(
	{ http, base, now }: ApiDeps,
	{ corpId, secret }: { readonly corpId: string; readonly secret: string }
): Promise<Outcome<IssuedToken>> {
	const answer = await http(`${base}/cgi-bin/gettoken?${new URLSearchParams({ corpid: corpId, corpsecret: secret })}`);
	// Asking again does no harm: nothing was sent to anybody.
	if (!answer.ok) return answer.kind === 'unknown' ? { ...answer, kind: 'retry', afterMs: 4_000 } : answer;
	const failed = failureOf(answer.json);
	if (failed) return failed;
	const { access_token: token, expires_in: seconds } = answer.json;
	if (typeof token !== 'string' || typeof seconds !== 'number') return strange;
	return { ok: true, value: { token, expiresAt: new Date(now().getTime() + seconds * 1000) } };
}

const linkOf = ({ title, text, url }: LinkCard) => [{ msgtype: 'link', link: { title, picurl: '', desc: text, url } }];

export function createWecomApi({ http, base, tokens }: Omit<ApiDeps, 'now'> & { readonly tokens: Tokens }): WecomApi {
	/** With another token once, if the first was refused: then nothing had been done. */
	async function ask(path: string, body?: unknown): Promise<Outcome<Readonly<Record<string, unknown>>>> {
		let token = await tokens.current();
		for (let tries = 0; ; tries++) {
			if (!token.ok) return token;
			const answer = await http(`${base}/cgi-bin${path}?access_token=${encodeURIComponent(token.value)}`, body);
			if (!answer.ok) return answer;
			if (TOKEN_ERRORS.has(Number(answer.json.errcode ?? 0)) && tries === 0) token = await tokens.instead(token.value);
			else return failureOf(answer.json) ?? { ok: true, value: answer.json };
		}
	}
	const done = (answer: Outcome<unknown>): Outcome<null> => (answer.ok ? { ok: true, value: null } : answer);

	return {
		async contactWay(state, members) {
			// `scene` 2 is a code; no `style`, which is refused with it.
			const answer = await ask('/externalcontact/add_contact_way', {
				type: members.length > 1 ? 2 : 1,
				scene: 2,
				skip_verify: true,
				state,
				user: members
			});
			if (!answer.ok) return answer;
			const { qr_code: picture } = answer.value;
			return typeof picture === 'string' && /^https?:\/\//.test(picture) ? { ok: true, value: { picture } } : strange;
		},

		welcome: async (welcomeCode, text, card) =>
			done(
				await ask('/externalcontact/send_welcome_msg', {
					welcome_code: welcomeCode,
					text: { content: text },
					attachments: linkOf(card)
				})
			),

		async customerMessage(sender, customers, text, card) {
			const answer = await ask('/externalcontact/add_msg_template', {
				chat_type: 'single',
				external_userid: customers,
				sender,
				text: { content: text },
				attachments: linkOf(card)
			});
			if (!answer.ok) return answer;
			const { msgid: id, fail_list: failed } = answer.value;
			return typeof id === 'string'
				? { ok: true, value: { id, failed: Array.isArray(failed) ? failed.map(String) : [] } }
				: strange;
		},

		async customerResults(id, sender) {
			const found: CustomerResult[] = [];
			let cursor = '';
			for (let page = 0; page < MOST_PAGES; page++) {
				const asked = { msgid: id, userid: sender, limit: 500, cursor };
				const answer = await ask('/externalcontact/get_groupmsg_send_result', asked);
				if (!answer.ok) return answer;
				for (const one of Array.isArray(answer.value.send_list) ? (answer.value.send_list as unknown[]) : []) {
					const { external_userid: customer, status } = one as Record<string, unknown>;
					const became = BECAME[Number(status)];
					if (typeof customer === 'string' && became) found.push({ customer, became });
				}
				cursor = typeof answer.value.next_cursor === 'string' ? answer.value.next_cursor : '';
				if (cursor === '') break;
			}
			return { ok: true, value: found };
		},

		probe: async () => done(await ask('/externalcontact/get_follow_user_list'))
	};
}
