import type { Issue } from '#domain/shared/result.ts';
import { m } from '#lib/paraglide/messages.js';

/** A refusal of the API, with the sentence it gave in the reader's language. */
export class ApiError extends Error {
	/** 0: the network, no answer came. */
	readonly status: number;
	readonly code: string;
	readonly issues: readonly Issue[];
	/** Seconds. */
	readonly retryAfter: number | null;

	constructor(
		status: number,
		code: string,
		message: string,
		issues: readonly Issue[] = [],
		retryAfter: number | null = null
	) {
		super(message);
		this.name = 'ApiError';
		this.status = status;
		this.code = code;
		this.issues = issues;
		this.retryAfter = retryAfter;
	}
}

export interface RequestOptions {
	readonly query?: Readonly<Record<string, string | number | null | undefined>>;
	readonly signal?: AbortSignal;
	/** Makes a POST safe to send again after a lost connection. */
	readonly idempotencyKey?: string;
	/** For tests and for Kit's `load`. */
	readonly fetch?: typeof fetch;
}

const BASE = '/api/v1';

/**
 * Calls the API with the session of whoever is signed in.
 * @param path below `/api/v1`, as `/journeys/…`
 * @throws ApiError for every refusal, and with status 0 when no answer came
 */
async function request<T>(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
	const send = options.fetch ?? fetch;
	let response: Response;
	try {
		response = await send(BASE + path + queryText(options.query), {
			method,
			headers: {
				accept: 'application/json',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {})
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			...(options.signal ? { signal: options.signal } : {})
		});
	} catch (error) {
		if (options.signal?.aborted) throw error;
		// What a browser says of it is in its own language, and of no help.
		throw new ApiError(0, 'network', m.common_save_failed());
	}
	if (response.status === 204) return undefined as T;
	const answer: unknown = await response.json().catch(() => null);
	if (response.ok) return answer as T;
	throw refusal(response, answer);
}

function refusal(response: Response, answer: unknown): ApiError {
	const error =
		typeof answer === 'object' && answer !== null && 'error' in answer ? (answer.error as Partial<ApiError>) : {};
	const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
	return new ApiError(
		response.status,
		error.code ?? 'internal',
		// Not from us, but from something between: it says nothing for people.
		error.message ?? m.common_save_failed(),
		error.issues ?? [],
		Number.isNaN(retryAfter) ? null : retryAfter
	);
}

function queryText(query: RequestOptions['query'] = {}): string {
	const given = Object.entries(query).flatMap(([key, value]) =>
		value === null || value === undefined ? [] : [[key, String(value)]]
	);
	return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** `api.get<Journey>('/journeys/' + id)`: the answer's type is the caller's word; the schemas and views stand in `src/contract`. */
export const api = {
	get: <T>(path: string, options?: RequestOptions): Promise<T> => request('GET', path, undefined, options),
	post: <T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> => request('POST', path, body, options),
	patch: <T>(path: string, body: unknown, options?: RequestOptions): Promise<T> =>
		request('PATCH', path, body, options),
	delete: (path: string, options?: RequestOptions): Promise<void> => request('DELETE', path, undefined, options),
	/** A deletion that answers with what there is now. */
	remove: <T>(path: string, options?: RequestOptions): Promise<T> => request('DELETE', path, undefined, options)
};
