import type { Failed, Scope } from '../outcome.ts';

/**
 * What an error code of WeChat asks for. It answers HTTP 200 with `errcode` even then; texts change, numbers do not.
 * @see https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html
 */

/** The token that was sent is none any more. */
export const TOKEN_ERRORS: ReadonlySet<number> = new Set([40001, 40014, 42001]);

const SCOPES: readonly (readonly [Scope, readonly number[]])[] = [
	['config', [40013, 40125, 40164, 40243, 41001, 41002, 41004, 89501, 89503, 89506, 89507, 40037, 47003]],
	// Of a mini program: its page is not there, or a value of ours is wrong.
	['config', [41030, 40129, 40165, 40169, 40212, 85079, 85401]],
	['recipient', [40003, 43004, 43019, 43101, 45015, 45047, 48002, 50002]],
	['right', [48001]],
	['channel', [48004, 45029]]
];

export const codeOf = (json: Readonly<Record<string, unknown>>): number => Number(json.errcode ?? 0);

/** null: it went well. */
export function failureOf(json: Readonly<Record<string, unknown>>, now: Date): Failed | null {
	const number = codeOf(json);
	if (number === 0) return null;
	const [code, detail] = [`wx_${number}`, detailOf(String(json.errmsg ?? ''))];
	const retry = (afterMs: number): Failed => ({ ok: false, kind: 'retry', code, detail, afterMs });
	if (number === -1) return retry(4_000);
	if (number === 45011 || number === 44990) return retry(60_000);
	if (number === 45009) return retry(untilMidnightInChina(now));
	const scope = SCOPES.find(([, numbers]) => numbers.includes(number))?.[0] ?? 'channel';
	return { ok: false, kind: 'permanent', scope, code, detail };
}

/** What the administrator needs of WeChat's sentence: the address that is not on the list. Never the rest, whatever it quotes. */
const detailOf = (message: string): string => /invalid ip ([\d.]{7,15})/.exec(message)?.[1] ?? '';

const HOUR = 3_600_000;
/** Quotas of a day begin again at midnight in China, which has no summer time. */
const untilMidnightInChina = (now: Date): number => 24 * HOUR - ((now.getTime() + 8 * HOUR) % (24 * HOUR));
