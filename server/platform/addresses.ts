import { BlockList, isIP } from 'node:net';
import { hostname as machineName, networkInterfaces } from 'node:os';

/** An IPv6 subscriber owns a whole /64: counting single addresses would count nothing. */
export function network(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.toLowerCase().split('::');
	const groups = head.split(':').filter(Boolean);
	const rest = tail?.split(':').filter(Boolean) ?? [];
	const all =
		tail === undefined
			? groups
			: [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
	return all
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':');
}

/** Addresses under which this process can be opened: on this machine and, if it listens there, from the same network. */
export function addresses({ host, port }: { readonly host: string; readonly port: number }): string[] {
	const everywhere = host === '0.0.0.0' || host === '::';
	const own = everywhere || host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
	const others = everywhere
		? Object.values(networkInterfaces())
				.flatMap((list) => list ?? [])
				.filter((one) => one.family === 'IPv4' && !one.internal)
				.map((one) => one.address)
		: [];
	return [own, ...others].map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}

/** Addresses that nobody on the internet has. */
const inner = new BlockList();
for (const [net, bits] of [
	['10.0.0.0', 8],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['100.64.0.0', 10]
] as const)
	inner.addSubnet(net, bits, 'ipv4');
inner.addSubnet('fc00::', 7, 'ipv6');
inner.addSubnet('fe80::', 10, 'ipv6');
inner.addAddress('::1', 'ipv6');

/** An address of a private network or of this machine itself, without brackets. */
export function isInner(address: string): boolean {
	const family = isIP(address);
	return family !== 0 && inner.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export const isLoopbackName = (hostname: string): boolean =>
	/^(localhost|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/**
 * Is this a name of ours, when ORIGIN does not say which is? The Host header is whatever a client wrote: before it gets into
 * links it must be this machine by an address that it has or by its own name, or an address in a private network (the one
 * outside a container).
 * @param hostname of a URL: lower case, IPv6 in brackets
 */
export function isOwnHost(hostname: string): boolean {
	if (isLoopbackName(hostname)) return true;
	const address = hostname.replace(/^\[(.*)\]$/, '$1');
	if (isIP(address) !== 0)
		return (
			isInner(address) ||
			Object.values(networkInterfaces()).some((list) => list?.some((one) => one.address === address))
		);
	const own = machineName().toLowerCase();
	return [own, `${own}.local`, `${own}.lan`].includes(hostname);
}
