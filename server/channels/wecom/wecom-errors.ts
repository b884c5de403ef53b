import type { Failed, Scope } from '../outcome.ts';

/**
 * What an error code of WeCom asks for: HTTP 200 with `errcode`, and numbers of its own.
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */

/** The token that was sent is none any more. */
export const TOKEN_ERRORS: ReadonlySet<number> = new Set([40014, 42001]);

const SCOPES: readonly (readonly [Scope, readonly number[]])[] = [
	['config', [40001, 40013, 40056, 40058, 60020]],
	['recipient', [41050, 41051, 84061]],
	['right', [48002, 60011, 301002]]
];

/** null: it went well. */
export function failureOf(json: Readonly<Record<string, unknown>>): Failed | null {
	const number = Number(json.errcode ?? 0);
	if (number === 0) return null;
	const [code, detail] = [`wecom_${number}`, addressIn(String(json.errmsg ?? ''))];
	const retry = (afterMs: number): Failed => ({ ok: false, kind: 'retry', code, detail, afterMs });
	if (number === -1) return retry(4_000);
	// Another program of the company sends its welcome just now.
	if (number === 41096) return retry(1_500);
	if (number === 45009 || number === 45033) return retry(60_000);
	const scope = SCOPES.find(([, numbers]) => numbers.includes(number))?.[0] ?? 'channel';
	return { ok: false, kind: 'permanent', scope, code, detail };
}

/** The address that is not trusted; nothing else of the sentence, whatever it quotes. */
const addressIn = (message: string): string => /from ip: ([\d.]{7,15})/.exec(message)?.[1] ?? '';
