import { describe, expect, it } from 'vitest';
import { isAtThisMachine } from './at-this-machine.ts';

const open = { origin: 'http://localhost:3000', originIsSet: false };
const asked = (url: string, client: string, headers: Record<string, string> = {}) => ({
	url: new URL(url),
	request: new Request(url, { headers }),
	getClientAddress: () => client
});

describe('whoever sets up', () => {
	it.each(['http://localhost:3000/setup', 'http://127.0.0.1:3000/setup', 'http://[::1]:3000/setup'])(
		'needs no code at this machine: %s',
		(url) => {
			for (const client of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
				expect(isAtThisMachine(asked(url, client), open)).toBe(true);
			expect(isAtThisMachine(asked(url, '127.0.0.1'), { origin: 'http://localhost:8080', originIsSet: true })).toBe(
				true
			);
		}
	);

	it.each<[string, ReturnType<typeof asked>, typeof open]>([
		['from another machine', asked('http://192.168.1.20:3000/setup', '192.168.1.7'), open],
		['that says to be localhost', asked('http://localhost:3000/setup', '192.168.1.7'), open],
		['through a proxy on this machine', asked('http://wayfelt.example.com/setup', '127.0.0.1'), open],
		['through one that tells', asked('http://127.0.0.1/setup', '127.0.0.1', { 'x-forwarded-for': '6.6.6.6' }), open],
		[
			'of an installation with a public address',
			asked('http://localhost/setup', '127.0.0.1'),
			{ origin: 'https://wayfelt.example.com', originIsSet: true }
		],
		['under a name that only looks local', asked('http://localhost.evil.example/setup', '127.0.0.1'), open]
	])('needs it %s', (_name, event, config) => expect(isAtThisMachine(event, config)).toBe(false));
});
