import type { Outcome } from '../outcome.ts';
import type { Picture, PlatformHttp } from '../platform-http.ts';
import type { Tokens } from './api.ts';
import { codeOf, failureOf, TOKEN_ERRORS } from './wechat-errors.ts';

export interface AskDeps {
	readonly http: PlatformHttp;
	/** `https://api.weixin.qq.com` */
	readonly base: string;
	readonly now: () => Date;
	readonly tokens: Tokens;
}

export interface Answered {
	readonly json: Readonly<Record<string, unknown>>;
	/** In place of JSON, where one was asked for. */
	readonly picture?: Picture;
}

interface Asked {
	readonly body?: unknown;
	/** More of the address, behind the token. */
	readonly query?: string;
	readonly takes?: 'picture';
}

/** Asks WeChat with a token; with another one once, if the first was refused: then nothing had been done. */
export const createAsk =
	({ http, base, now, tokens }: AskDeps) =>
	async (path: string, { body, query = '', takes }: Asked = {}): Promise<Outcome<Answered>> => {
		let token = await tokens.current();
		for (let tries = 0; ; tries++) {
			if (!token.ok) return token;
			const answer = await http(`${base}${path}?access_token=${encodeURIComponent(token.value)}${query}`, body, takes);
			if (!answer.ok) return answer;
			if (TOKEN_ERRORS.has(codeOf(answer.json)) && tries === 0) token = await tokens.instead(token.value);
			else return failureOf(answer.json, now()) ?? { ok: true, value: answer };
		}
	};
