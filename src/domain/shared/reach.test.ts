import { expect, it } from 'vitest';
import { reachOf } from './reach.ts';

it.each([
	['machine', 'localhost app.localhost 127.0.0.1 127.9.9.9 0.0.0.0 [::1] [::] [::ffff:127.0.0.1]'],
	['network', '10.1.2.3 172.16.0.1 172.31.255.1 192.168.1.20 169.254.3.4 100.64.0.1 100.127.1.1'],
	['network', 'server kasse-1 nas.local pc.lan wayfelt.internal x.home.arpa [fd00::1] [fe80::1] [::ffff:192.168.0.2]'],
	['anybody', 'feedback.example.com 8.8.8.8 172.15.0.1 172.32.0.1 192.167.1.1 100.63.0.1 100.128.0.1 11.0.0.1'],
	['anybody', 'localhost.example.com local.example.com 例子.中国 [2606:4700::1111] [::ffff:8.8.8.8]']
])('%s: %s', (reach, hosts) => {
	for (const host of hosts.split(' '))
		expect([host, reachOf(new URL(`http://${host}/s/x`).hostname)]).toEqual([host, reach]);
});
