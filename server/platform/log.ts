import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

/** The part of a pino logger that is used here. */
export interface Log {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** Whatever would let a reader of the log act as somebody else, or names a respondent. */
const hidden = ['password', 'token', 'secret', 'authorization', 'cookie', 'answers', 'email', 'databaseUrl'];

/** One JSON line per event on standard output; secrets are cut out at three depths. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
	const paths = hidden.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
	const options = { level, base: null, redact: { paths, censor: '[hidden]' }, serializers: { err: plainError } };
	return destination ? pino(options, destination) : pino(options);
}

/** PostgreSQL's errors carry the offending row and, from a pool, the whole connection: only what is safe goes in. */
function plainError(error: unknown): unknown {
	if (typeof error !== 'object' || error === null) return { message: String(error) };
	// The job queue throws copies of errors, which are no instances of any class.
	const { name, message, stack, code, cause } = error as Partial<Error> & { code?: unknown };
	return {
		type: name,
		message: typeof message === 'string' ? message : 'an error without a message',
		stack,
		...(code ? { code } : {}),
		...(cause ? { cause: plainError(cause) } : {})
	};
}
