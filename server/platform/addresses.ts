import { isIP } from 'node:net';
import { hostname as machineName, networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

type Parsed = ReturnType<typeof ipaddr.process>;

/** @param text of a whole address and nothing more: ipaddr.js alone also reads `1` and `0x7f.1` as addresses */
const parsed = (text: string): Parsed | null => (isIP(text) === 0 ? null : ipaddr.process(text));

/** An address as everything here writes it: `::ffff:10.0.0.1` is 10.0.0.1. @returns null for what is none */
export const plainAddress = (text: string): string | null => parsed(text)?.toString() ?? null;

/** An IPv6 subscriber owns a whole /64: counting single addresses would count nothing. */
export function network(address: string): string {
	const found = parsed(address);
	if (found === null) return address;
	return found instanceof ipaddr.IPv6
		? found.parts
				.slice(0, 4)
				.map((part) => part.toString(16))
				.join(':')
		: found.toString();
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

/** Ranges whose addresses nobody on the internet has. */
const INNER: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

/** An address of a private network or of this machine itself, without brackets. */
export const isInner = (address: string): boolean => INNER.includes(parsed(address)?.range() ?? '');

/** An address of this machine itself, without brackets. */
export const isLoopback = (address: string): boolean => parsed(address)?.range() === 'loopback';

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
