import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

/** Whatever would let a reader of the log act as somebody else, or names a respondent. */
const hidden = ['password', 'token', 'secret', 'authorization', 'cookie', 'answers', 'email', 'databaseUrl'];

/** One JSON line per event on standard output; secrets are cut out at three depths. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
	const paths = hidden.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
	const options = { level, base: null, redact: { paths: [...paths, 'req.headers["set-cookie"]'], censor: '[hidden]' } };
	return destination ? pino(options, destination) : pino(options);
}
