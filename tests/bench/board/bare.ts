import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { WebSocket, WebSocketServer } from 'ws';
import type { PlainMap } from './maps.ts';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json'
};

/** The bare page, built and served. What one socket says, the others hear. */
export async function serveBare(maps: Readonly<Record<string, PlainMap>>) {
	const outDir = mkdtempSync(join(tmpdir(), 'wayfelt-bare-'));
	await build({
		root: join(import.meta.dirname, 'bare'),
		configFile: false,
		logLevel: 'warn',
		plugins: [svelte({ configFile: false })],
		build: { outDir, emptyOutDir: true, target: 'esnext' }
	});
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url!, 'http://bare');
		const data = /^\/data\/(\w+)\.json$/.exec(pathname)?.[1];
		const file = pathname === '/' ? '/index.html' : pathname;
		try {
			const body = data ? JSON.stringify(maps[data]) : readFileSync(join(outDir, file));
			response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
			response.end(body);
		} catch {
			response.writeHead(404).end();
		}
	});
	const sockets = new WebSocketServer({ server, path: '/ws' });
	sockets.on('connection', (one) =>
		one.on('message', (said) => {
			for (const other of sockets.clients) if (other !== one) other.send(said.toString());
		})
	);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		/** Somebody else on the page. */
		join: (): Promise<WebSocket> =>
			new Promise((joined, failed) => {
				const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
				socket.once('open', () => joined(socket)).once('error', failed);
			}),
		close: (): void => {
			for (const one of sockets.clients) one.terminate();
			server.close();
			rmSync(outDir, { recursive: true, force: true });
		}
	};
}
