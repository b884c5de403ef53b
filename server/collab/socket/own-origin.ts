import type { CollabRequest } from '../ports.ts';

/**
 * True if a browser page of our own opens this socket. Cookies go along with any page's sockets, so this check is
 * what keeps foreign pages out. Clients that are no browsers send no Origin.
 * @param origin the program's address; null: whatever host name it was reached under
 */
export function isOwnOrigin(request: CollabRequest, origin: string | null): boolean {
	const given = request.headers.origin;
	if (given === undefined) return true;
	if (origin !== null) return given === origin;
	return URL.canParse(given) && new URL(given).host === request.headers.host;
}
