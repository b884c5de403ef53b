import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Logger } from 'pino';

const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;

/** Addresses that no client on the internet has: behind a proxy, seeing one as "the client" means one proxy more. */
const inner = new BlockList();
for (const [net, bits] of [
	['10.0.0.0', 8],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
	['127.0.0.0', 8],
	['100.64.0.0', 10]
] as const)
	inner.addSubnet(net, bits, 'ipv4');
inner.addSubnet('fc00::', 7, 'ipv6');
inner.addAddress('::1', 'ipv6');

const isInner = (address: string): boolean => {
	const family = isIP(address);
	return family !== 0 && inner.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

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
		// With proxies declared: the one address believed is another proxy's, and there is more behind it.
		const hops = String(headers['x-forwarded-for'] ?? '').split(',').length;
		if (trustedProxies > 0 && !(isInner(client) && hops > trustedProxies)) return;
		said = true;
		log.warn(
			{ header, from: client, trustedProxies },
			`requests carry ${header}, but TRUSTED_PROXIES is ${trustedProxies}: if a proxy of yours stands in front, set TRUSTED_PROXIES to the number of proxies, or everybody who comes through it counts as one address`
		);
	};
}
