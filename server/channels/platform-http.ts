import type { Failed } from './outcome.ts';

/** An image that a platform made. */
export interface Picture {
	readonly contentType: string;
	readonly body: Uint8Array;
}

interface Answer {
	readonly ok: true;
	readonly json: Readonly<Record<string, unknown>>;
	readonly picture?: Picture;
}

/**
 * Sends JSON, or asks without a body. Addresses carry tokens: they are in no error and in no log.
 * @param takes an image may come in place of JSON, which then says nothing
 */
export type PlatformHttp = (url: string, body?: unknown, takes?: 'picture') => Promise<Answer | Failed>;

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
const LARGEST_PICTURE = 2 * 1024 * 1024;
const PICTURES = new Set(['image/jpeg', 'image/png']);

export const createPlatformHttp =
	({ patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {}): PlatformHttp =>
	async (url, body, takes) => {
		try {
			const answer = await fetch(url, {
				method: body === undefined ? 'GET' : 'POST',
				// A platform that sends us elsewhere would be handed the token there.
				redirect: 'error',
				signal: AbortSignal.timeout(patienceMs),
				...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
			});
			const bytes = new Uint8Array(await answer.arrayBuffer());
			if (answer.status >= 500) return { ok: false, kind: 'unknown', code: `http_${answer.status}`, detail: '' };
			const contentType = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
			if (takes === 'picture' && answer.ok && PICTURES.has(contentType) && bytes.length <= LARGEST_PICTURE)
				return { ok: true, json: {}, picture: { contentType, body: bytes } };
			const text = new TextDecoder().decode(bytes);
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
