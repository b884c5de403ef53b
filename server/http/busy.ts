import { AppError, isAppError } from '../platform/errors.ts';
import { codeOf } from '../platform/start-error.ts';

/**
 * SQLSTATEs of work that was taken back because others were in the way or it took too long: 57014 time limit, 55P03 lock,
 * 40001 and 40P01 lost races.
 */
const states = new Set(['57014', '55P03', '40001', '40P01']);

/** For whoever made the request: 503, try again. Commands and jobs see the database's own error. */
export const asBusy = (error: unknown): unknown =>
	!isAppError(error) && states.has(codeOf(error) ?? '')
		? new AppError(503, 'overloaded', { retryAfter: 5, cause: error })
		: error;
