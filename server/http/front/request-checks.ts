import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFormOfAPage } from './request-origin.ts';
import type { TurnAway } from './turn-away.ts';

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
/** Of the API; Kit cannot even make a request of some others. */
const METHODS: readonly string[] = [...READING, 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Does the request ask, and change nothing? */
export const isReading = ({ method }: Pick<IncomingMessage, 'method'>): boolean => READING.includes(method ?? '');

/**
 * What Kit would answer with plain text, or not at all.
 * @returns true when it was answered
 */
export function refusedByApi(
	request: IncomingMessage,
	response: ServerResponse,
	{ path, origin, turnAway }: { readonly path: string; readonly origin: string; readonly turnAway: TurnAway }
): boolean {
	if (!METHODS.includes(request.method ?? '')) {
		response.setHeader('Allow', METHODS.join(', '));
		turnAway(405, 'method_not_allowed', request, response);
	} else if (!isDecodable(path)) turnAway(400, 'invalid', request, response);
	else if (isReading(request)) return false;
	else if (isFormOfAPage(request, takesFiles(path)) === 'form')
		turnAway(415, 'unsupported_media_type', request, response);
	else if (isFormOfAPage(request, takesFiles(path)) === 'unknown') turnAway(403, 'cross_origin', request, response);
	else {
		// Judged here; Kit would take a request without content type for a form, and ask programs where they come from.
		request.headers.origin = origin;
		return false;
	}
	return true;
}

function isDecodable(path: string): boolean {
	try {
		decodeURI(path);
		return true;
	} catch {
		return false;
	}
}

/** Routes that take a file as a form, and write nothing. */
const takesFiles = (path: string): boolean => /^\/api\/v1\/imports\/(recognise|definition)\/?$/.test(path);

/** Is the announced body larger than its address takes? Kit stops every body at the larger limit, announced or not. */
export const isTooLarge = ({ headers }: Pick<IncomingMessage, 'headers'>, path: string): boolean =>
	Number(headers['content-length'] ?? 0) > bodyLimit(path);

/** Bytes. */
const bodyLimit = (path: string): number =>
	path.startsWith('/import') ||
	path.startsWith('/api/v1/imports') ||
	path.endsWith('/batch') ||
	path.endsWith('/import')
		? 12 * 1024 * 1024
		: 512 * 1024;
