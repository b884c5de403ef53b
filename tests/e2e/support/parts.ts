import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

interface Chunk {
	readonly file: string;
	readonly css?: readonly string[];
}
const manifest = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../../.svelte-kit/output/client/.vite/manifest.json'), 'utf8')
) as Readonly<Record<string, Chunk>>;

/** Nothing of this module of src/lib arrives until the line is mended. */
export async function cut(page: Page, module: string): Promise<() => Promise<void>> {
	const { file, css = [] } = manifest[`src/lib/${module}`]!;
	const wanted = new Set([file, ...css].map((path) => `/${path}`));
	const isPart = (url: URL) => wanted.has(url.pathname);
	await page.route(isPart, (route) => route.abort('internetdisconnected'));
	return () => page.unroute(isPart);
}
