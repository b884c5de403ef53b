import { isAPIError } from 'better-auth/api';
import type { AppError } from '../../platform/errors.ts';
import type { SignInLimits } from './sign-in-limits.ts';

/** Whose password is tried, and from where: what the limits count by. */
export interface Attempt {
	readonly email: string;
	readonly address: string;
	/** A device, or a session, that this account is known by; it has a count of its own. */
	readonly known: string | null;
}

/** Runs one password check under the limits. */
export async function attempt<T>(
	limits: SignInLimits,
	{ email, address, known }: Attempt,
	refusal: () => AppError,
	check: () => Promise<T>
): Promise<T> {
	await limits.attempt(email, address, known);
	const result = await judged(refusal, check);
	await limits.succeeded(email, address, known);
	return result;
}

/** Runs a password check; what Better Auth refuses becomes `refusal`. */
export async function judged<T>(refusal: () => AppError, check: () => Promise<T>): Promise<T> {
	try {
		return await check();
	} catch (error) {
		if (isAPIError(error) && Number(error.statusCode) < 500) throw refusal();
		throw error;
	}
}
