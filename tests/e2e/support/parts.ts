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

/** Nothing of this module of src/lib arrives until the line is mended; or everything but its styles. */
export async function cut(page: Page, module: string, what: 'all' | 'styles' = 'all'): Promise<() => Promise<void>> {
	const { file, css = [] } = manifest[`src/lib/${module}`]!;
	const wanted = new Set((what === 'all' ? [file, ...css] : css).map((path) => `/${path}`));
	if (wanted.size === 0) throw new Error(`${module} has nothing to cut`);
	const isPart = (url: URL) => wanted.has(url.pathname);
	await page.route(isPart, (route) => route.abort('internetdisconnected'));
	return () => page.unroute(isPart);
}
