import { AppError, invalid } from '#server/platform/errors.ts';
import { issue } from '#domain/shared/result.ts';
import { isStorable, unstorable } from '#domain/shared/storable.ts';

export const DEFAULT_BODY_LIMIT = 256 * 1024;

/** A form's own lines beside the file. */
const AROUND_A_FILE = 16 * 1024;

/** Most bytes of a request's body. */
export const limitOf = ({ bodyLimit, upload }: { readonly bodyLimit?: number; readonly upload?: number }): number =>
	upload === undefined ? (bodyLimit ?? DEFAULT_BODY_LIMIT) : upload + AROUND_A_FILE;

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

/** A file as it was uploaded. */
export interface UploadedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}
export const NO_FILE: UploadedFile = { name: '', bytes: new Uint8Array() };

/**
 * The one file of a form, in its field `file`.
 * @throws AppError 415 when it is no form, 400 when it is broken or has no file, 413 when the file is larger than `limit`
 */
export async function readUpload(bytes: Uint8Array, headers: Headers, limit: number): Promise<UploadedFile> {
	const type = headers.get('content-type') ?? '';
	if (!/^multipart\/form-data\s*(;|$)/i.test(type)) throw refusal(415, 'unsupported_media_type');
	const form = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } })
		.formData()
		.catch((cause: unknown) => {
			throw new AppError(400, 'invalid', { cause });
		});
	const file = form.get('file');
	if (!(file instanceof File)) throw invalid([issue('required', ['file'])]);
	if (file.size > limit) throw refusal(413, 'payload_too_large');
	return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
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
