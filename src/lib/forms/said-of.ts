import { ApiError } from '#lib/api/client.ts';
import { m } from '#lib/paraglide/messages.js';

/** What to say of a call that failed. Without an answer there is only the browser's own word for it, in its own language. */
export function saidOf(error: unknown): string {
	if (error instanceof ApiError && (error.status === 0 || error.message === '')) return m.common_save_failed();
	return error instanceof Error ? error.message : String(error);
}
