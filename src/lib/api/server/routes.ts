import type { RouteModule } from './openapi.ts';

const modules = import.meta.glob<RouteModule>('/src/routes/api/v1/**/+server.ts');

/** Every route of the API by its folder (`/api/v1/journeys/[id]`), loaded when asked for: this module is imported by one of them. */
export async function apiRoutes(): Promise<Record<string, RouteModule>> {
	const entries = Object.entries(modules).map(
		async ([file, load]) => [file.replace(/^\/src\/routes/, '').replace(/\/\+server\.ts$/, ''), await load()] as const
	);
	return Object.fromEntries(await Promise.all(entries));
}
