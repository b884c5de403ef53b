/** Who can open an address: anybody, only devices of the same network, or only this machine. */
export type Reach = 'anybody' | 'network' | 'machine';

/**
 * Tells it by the host's name alone; what really answers there nobody can know.
 * @param host as in `URL.hostname`: IPv6 in brackets
 */
export function reachOf(host: string): Reach {
	const name = host
		.toLowerCase()
		.replace(/^\[|\]$/g, '')
		.replace(/\.$/, '');
	if (name === 'localhost' || name.endsWith('.localhost')) return 'machine';
	if (name.includes(':')) return reachOfV6(name);
	const v4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(name);
	if (v4) return reachOfV4(Number(v4[1]), Number(v4[2]));
	// One word is a name of the house; so are the endings that are kept for that (RFC 6762, 8375, 9476, .internal).
	if (!name.includes('.')) return 'network';
	return /\.(?:local|lan|home|internal|intranet|corp|localdomain|home\.arpa|test|invalid|alt)$/.test(name)
		? 'network'
		: 'anybody';
}

/** Ranges of RFC 6890. */
function reachOfV4(a: number, b: number): Reach {
	if (a === 127 || a === 0) return 'machine';
	const inside =
		a === 10 ||
		(a === 172 && b >= 16 && b < 32) ||
		(a === 192 && b === 168) ||
		(a === 169 && b === 254) ||
		(a === 100 && b >= 64 && b < 128);
	return inside ? 'network' : 'anybody';
}

function reachOfV6(name: string): Reach {
	if (name === '::1' || name === '::') return 'machine';
	// An IPv4 address in IPv6 clothes, as URL writes it: ::ffff:7f00:1
	const mapped = /^::ffff:([0-9a-f]{1,4}):[0-9a-f]{1,4}$/.exec(name);
	if (mapped) {
		const high = parseInt(mapped[1]!, 16);
		return reachOfV4(high >> 8, high & 255);
	}
	return /^f[cd]|^fe[89ab]/.test(name) ? 'network' : 'anybody';
}
