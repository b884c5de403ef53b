import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from '../security-headers.ts';

/**
 * Headers that every answer to an address has, whatever it will be.
 * @param secure people reach us by https, always
 */
export function setHeaders(request: IncomingMessage, response: ServerResponse, path: string, secure: boolean): void {
	const file = path.startsWith('/_app/immutable/');
	if (file) setFileHeaders(response);
	else if (path === '/embed.js') setEmbedHeaders(response);
	else setSecurityHeaders(response, path, secure);
	if (file || path.startsWith('/s/')) saveKeepAliveLines(request, response);
}

/** For files of the build, which are no page of their own: what only pages heed would travel for nothing. */
function setFileHeaders(response: ServerResponse): void {
	response.setHeader('X-Content-Type-Options', 'nosniff');
}

/** For the script that other websites run: the only file of ours that they may. Its address never changes, so it is kept briefly. */
function setEmbedHeaders(response: ServerResponse): void {
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
	// For `crossorigin` and `integrity` in a snippet.
	response.setHeader('Access-Control-Allow-Origin', '*');
	response.setHeader('Cache-Control', 'public, max-age=600');
}

/**
 * For everything that is no file of the build; pages add their Content-Security-Policy with its nonce themselves.
 * @param path decides how much: what respondents' phones load carries the least
 */
function setSecurityHeaders(response: ServerResponse, path: string, secure: boolean): void {
	const url = new URL(`${secure ? 'https' : 'http'}://host`);
	url.pathname = path;
	for (const [name, value] of Object.entries(securityHeaders(url))) response.setHeader(name, value);
}

/** HTTP/1.1 keeps connections open unless told otherwise: two lines less for a slow phone. */
function saveKeepAliveLines(request: IncomingMessage, response: ServerResponse): void {
	if (request.httpVersion === '1.1') response.removeHeader('Connection');
}
