import type { Issue } from '#domain/shared/result.ts';

const BRAND = Symbol.for('wayfelt.error');

/**
 * An expected refusal: has a status for HTTP and a code that the interface turns into a sentence.
 * Recognised by a brand, not by class: the Kit bundle and this process do not share module instances.
 */
export class AppError extends Error {
	readonly [BRAND] = true;
	readonly status: number;
	readonly code: string;
	readonly issues: readonly Issue[];
	/** Seconds after which trying again makes sense (429, 503). */
	readonly retryAfter: number | undefined;

	constructor(
		status: number,
		code: string,
		options: { issues?: readonly Issue[]; retryAfter?: number; cause?: unknown } = {}
	) {
		super(code, { cause: options.cause });
		this.name = 'AppError';
		this.status = status;
		this.code = code;
		this.issues = options.issues ?? [];
		this.retryAfter = options.retryAfter;
	}
}

export const isAppError = (error: unknown): error is AppError =>
	typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[BRAND] === true;

/** Foreign, deleted and unknown ids give the same answer. */
export const notFound = (): AppError => new AppError(404, 'not_found');
export const forbidden = (): AppError => new AppError(403, 'forbidden');
export const unauthenticated = (): AppError => new AppError(401, 'unauthenticated');
export const invalid = (issues: readonly Issue[]): AppError => new AppError(400, 'invalid', { issues });
export const conflict = (code: string): AppError => new AppError(409, code);
export const tooMany = (retryAfter: number): AppError => new AppError(429, 'too_many_requests', { retryAfter });
