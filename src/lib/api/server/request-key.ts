import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '#server/platform/errors.ts';

export interface RequestKey {
	readonly key: string;
	/** SHA-256 over address and body: the same key on another request is a mistake of the caller. */
	readonly hash: Buffer;
}

/**
 * The `Idempotency-Key` of a POST; null without one.
 * @throws AppError 400 for a key that is no key
 */
export function requestKey(event: RequestEvent, body: Uint8Array): RequestKey | null {
	if (event.request.method !== 'POST') return null;
	const key = event.request.headers.get('idempotency-key');
	if (key === null) return null;
	if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError(400, 'idempotency_key');
	return {
		key,
		hash: createHash('sha256')
			.update(event.url.pathname)
			.update('\0')
			.update(event.url.search)
			.update('\0')
			.update(body)
			.digest()
	};
}
