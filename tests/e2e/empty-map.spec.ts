import type { Page } from '@playwright/test';
import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

test('a map without scenes or lanes says what to do, offers it, and leads the keyboard there', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Emptied' });
	const map = () => api.get<Map>(`/journeys/${id}`);
	const before = await map();
	await owner.setViewportSize({ width: 1440, height: 900 });
	await owner.goto(`/journeys/${id}`);
	const board = new Board(owner);
	for (const lane of before.lanes) {
		await board.lane(lane.id).focus();
		await owner.keyboard.press('Delete');
		await expect(board.lane(lane.id)).toHaveCount(0);
	}
	await expect(owner.getByRole('heading', { name: 'No lanes yet' })).toBeVisible();
	const viewer = await colleague(browser, api, baseURL!, { name: 'Vi Viewer', role: 'viewer', locale: 'zh-CN' });
	await viewer.page.goto(`/journeys/${id}`);
	await expect(viewer.page.getByRole('heading', { name: '还没有泳道' })).toBeVisible();
	await expect(viewer.page.locator('#opening')).toHaveCount(0);
	await expect(viewer.page.getByText('同事添加后会立即显示')).toBeVisible();

	for (const scene of before.scenes) {
		await board.scene(scene.id).focus();
		await owner.keyboard.press('Delete');
		await expect(board.scene(scene.id)).toHaveCount(0);
	}
	await expect.poll(async () => (await map()).scenes).toEqual([]);
	await expect(owner.getByRole('heading', { name: 'An empty map' })).toBeVisible();
	await expect(viewer.page.getByText('同事添加场景后会立即显示')).toBeVisible();
	await expect(viewer.page.locator('main').getByRole('button', { name: /添加/ })).toHaveCount(0);
	await expectAccessible(owner, 'an empty map');
	// The keyboard had stood on what is gone: it stands on the way on.
	const add = owner.getByRole('main').getByRole('button', { name: 'Add scene' }).last();
	await expect(add).toBeFocused();
	await owner.keyboard.press('Enter');
	await owner.keyboard.type('Before');
	await owner.keyboard.press('Enter');
	await expect.poll(async () => (await map()).scenes.map(({ title }) => title)).toEqual(['Before']);

	await addLane(owner);
	await expect.poll(async () => (await map()).lanes.map(({ kind }) => kind)).toEqual(['touchpoints']);
	await expect(owner.getByRole('heading', { name: 'No lanes yet' })).toHaveCount(0);
	await viewer.context.close();
});

test('on a phone an empty map is filled from the outline', async ({ api, browser, baseURL }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Emptied on a phone' });
	const map = () => api.get<Map>(`/journeys/${id}`);
	const context = await signedIn(browser, OWNER, baseURL!, {
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true
	});
	const page = hydrating(await context.newPage());
	await page.goto(`/journeys/${id}`);
	for (const scene of (await map()).scenes) {
		await page.getByRole('button', { name: scene.title, exact: true }).tap();
		await page.getByRole('complementary').getByRole('button', { name: 'Delete' }).tap();
		await expect(page.getByRole('button', { name: scene.title, exact: true })).toHaveCount(0);
	}
	await expect(page.getByRole('heading', { name: 'An empty map' })).toBeVisible();
	await expectAccessible(page, 'an empty outline');
	await page.getByRole('button', { name: 'Add scene' }).tap();
	// Its name is asked for at once, where it stands.
	await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
	await page.keyboard.type('Arriving');
	await page.keyboard.press('Enter');
	await expect.poll(async () => (await map()).scenes.map(({ title }) => title)).toEqual(['Arriving']);
	await expect(page.getByRole('complementary')).toContainText('Arriving');
	await page.getByRole('complementary').getByRole('button', { name: 'Close' }).tap();
	await page.getByRole('button', { name: 'Add lane' }).tap();
	await page.getByRole('menuitem', { name: 'Notes' }).tap();
	await expect.poll(async () => (await map()).lanes.at(-1)!.kind).toBe('notes');
	await context.close();
});

async function addLane(page: Page): Promise<void> {
	await page.getByRole('main').getByRole('button', { name: 'Add lane' }).last().press('Enter');
	await page.getByRole('menuitem', { name: 'Touchpoints' }).press('Enter');
}
