import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Map } from './support/board.ts';
import { Board } from './support/board.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** Code that comes when it is first needed: when it does not come, the board says so and asks again when told to. */

interface Chunk {
	readonly file: string;
	readonly css?: readonly string[];
}
const manifest = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../.svelte-kit/output/client/.vite/manifest.json'), 'utf8')
) as Readonly<Record<string, Chunk>>;

/** Nothing of this component arrives until the line is mended. */
async function cut(page: Page, component: string): Promise<() => Promise<void>> {
	const { file, css = [] } = manifest[`src/lib/features/journey-board/${component}`]!;
	const wanted = new Set([file, ...css].map((path) => `/${path}`));
	const isPart = (url: URL) => wanted.has(url.pathname);
	await page.route(isPart, (route) => route.abort('internetdisconnected'));
	return () => page.unroute(isPart);
}

test('an inspector that could not be fetched says so, and comes with its looks when asked again', async ({
	owner,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'In parts', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const mend = await cut(owner, 'inspector/Inspector.svelte');
	const board = await new Board(owner).open(id);
	await board.touchpoint(touchpoints[0]!.id).click();
	const inspector = owner.getByRole('complementary');
	await expect(inspector.getByRole('alert')).toContainText('This part could not be loaded.');
	await expectAccessible(owner, 'a part that did not come');
	await inspector.getByRole('button', { name: 'Try again' }).click();
	await expect(inspector.getByRole('alert')).toBeVisible();
	await mend();
	await inspector.getByRole('button', { name: 'Try again' }).click();
	await expect(inspector.getByLabel('Title')).toHaveValue(touchpoints[0]!.title);
	await expect(inspector.locator('.inspector')).toHaveCSS('padding-top', '16px');
});
