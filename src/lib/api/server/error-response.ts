import type { Locale } from '#domain/shared/locale.ts';
import type { Issue } from '#domain/shared/result.ts';
import { m } from '#lib/paraglide/messages.js';
import { AppError, isAppError } from '#server/errors.ts';

/** The one shape of every error. */
export interface ErrorBody {
	readonly error: { readonly code: string; readonly message: string; readonly issues?: readonly Issue[] };
}

type Sentence = (inputs: Record<string, never>, options: { locale: Locale }) => string;

/** A code of the services as a sentence; an unknown code must not break the answer, so it gets the general one. */
export const sentence = (code: string, locale: Locale): string =>
	((m as unknown as Record<string, Sentence | undefined>)[`error_${code}`] ?? (m.error_internal as Sentence))({}, { locale });

/** An expected refusal as a response; anything else must be logged by the caller and comes here as `internal`. */
export function errorResponse(error: unknown, locale: Locale): Response {
	const refusal = isAppError(error) ? error : new AppError(500, 'internal');
	const body: ErrorBody = {
		error: {
			code: refusal.code,
			message: sentence(refusal.code, locale),
			...(refusal.issues.length > 0 ? { issues: refusal.issues } : {})
		}
	};
	const headers = new Headers({ 'cache-control': 'no-store' });
	if (refusal.status === 401) headers.set('www-authenticate', 'Bearer realm="Wayfelt"');
	if (refusal.retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(refusal.retryAfter)));
	return Response.json(body, { status: refusal.status, headers });
}
