import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One way in: a method of an endpoint, a page, or a form action of a page. */
export interface Entry {
	/** As Kit names it: `/api/v1/journeys/[id]`. */
	readonly route: string;
	/** `GET`, `POST`, … or `page`, or `action:name` (`action:default`). */
	readonly method: string;
}

interface BuiltNode {
	readonly server?: { readonly actions?: Record<string, unknown> };
}

interface Manifest {
	readonly nodes: readonly (() => Promise<BuiltNode>)[];
	readonly routes: readonly {
		readonly id: string;
		readonly page: { readonly leaf: number } | null;
		readonly endpoint: (() => Promise<Record<string, unknown>>) | null;
	}[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

/** Every way into the built program, read from the build itself: a new route cannot be forgotten. */
export async function builtEntries(): Promise<Entry[]> {
	const file = resolve(import.meta.dirname, '../../build/server/manifest-full.js');
	const { manifest } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { manifest: Manifest };
	const entries: Entry[] = [];
	for (const route of manifest.routes) {
		if (route.endpoint) {
			const exported = Object.keys(await route.endpoint());
			for (const method of METHODS) if (exported.includes(method)) entries.push({ route: route.id, method });
		}
		if (route.page) {
			entries.push({ route: route.id, method: 'page' });
			const node = await manifest.nodes[route.page.leaf]!();
			for (const action of Object.keys(node.server?.actions ?? {}))
				entries.push({ route: route.id, method: `action:${action}` });
		}
	}
	return entries.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

export const nameOf = (entry: Entry): string => `${entry.method} ${entry.route}`;
