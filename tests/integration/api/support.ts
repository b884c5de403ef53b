import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type { Actor } from '#domain/access/index.ts';
import { apiRoutes } from '#lib/api/server/routes.ts';
import type { App } from '../../../server/app.ts';
import { compose } from '../../../server/compose.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { isAppError } from '../../../server/platform/errors.ts';
import { createLog } from '../../../server/platform/log.ts';
import { openTestDb, type Engine, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';
import { nowhere } from '../../support/nowhere.ts';

export const ORIGIN = 'https://wayfelt.example.com';

/** The whole program over a test's database, without its HTTP server. @param env settings, like its ROLES */
export async function openApp(engine: Engine, env: Readonly<Record<string, string>> = {}) {
	const test: TestDb = await openTestDb(engine);
	const config = {
		...readSettings({ ORIGIN, DATABASE_URL: test.url, ...env }, nowhere),
		secret: 'a secret that only tests may know, and long enough'
	};
	const db = { ...test.db, place: engine.name, stop: async () => {} };
	const app = await compose({ config, log: createLog('fatal'), db });
	const people = createPeople(db, app);
	return {
		app,
		db,
		people,
		close: async () => {
			await app.close();
			await test.close();
		}
	};
}

export interface Sent {
	/** JSON, or a string that is sent as it is. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
	readonly status: number;
	readonly headers: Headers;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
	readonly json: any;
	readonly text: string;
}

/**
 * Calls an API route as the server would: the route is found by its address, the actor is who the hook found.
 * Thrown refusals come back as the hook answers them, without the sentence.
 */
export function caller(app: App, actor: Actor | null) {
	return async (method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answered> => {
		const url = new URL(`/api/v1${path}`, ORIGIN);
		const found = await findRoute(url.pathname);
		const handler = found?.module[method] as RequestHandler | undefined;
		if (!found || !handler) throw new Error(`no route ${method} ${url.pathname}`);
		const request = new Request(url, {
			method,
			headers: {
				...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
				origin: ORIGIN,
				...headers
			},
			...(body === undefined
				? {}
				: { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) })
		});
		const event = {
			request,
			url,
			params: found.params,
			route: { id: found.route },
			locals: { app, actor }
		} as unknown as RequestEvent;
		const response = await Promise.resolve()
			.then(() => handler(event as never))
			.catch((error: unknown) => {
				if (!isAppError(error)) throw error;
				const { status, code, issues, retryAfter } = error;
				return Response.json(
					{ error: { code, issues } },
					{ status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } }
				);
			});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('application/json') && text !== '';
		return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
	};
}

async function findRoute(pathname: string) {
	// As SvelteKit does: /responses/batch before /responses/[id].
	const parameters = (route: string): number => route.split('[').length;
	const routes = Object.entries(await apiRoutes()).sort(([a], [b]) => parameters(a) - parameters(b));
	for (const [route, module] of routes) {
		const names: string[] = [];
		const pattern = route
			.replaceAll('.', '\\.')
			.replace(/\[(\w+)\]/g, (_, name: string) => (names.push(name), '([^/]+)'));
		const match = new RegExp(`^${pattern}$`).exec(pathname);
		if (match) return { route, module, params: Object.fromEntries(names.map((name, at) => [name, match[at + 1]!])) };
	}
	return null;
}
