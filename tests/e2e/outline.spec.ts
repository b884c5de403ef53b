import type { Page } from '@playwright/test';
import { makeMap } from '../bench/board/maps.ts';
import { signIn } from '../process/support/visitors.ts';
import { OWNER } from '../support/built-app.ts';
import type { Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { type Api, expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

/** The list that stands in for the map on a phone, and for whoever reads or steers without seeing. */

const saved = async (api: Api) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'As a list', template: 'retail' });
	const map = () => api.get<Map>(`/journeys/${id}`);
	return { id, map, before: await map() };
};
const lanesOf = (page: Page) => page.getByRole('region', { name: 'Lanes' });
const namesOf = (page: Page) =>
	lanesOf(page)
		.locator('button[data-focus-key]')
		.evaluateAll((all) => all.map((one) => one.firstChild!.textContent!.trim()));

test('on a phone lanes are put in order, renamed, added and deleted in the outline', async ({
	api,
	browser,
	baseURL
}) => {
	const { id, map, before } = await saved(api);
	const order = () => map().then(({ lanes }) => lanes.map((one) => one.id));
	const [first, second, ...rest] = before.lanes.map((one) => one.id) as [string, string, ...string[]];
	const context = await signedIn(browser, OWNER, baseURL!, {
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true
	});
	const page = hydrating(await context.newPage());
	await page.goto(`/journeys/${id}`);
	const lanes = lanesOf(page);
	const undo = page.getByRole('banner').getByRole('button', { name: 'Undo' });
	await expect(lanes).toBeVisible();
	await expectAccessible(page, 'the outline');
	const names = await namesOf(page);

	// The ends are ends.
	await expect(lanes.getByRole('button', { name: `Move “${names[0]}” up` })).toBeDisabled();
	await expect(lanes.getByRole('button', { name: `Move “${names.at(-1)}” down` })).toBeDisabled();
	await lanes.getByRole('button', { name: `Move “${names[0]}” down` }).tap();
	await expect.poll(order).toEqual([second, first, ...rest]);
	await expect(page.locator('[data-announcer]')).toContainText(`${names[0]} is now 2 of ${names.length}`);
	// The scenes follow.
	await expect(page.locator('main section').first().getByRole('heading', { level: 3 }).first()).toHaveText(names[1]!);
	await undo.tap();
	await expect.poll(order).toEqual([first, second, ...rest]);

	await lanes.getByRole('button', { name: new RegExp(`^${names[1]}`) }).tap();
	const inspector = page.getByRole('complementary');
	await inspector.getByLabel('Title').fill('What people do');
	await inspector.getByLabel('Title').press('Enter');
	await expect(lanes.getByRole('button', { name: /^What people do/, pressed: true })).toBeVisible();
	await inspector.getByRole('button', { name: 'Delete' }).tap();
	await expect.poll(order).toEqual([first, ...rest]);
	await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).tap();
	await expect.poll(order).toEqual([first, second, ...rest]);
	await expect(lanes.getByRole('button', { name: /^What people do/ })).toBeVisible();

	await page.getByRole('button', { name: 'Add lane' }).tap();
	await page.getByRole('menuitem', { name: 'Notes' }).tap();
	await expect.poll(() => order().then((ids) => ids.length)).toBe(before.lanes.length + 1);
	// The new one is in sight, and named in what comes from below.
	await expect(lanes.locator('[data-lane-kind=notes] button').first()).toBeInViewport();
	await expect(inspector).toContainText('Notes');
	await expectAccessible(page, 'a lane in the outline');
	await context.close();
});

test('with keys alone scenes, lanes, touchpoints and cards are added, renamed, moved and deleted in the outline', async ({
	owner,
	api
}) => {
	const { id, map, before } = await saved(api);
	await owner.goto(`/journeys/${id}`);
	await owner.getByRole('radio', { name: 'Outline' }).check();
	const { keyboard } = owner;
	const at = (key: string) => owner.locator(`main [data-focus-key="${key}"]`);
	const focused = owner.locator('main :focus');
	const rename = async (key: string, title: string) => {
		await at(key).focus();
		await keyboard.press('F2');
		await owner.getByRole('textbox', { name: 'Title' }).first().fill(title);
		await keyboard.press('Enter');
		await expect(at(key)).toBeFocused();
		await expect(at(key)).toContainText(title);
	};
	const [scene, nextScene] = before.scenes as [Map['scenes'][number], Map['scenes'][number]];
	const lane = before.lanes.find(({ kind }) => kind === 'touchpoints')!.id;
	const inCell = (sceneId: string) =>
		map().then(({ touchpoints }) => touchpoints.filter((one) => one.sceneId === sceneId).map(({ id }) => id));
	const [a, b] = await inCell(scene.id);

	await rename(`scene:${scene.id}`, 'Hearing of us');
	await keyboard.press('Alt+ArrowDown');
	await expect.poll(() => map().then(({ scenes }) => scenes[1]!.id)).toBe(scene.id);
	await expect(at(`scene:${scene.id}`)).toBeFocused();
	await keyboard.press('Control+z');
	await expect.poll(() => map().then(({ scenes }) => scenes[0]!.id)).toBe(scene.id);

	await rename(`lane:${lane}`, 'Where we meet');
	await keyboard.press('Alt+ArrowDown');
	await expect.poll(() => map().then(({ lanes }) => lanes.findIndex((one) => one.id === lane))).toBe(1);
	await keyboard.press('Alt+ArrowUp');
	await expect.poll(() => map().then(({ lanes }) => lanes.findIndex((one) => one.id === lane))).toBe(0);
	// Pressed again and again: the button stays under the hand until it can do no more.
	const down = owner.getByRole('button', { name: 'Move “Where we meet” down' });
	await down.focus();
	for (let place = 1; place < before.lanes.length; place++) {
		await keyboard.press('Enter');
		await expect.poll(() => map().then(({ lanes }) => lanes.findIndex((one) => one.id === lane))).toBe(place);
		await expect(place + 1 < before.lanes.length ? down : at(`lane:${lane}`)).toBeFocused();
	}

	await rename(`item:${a}`, 'A friend tells');
	await keyboard.press('Alt+ArrowDown');
	await expect.poll(() => inCell(scene.id)).toEqual([b, a]);
	await keyboard.press('Alt+ArrowRight');
	await expect.poll(() => inCell(nextScene.id)).toContain(a);
	await expect(at(`item:${a}`)).toBeFocused();
	await keyboard.press('Delete');
	await expect(at(`item:${a}`)).toHaveCount(0);
	await keyboard.press('Control+z');
	await expect.poll(() => inCell(nextScene.id)).toContain(a);

	// Adding: with the key after what has the focus, with the button at the end of a cell.
	await at(`item:${b}`).focus();
	await keyboard.press('n');
	await keyboard.type('A window');
	await keyboard.press('Enter');
	// The next one may be typed at once; without a title nothing is added, and the keyboard stands on the last.
	await keyboard.press('Enter');
	await expect(focused).toContainText('A window');
	const notes = before.lanes.find(({ kind }) => kind === 'pain-points')!.id;
	await at(`cell:${scene.id}:${notes}`).focus();
	await keyboard.press('Enter');
	await keyboard.type('Nobody knows us');
	await keyboard.press('Enter');
	await keyboard.press('Escape');
	await expect.poll(() => map().then(({ cards }) => cards.map(({ title }) => title))).toContain('Nobody knows us');

	// Into the details of what has the focus, though nothing was selected, and back.
	await keyboard.press('Escape');
	await expect(owner.getByRole('complementary')).toHaveCount(0);
	await at(`lane:${notes}`).focus();
	await keyboard.press('i');
	await expect(owner.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeFocused();
	await keyboard.press('Enter');
	await expect(at(`lane:${notes}`)).toBeFocused();
	await keyboard.press('Delete');
	await expect.poll(() => map().then(({ lanes }) => lanes.some((one) => one.id === notes))).toBe(false);
	await expect(focused).toHaveCount(1);
});

test('who may only look reads the lanes and is offered nothing that would be refused', async ({
	api,
	browser,
	baseURL
}) => {
	const { id, map, before } = await saved(api);
	const viewer = await colleague(browser, api, baseURL!, { name: 'Vera Viewer', role: 'viewer' });
	const { page } = viewer;
	await page.goto(`/journeys/${id}`);
	await page.getByRole('radio', { name: 'Outline' }).check();
	const lanes = lanesOf(page);
	await expect(lanes.getByRole('listitem')).toHaveCount(before.lanes.length);
	await expect(lanes.getByRole('button')).toHaveCount(before.lanes.length);
	await expect(page.getByRole('button', { name: /^Add/ })).toHaveCount(0);
	const first = lanes.getByRole('button').first();
	await first.focus();
	for (const key of ['F2', 'Alt+ArrowDown', 'Delete']) await page.keyboard.press(key);
	await expect(page.getByRole('textbox', { name: 'Title' })).toBeDisabled();
	await expect(page.getByRole('complementary').getByRole('button')).toHaveText(['']);
	await expectAccessible(page, 'the outline of who may only look');
	expect((await map()).lanes).toEqual(before.lanes);
	await viewer.context.close();
});

test('of a large map the outline draws what is near the screen; keys, headings and the browser’s search reach the rest', async ({
	api,
	owner,
	baseURL
}) => {
	const { journeyId } = await makeMap(baseURL!, await signIn(baseURL!), 'M');
	const { scenes, lanes, touchpoints, cards } = await api.get<Map>(`/journeys/${journeyId}`);
	await owner.setViewportSize({ width: 390, height: 844 });
	await owner.goto(`/journeys/${journeyId}`);
	const outline = owner.locator('[data-outline]');
	const items = outline.locator('[data-item-id]');
	const first = touchpoints[0]!;
	const beside = cards.find(({ sceneId }) => sceneId === scenes[0]!.id)!;
	const notes = lanes.find(({ kind }) => kind === 'notes')!.id;
	const last = cards.findLast(({ sceneId, laneId }) => sceneId === scenes.at(-1)!.id && laneId === notes)!;
	const item = (id: string) => outline.locator(`[data-item-id="${id}"]`);
	await expect(item(first.id)).toBeInViewport();
	expect(await items.count()).toBeLessThan(100);
	await expect(item(last.id)).toHaveCount(0);
	// A screen reader goes from scene to scene, and the browser finds every word.
	await expect(outline.getByRole('heading', { level: 2 })).toHaveCount(scenes.length + 1);
	await expect(outline.locator('[hidden=until-found]', { hasText: last.title })).toHaveCount(1);
	await expectAccessible(owner, 'the outline of a large map');

	await outline.evaluate((element) => element.scrollTo(0, element.scrollHeight));
	await expect(item(last.id)).toBeAttached();
	await expect(item(beside.id)).toHaveCount(0);
	expect(await items.count()).toBeLessThan(150);

	// What the browser finds it uncovers and brings to the screen.
	await outline.evaluate((element) => {
		const covered = element.querySelector('[hidden=until-found]')!;
		covered.removeAttribute('hidden');
		covered.scrollIntoView();
	});
	await expect(item(beside.id)).toBeAttached();

	// The card that the keyboard moves far away goes with the focus.
	await item(first.id).getByRole('button').focus();
	await owner.keyboard.press('Alt+ArrowRight');
	await expect(item(first.id).getByRole('button')).toBeFocused();
	await expect(item(first.id)).toBeInViewport();
	// It keeps the focus when the list is scrolled away from it, and the next key brings it back into sight.
	await outline.evaluate((element) => element.scrollTo(0, element.scrollHeight));
	await expect(item(last.id)).toBeAttached();
	await expect(item(first.id).getByRole('button')).toBeFocused();
	await owner.keyboard.press('Alt+ArrowLeft');
	await expect(item(first.id).getByRole('button')).toBeFocused();
	await expect(item(first.id)).toBeInViewport();
});
