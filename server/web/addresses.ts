import { networkInterfaces } from 'node:os';

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
