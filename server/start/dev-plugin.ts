import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type { startForDev } from './dev.ts';
import { watchParent } from '../launch/parent.mjs';
import { isForged } from '../http/front/request-origin.ts';

const APP = Symbol.for('wayfelt.app');

/**
 * `vite dev` with our server behind it: the app is composed once per process (it survives hot reloads: after a change
 * in `server/` restart the command), `hooks.server.ts` finds it on `globalThis`, and WebSocket upgrades of
 * `/collab/` go to it. Every other upgrade is Vite's own.
 */
export function wayfeltDevServer(): Plugin {
	let close: (() => Promise<void>) | undefined;
	return {
		name: 'wayfelt-dev-server',
		apply: 'serve',
		async configureServer(server) {
			// Vitest and preview build a server object too, without listening; they need no app.
			if (process.env.VITEST || !server.httpServer) return;
			// A computed address: Vite bundles its config and would otherwise pull the whole server into it.
			const file = pathToFileURL(join(server.config.root, 'server', 'start', 'dev.ts')).href;
			const dev = (await import(/* @vite-ignore */ file)) as { startForDev: typeof startForDev };
			const app = await dev.startForDev(server.config.server.port ?? 5173);
			close = () => app.close();
			Reflect.set(globalThis, APP, app);
			// In the built program server/http/front/front.ts asks this of every request.
			server.middlewares.use((request, response, next) => {
				if (!isForged(request, `http://${request.headers.host}`)) return next();
				response.statusCode = 403;
				response.end('cross origin');
			});
			server.httpServer.on('upgrade', (request, socket, head) => {
				if (request.url?.startsWith('/collab/')) app.collab.upgrade(request, socket, head);
			});
			// Vite itself only listens to SIGTERM, and does not notice that npm was killed.
			const end = (): void => void server.close().finally(() => process.exit(0));
			for (const signal of ['SIGINT', 'SIGHUP'] as const) process.once(signal, end);
			watchParent(end);
		},
		// The one hook that Vite's close() waits for; called for each environment.
		async closeBundle() {
			const closing = close?.();
			close = undefined;
			await closing;
		}
	};
}
