import { AppError, invalid } from '#server/platform/errors.ts';
import { issue } from '#domain/shared/result.ts';
import { isStorable, unstorable } from '#domain/shared/storable.ts';

export const DEFAULT_BODY_LIMIT = 256 * 1024;

const refusal = (status: number, code: string) => new AppError(status, code);

/**
 * Reads a body up to `limit` bytes; what is declared or turns out larger is refused without reading on.
 * @throws AppError 413
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
	if (Number(request.headers.get('content-length') ?? 0) > limit) throw refusal(413, 'payload_too_large');
	if (request.body === null) return new Uint8Array();
	const chunks: Uint8Array[] = [];
	let size = 0;
	// Not `for await`, nor cancel(): giving a body up would reset the connection before our answer is read. What is left of
	// it Kit reads and drops after the answer.
	const reader = request.body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.byteLength;
			if (size > limit) throw refusal(413, 'payload_too_large');
			chunks.push(value);
		}
	} catch (error) {
		// The server's own ceiling (adapter's BODY_SIZE_LIMIT) breaks the stream with this status.
		if ((error as { status?: number }).status === 413) throw refusal(413, 'payload_too_large');
		throw error;
	} finally {
		reader.releaseLock();
	}
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

/**
 * Bytes as JSON. An empty body is `undefined`, for POSTs that need none.
 * @param rows a key whose list is judged row by row by the service: one that cannot be stored does not refuse the others
 * @throws AppError 415, 400
 */
export function parseJson(bytes: Uint8Array, contentType: string | null, rows?: string): unknown {
	if (bytes.length === 0) return undefined;
	if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
		throw refusal(415, 'unsupported_media_type');
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw refusal(400, 'malformed_json');
	}
	const issues = unstorable(value, rows);
	if (issues.length > 0) throw invalid(issues);
	return value;
}

/**
 * The query as an object. A key given twice would be guessed at by every program differently, so it is refused.
 * @throws AppError 400
 */
export function readQuery(search: URLSearchParams): Record<string, string> {
	const query: Record<string, string> = {};
	for (const [key, value] of search) {
		if (Object.hasOwn(query, key)) throw invalid([issue('twice', [key])]);
		if (!isStorable(key) || !isStorable(value)) throw invalid([issue('text', [key])]);
		Object.defineProperty(query, key, { value, enumerable: true, configurable: true, writable: true });
	}
	return query;
}
