import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import { plainAddress } from '../../platform/addresses.ts';
import type { Config } from '../../platform/config.ts';

type OriginConfig = Pick<Config, 'origin' | 'originIsSet' | 'trustedProxies'>;

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Writes into the request what Kit reads from it: protocol, host and the client's address. What a proxy says is
 * believed only as far as TRUSTED_PROXIES allows; with ORIGIN set, neither host nor protocol come from outside.
 * @returns the origin people see, or null when the Host header is unusable
 */
export function settleOrigin(request: IncomingMessage, config: OriginConfig): string | null {
	const { headers } = request;
	headers['x-wayfelt-client'] = clientAddress(request, config.trustedProxies);
	if (config.originIsSet) {
		const origin = new URL(config.origin);
		headers.host = origin.host;
		headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
		return config.origin;
	}
	const proxied = config.trustedProxies > 0;
	const host = (proxied ? last(headers['x-forwarded-host']) : undefined) ?? headers.host;
	if (host === undefined || !HOST.test(host)) return null;
	const protocol = proxied && last(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
	headers.host = host;
	headers['x-forwarded-proto'] = protocol;
	return new URL(`${protocol}://${host}`).origin;
}

/**
 * The address of whoever speaks to the outermost trusted proxy. Everything further left in X-Forwarded-For is the
 * client's own invention. What is no address there is not believed: then it is the nearest proxy's own.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
	const claimed = proxyAddr(request, (_address, hop) => hop < trustedProxies);
	return plainAddress(withoutPort(claimed ?? '')) ?? plainAddress(request.socket.remoteAddress ?? '') ?? '';
}

/** Some gateways write a port behind the address (`203.0.113.7:4711`, `[2001:db8::1]:443`). */
const withoutPort = (address: string): string =>
	address
		.trim()
		.replace(/^\[(.+)\](?::\d+)?$|^([^:]+):\d+$/, (_whole, six?: string, four?: string) => six ?? four ?? '');

const list = (value: string | string[] | undefined): string[] =>
	(Array.isArray(value) ? value.join(',') : (value ?? ''))
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);

const last = (value: string | string[] | undefined): string | undefined => list(value).at(-1);

/**
 * Could another site have made this person's browser send it? A request without a cookie carries no rights to
 * misuse, a browser says where a request comes from, and what says nothing is no browser.
 * @param origin ours, from settleOrigin
 */
export function isForged(request: Pick<IncomingMessage, 'method' | 'headers'>, origin: string): boolean {
	const { method, headers } = request;
	const upgrade = headers.upgrade !== undefined;
	if (!upgrade && (method === 'GET' || method === 'HEAD' || method === 'OPTIONS')) return false;
	if (headers.cookie === undefined) return false;
	// Sockets have no Sec-Fetch-Site in some browsers, and the header is absent on plain http: then Origin decides.
	const site = headers['sec-fetch-site'];
	if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
	if (site === undefined || upgrade) return headers.origin !== undefined && headers.origin !== origin;
	return false;
}

/**
 * The API takes JSON and nothing that a form of another site could send: no form's content type, and without any content
 * type no request that has a person's cookie but does not say where it comes from.
 * @param takesFiles this address takes a file as a form; whoever has a cookie says where it comes from then as well
 */
export function isFormOfAPage(
	{ headers }: Pick<IncomingMessage, 'headers'>,
	takesFiles = false
): 'form' | 'unknown' | null {
	const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
	const file = takesFiles && type === 'multipart/form-data';
	if (type !== undefined && FORMS.includes(type) && !file) return 'form';
	const silent = headers.origin === undefined && headers['sec-fetch-site'] === undefined;
	return (type === undefined || file) && silent && headers.cookie !== undefined ? 'unknown' : null;
}

const FORMS = [
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'text/plain',
	'application/x-sveltekit-formdata'
];

/**
 * The respondent page knows nobody: its answers carry their own id and no rights, so there is nothing to forge. Cookies
 * of colleagues who try their own survey are put aside, and so is the origin, which in-app browsers and pages without a
 * referrer send as `null` or not at all.
 */
export function withoutIdentity(request: Pick<IncomingMessage, 'headers'>, origin: string): void {
	delete request.headers.cookie;
	delete request.headers['sec-fetch-site'];
	request.headers.origin = origin;
	// Kit answers a form from a client that takes anything with JSON; ours is a page with a 303, whoever sends it.
	request.headers.accept = 'text/html';
}
