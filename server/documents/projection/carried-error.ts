import { AppError, isAppError } from '../../platform/errors.ts';
import { UnreadableDocument } from '../unreadable.ts';

/** An error as it goes from one process to another: of a class, only its name would arrive. */
export interface CarriedError {
	readonly name: string;
	readonly message: string;
	readonly stack: string | undefined;
	/** Of PostgreSQL, of the system, or of a refusal. */
	readonly code: string | undefined;
	/** Of a refusal that the API answers with (`AppError`). */
	readonly refusal: { readonly status: number; readonly retryAfter: number | undefined } | null;
	readonly unreadable: boolean;
	readonly cause: CarriedError | null;
}

export function packError(error: unknown): CarriedError {
	const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
	const code = (error as { code?: unknown } | null)?.code;
	return {
		name,
		message,
		stack,
		code: typeof code === 'string' ? code : undefined,
		refusal: isAppError(error) ? { status: error.status, retryAfter: error.retryAfter } : null,
		unreadable: error instanceof UnreadableDocument,
		cause: cause === undefined ? null : packError(cause)
	};
}

/** An error of the same kind, with the stack of the process it comes from. */
export function unpackError({ name, message, stack, code, refusal, unreadable, cause }: CarriedError): Error {
	const because = cause === null ? {} : { cause: unpackError(cause) };
	const error = unreadable
		? new UnreadableDocument(message, because)
		: refusal !== null && code !== undefined
			? new AppError(refusal.status, code, {
					...because,
					...(refusal.retryAfter !== undefined && { retryAfter: refusal.retryAfter })
				})
			: Object.assign(new Error(message, because), { name }, code !== undefined && { code });
	if (stack !== undefined) error.stack = stack;
	return error;
}
