import type { Failed } from './outcome.ts';

/** Sends JSON, or asks without a body. Addresses carry tokens: they are in no error and in no log. */
export type PlatformHttp = (
	url: string,
	body?: unknown
) => Promise<{ readonly ok: true; readonly json: Readonly<Record<string, unknown>> } | Failed>;

/** All of it: connecting, sending, and the answer. */
const PATIENCE_MS = 10_000;
/** Nothing was sent yet. */
const NOT_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UND_ERR_CONNECT_TIMEOUT'
]);
const LARGEST = 256 * 1024;

export const createPlatformHttp =
	({ patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {}): PlatformHttp =>
	async (url, body) => {
		try {
			const answer = await fetch(url, {
				method: body === undefined ? 'GET' : 'POST',
				// A platform that sends us elsewhere would be handed the token there.
				redirect: 'error',
				signal: AbortSignal.timeout(patienceMs),
				...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
			});
			const text = await answer.text();
			if (answer.status >= 500) return { ok: false, kind: 'unknown', code: `http_${answer.status}`, detail: '' };
			const json: unknown = text.length > LARGEST ? null : withBigNumbers(text);
			if (typeof json !== 'object' || json === null)
				return { ok: false, kind: 'unknown', code: 'not_json', detail: `HTTP ${answer.status}` };
			return { ok: true, json: json as Record<string, unknown> };
		} catch (error) {
			return failureOf(error);
		}
	};

/** Ids of messages are larger than JavaScript counts: they become texts. */
function withBigNumbers(text: string): unknown {
	try {
		return JSON.parse(text.replace(/("(?:msgid|MsgId|MsgID)"\s*:\s*)(\d{15,})/g, '$1"$2"'));
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

function failureOf(error: unknown): Failed {
	const { name, cause } = error as { name?: string; cause?: { code?: string } };
	const code = cause?.code ?? '';
	if (NOT_SENT.has(code)) return { ok: false, kind: 'retry', code: 'unreachable', detail: code, afterMs: 16_000 };
	if (name === 'TimeoutError') return { ok: false, kind: 'unknown', code: 'timeout', detail: '' };
	return { ok: false, kind: 'unknown', code: 'broken_off', detail: code };
}
