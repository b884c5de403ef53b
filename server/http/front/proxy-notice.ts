import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import { isInner } from '../../platform/addresses.ts';

const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;

/**
 * Says once, in the log, when a proxy seems to stand in front that TRUSTED_PROXIES does not count: everybody then has the
 * proxy's address, and what is counted by address (tries to sign in, bursts of answers) is counted for all together.
 * @returns what to call with every request: its headers, and the address that it is taken to come from
 */
export function createProxyNotice(
	trustedProxies: number,
	log: Pick<Logger, 'warn'>
): (headers: IncomingHttpHeaders, client: string) => void {
	let said = false;
	return (headers, client) => {
		if (said) return;
		const header = PROXY_HEADERS.find((name) => headers[name] !== undefined);
		if (header === undefined) return;
		// With proxies declared: the one address believed is of our own network, so another proxy's, and there is more behind it.
		const hops = String(headers['x-forwarded-for'] ?? '').split(',').length;
		if (trustedProxies > 0 && !(isInner(client) && hops > trustedProxies)) return;
		said = true;
		log.warn(
			{ header, from: client, trustedProxies },
			`requests carry ${header}, but TRUSTED_PROXIES is ${trustedProxies}: if a proxy of yours stands in front, set TRUSTED_PROXIES to the number of proxies, or everybody who comes through it counts as one address`
		);
	};
}
