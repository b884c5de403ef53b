import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, hydrating, signedIn, test, type Api } from './support/test.ts';
import { hold } from './support/touch.ts';
import { OWNER } from '../support/built-app.ts';
import type { Locator, Page } from '@playwright/test';

/** What a person does on the map with mouse and keyboard; what is asserted is what the server has. */
async function open(
	page: Page,
	api: Api,
	title: string
): Promise<{ board: Board; id: string; map: () => Promise<Map> }> {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	await page.setViewportSize({ width: 1440, height: 900 });
	const board = await new Board(page).open(id);
	await board.saved();
	return { board, id, map: () => api.get<Map>(`/journeys/${id}`) };
}

test('a press on the plus of a cell, or two on the cell, add a card', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Adding');
	const before = await map();
	const lane = before.lanes.find(({ kind }) => kind === 'actions')!.id;
	const [scene] = before.scenes;
	const titles = () =>
		map().then(({ cards }) =>
			cards.filter((one) => one.sceneId === scene!.id && one.laneId === lane).map((one) => one.title)
		);
	const there = await titles();
	const cell = board.cell(scene!.id, lane);
	await cell.hover({ position: { x: 6, y: 3 } });
	await cell.getByRole('button', { name: 'Add action in Discover' }).click();
	await owner.keyboard.type('By the plus');
	await owner.keyboard.press('Enter');
	await expect.poll(titles).toEqual([...there, 'By the plus']);
	await cell.dblclick({ position: { x: 6, y: 3 } });
	await owner.keyboard.type('By two presses');
	await owner.keyboard.press('Enter');
	await expect.poll(titles).toEqual([...there, 'By the plus', 'By two presses']);
});

test('a path is drawn from handle to handle, deleted, and brought back', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Paths');
	const before = await map();
	const [from, to] = apart(before);
	const drawn = () => map().then(({ paths }) => paths.filter((one) => one.fromId === from && one.toId === to).length);

	await board.touchpoint(from).hover();
	await board.drawPath(from, to);
	await expect.poll(drawn).toBe(1);
	const path = (await map()).paths.find((one) => one.fromId === from && one.toId === to)!;

	await board.path(path.id).click({ force: true });
	await expect(owner.getByRole('complementary')).toContainText('Path');
	await owner.keyboard.press('Delete');
	await expect.poll(drawn).toBe(0);
	await owner.keyboard.press('Control+z');
	await expect.poll(drawn).toBe(1);
	await owner.keyboard.press('Control+z');
	await expect.poll(drawn).toBe(0);
	await owner.keyboard.press('Control+Shift+z');
	await expect.poll(drawn).toBe(1);
});

test('the keyboard draws a path and removes it', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Paths by keyboard');
	const [from, to] = apart(await map());
	const drawn = () => map().then(({ paths }) => paths.filter((one) => one.fromId === from && one.toId === to).length);
	await board.touchpoint(from).focus();
	await owner.keyboard.press('i');
	const leadsTo = owner.getByRole('combobox', { name: 'Leads to' });
	await leadsTo.focus();
	await leadsTo.selectOption(to);
	await expect.poll(drawn).toBe(1);
	const title = (await map()).touchpoints.find((one) => one.id === to)!.title;
	await owner.getByRole('button', { name: `Remove the path to ${title}` }).press('Enter');
	await expect.poll(drawn).toBe(0);
	await board.saved();
});

test('scenes and lanes are put in another order by dragging their heads, and by keyboard', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Order');
	const before = await map();
	const scenes = () => map().then((one) => one.scenes.map(({ id }) => id));
	const lanes = () => map().then((one) => one.lanes.map(({ id }) => id));
	const [a, b, c, ...rest] = before.scenes.map(({ id }) => id);
	const [first, second, third, ...others] = before.lanes.map(({ id }) => id);

	await board.dragHead(board.scene(a!), board.scene(b!), 'x');
	await expect.poll(scenes).toEqual([b, a, c, ...rest]);
	await board.scene(a!).focus();
	await owner.keyboard.press('Alt+ArrowRight');
	await expect.poll(scenes).toEqual([b, c, a, ...rest]);
	await owner.keyboard.press('Control+z');
	await owner.keyboard.press('Control+z');
	await expect.poll(scenes).toEqual([a, b, c, ...rest]);

	await board.dragHead(board.lane(first!), board.lane(second!), 'y');
	await expect.poll(lanes).toEqual([second, first, third, ...others]);
	await board.lane(first!).focus();
	await owner.keyboard.press('Alt+ArrowDown');
	await expect.poll(lanes).toEqual([second, third, first, ...others]);
	await owner.keyboard.press('Control+z');
	await owner.keyboard.press('Control+z');
	await expect.poll(lanes).toEqual([first, second, third, ...others]);
});

test('a point of the emotion curve is dragged, and moved by keyboard', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Emotion');
	const scene = (await map()).scenes[0]!;
	const value = () => map().then((one) => one.scenes[0]!.expectedEmotion);
	await expect.poll(value).toBe(1);

	const point = board.point(scene.id);
	await point.scrollIntoViewIfNeeded();
	const box = (await point.boundingBox())!;
	await owner.mouse.move(box.x + 14, box.y + 14);
	await owner.mouse.down();
	await owner.mouse.move(box.x + 14, box.y + 200, { steps: 8 });
	await owner.mouse.up();
	await expect.poll(value).toBe(-2);
	await owner.keyboard.press('Control+z');
	await expect.poll(value).toBe(1);
	await point.focus();
	await owner.keyboard.press('Alt+ArrowDown');
	await expect.poll(value).toBe(0);
	await expect(point).toHaveAttribute('aria-valuetext', 'neutral');
});

test('selected cards are copied, cut and pasted', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Clipboard');
	const before = await map();
	const lane = before.lanes.find(({ kind }) => kind === 'actions')!.id;
	const [from, to] = before.scenes.map(({ id }) => id);
	const inCell = (scene: string) =>
		map().then(({ cards }) =>
			cards.filter((one) => one.sceneId === scene && one.laneId === lane).map((one) => one.title)
		);
	const there = await inCell(to!);
	const taken = before.cards.filter((one) => one.sceneId === from && one.laneId === lane);
	const titles = taken.map(({ title }) => title);
	expect(titles).toHaveLength(2);

	await board.item(taken[0]!.id).click();
	await board.item(taken[1]!.id).click({ modifiers: ['Shift'] });
	await expect(owner.getByRole('complementary')).toContainText('2 items selected');
	await owner.keyboard.press('Control+c');
	await board.cell(to!, lane).click({ position: { x: 6, y: 3 } });
	await owner.keyboard.press('Control+v');
	await expect.poll(() => inCell(to!)).toEqual([...there, ...titles]);
	expect(await inCell(from!)).toEqual(titles);
	// One paste is one step.
	await owner.keyboard.press('Control+z');
	await expect.poll(() => inCell(to!)).toEqual(there);

	await board.item(taken[0]!.id).click();
	await board.item(taken[1]!.id).click({ modifiers: ['Control'] });
	await owner.keyboard.press('Control+x');
	await expect.poll(() => inCell(from!)).toEqual([]);
	await board.cell(to!, lane).click({ position: { x: 6, y: 3 } });
	await owner.keyboard.press('Control+v');
	await expect.poll(() => inCell(to!)).toEqual([...there, ...titles]);
});

test('a card is dragged alone, unless it is one of the selected', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Dragging one');
	const before = await map();
	const lane = before.lanes.find(({ kind }) => kind === 'touchpoints')!.id;
	const [from, to] = before.scenes.map(({ id }) => id);
	const [a, b] = before.touchpoints.filter((one) => one.sceneId === from).map(({ id }) => id);
	const places = () =>
		map().then(({ touchpoints }) => [a, b].map((id) => touchpoints.find((one) => one.id === id)!.sceneId));
	await board.touchpoint(a!).click();
	await board.drag(board.touchpoint(b!), board.cell(to!, lane));
	await expect.poll(places).toEqual([from, to]);
	await owner.keyboard.press('Control+z');
	await expect.poll(places).toEqual([from, from]);
	await board.touchpoint(a!).click();
	await board.touchpoint(b!).click({ modifiers: ['Shift'] });
	await board.drag(board.touchpoint(b!), board.cell(to!, lane));
	await expect.poll(places).toEqual([to, to]);
});

test('a frame drawn with Shift selects what it touches', async ({ owner, api }) => {
	const { board, map } = await open(owner, api, 'Frame');
	const before = await map();
	const lane = before.lanes.find(({ kind }) => kind === 'actions')!.id;
	const cards = before.cards.filter((one) => one.laneId === lane && one.sceneId === before.scenes[0]!.id);
	const boxes = await Promise.all(cards.map((one) => board.item(one.id).boundingBox()));
	const first = boxes[0]!;
	const last = boxes.at(-1)!;
	await owner.keyboard.down('Shift');
	await owner.mouse.move(first!.x - 6, first!.y - 4);
	await owner.mouse.down();
	await owner.mouse.move(last!.x + last!.width + 4, last!.y + last!.height + 4, { steps: 8 });
	await owner.mouse.up();
	await owner.keyboard.up('Shift');
	await expect(owner.getByRole('complementary')).toContainText(`${cards.length} items selected`);
	await owner.keyboard.press('Escape');
	await expect(owner.getByRole('complementary')).toHaveCount(0);
});

test('from afar cards are tiles: pressed they are selected, pressed twice they are looked at from near', async ({
	owner,
	api
}) => {
	const { board, map } = await open(owner, api, 'From afar');
	const { id, title } = (await map()).touchpoints[0]!;
	const zoomOut = owner.getByRole('button', { name: 'Zoom out' });
	for (let i = 0; i < 6; i++) await zoomOut.click();
	await expect(owner.locator('.tiles path').first()).toBeAttached();
	// Where the tile lies is known from the one card that has the focus, and so an element of its own.
	const tile = (await board.touchpoint(id).boundingBox())!;
	await owner.keyboard.press('Escape');
	await board.scene((await map()).scenes[1]!.id).click();
	await owner.keyboard.press('Escape');
	await expect(board.touchpoint(id)).toHaveCount(0);
	const at = [tile.x + tile.width / 2, tile.y + tile.height / 2] as const;
	await owner.mouse.move(...at);
	await expect(owner.locator('.peek')).toContainText(title);
	await owner.mouse.click(...at);
	await expect(owner.getByRole('complementary').getByLabel('Title', { exact: true })).toHaveValue(title);
	await owner.mouse.dblclick(...at);
	await expect(owner.locator('.canvas .corner')).toContainText('100%');
	await expect(board.touchpoint(id)).toBeInViewport();
});

test('undo takes back one’s own steps only, whatever a colleague does in between', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { board, id, map } = await open(owner, api, 'Own steps');
	const before = await map();
	const [a, b] = before.scenes.map((one) => one.id);
	const [mine, theirs] = before.touchpoints as [Map['touchpoints'][number], Map['touchpoints'][number]];
	const other = await new Board(
		(await colleague(browser, api, baseURL!, { name: 'Bo Colleague', role: 'editor' })).page
	).open(id);

	await board.dragHead(board.scene(a!), board.scene(b!), 'x');
	await board.rename(board.touchpoint(mine.id), 'Mine');
	await other.rename(other.touchpoint(theirs.id), 'Theirs');
	await expect(board.touchpoint(theirs.id)).toContainText('Theirs');
	await board.scene(a!).focus();
	await owner.keyboard.press('Control+z');
	await expect(board.touchpoint(mine.id)).toContainText(mine.title);
	await owner.keyboard.press('Control+z');
	await expect.poll(async () => (await map()).scenes.map((one) => one.id).slice(0, 2)).toEqual([a, b]);
	await expect(owner.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
	await expect(board.touchpoint(theirs.id)).toContainText('Theirs');
	await owner.keyboard.press('Control+Shift+z');
	await owner.keyboard.press('Control+Shift+z');
	await expect(board.touchpoint(mine.id)).toContainText('Mine');
	await expect(board.touchpoint(theirs.id)).toContainText('Theirs');
	await expect.poll(async () => (await map()).scenes.map((one) => one.id).slice(0, 2)).toEqual([b, a]);

	// A step that a colleague has overwritten is no step any more: the board says so, and nothing else is taken back.
	await board.rename(board.touchpoint(mine.id), 'A one');
	await expect(other.touchpoint(mine.id)).toContainText('A one');
	await other.rename(other.touchpoint(mine.id), 'B one');
	await expect(board.touchpoint(mine.id)).toContainText('B one');
	const scenes = (await map()).scenes.map((one) => one.id);
	await board.scene(a!).focus();
	await owner.keyboard.press('Control+z');
	await expect(owner.getByText('Nothing of your last step was left to undo')).toBeVisible();
	await expect(board.touchpoint(mine.id)).toContainText('B one');
	expect((await map()).scenes.map((one) => one.id)).toEqual(scenes);
});

test('a finger selects several cards: a long press begins, taps add, Done ends', async ({ api, browser, baseURL }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'By touch', template: 'retail' });
	const before = await api.get<Map>(`/journeys/${id}`);
	for (const viewport of [
		{ width: 1024, height: 768 },
		{ width: 390, height: 844 }
	]) {
		const context = await signedIn(browser, OWNER, baseURL!, { viewport, hasTouch: true, isMobile: true });
		const page = hydrating(await context.newPage());
		// On a phone the outline stands in for the map.
		const [a, b] = before.touchpoints
			.filter((one) => one.sceneId === before.scenes[0]!.id)
			.map((one) => page.locator(`main [data-item-id="${one.id}"]`)) as [Locator, Locator];
		await page.goto(`/journeys/${id}`);
		await expect(b).toBeVisible();
		const bar = page.getByRole('toolbar', { name: 'Selection' });
		const lift = await hold(a);
		await expect(bar).toContainText('1 item selected');
		await lift();
		await b.tap();
		await expect(bar).toContainText('2 items selected');
		await a.tap();
		await expect(bar).toContainText('1 item selected');
		await a.tap();
		await expect(bar).toContainText('2 items selected');
		await expectAccessible(page, `picking at ${viewport.width}`);
		await bar.getByRole('button', { name: 'Done' }).tap();
		await expect(bar).toHaveCount(0);
		await expect(page.getByRole('complementary')).toHaveCount(0);
		// And a tap is a tap again.
		await a.tap();
		await expect(page.getByRole('complementary')).toBeVisible();

		await page.getByRole('complementary').getByRole('button', { name: 'Select more' }).tap();
		await expect(bar).toContainText('1 item selected');
		await b.tap();
		await bar.getByRole('button', { name: 'Delete' }).tap();
		await expect(bar).toHaveCount(0);
		await expect.poll(async () => count(await api.get<Map>(`/journeys/${id}`))).toBe(count(before) - 2);
		await page.getByRole('button', { name: 'Undo', exact: true }).first().tap();
		await expect.poll(async () => count(await api.get<Map>(`/journeys/${id}`))).toBe(count(before));
		await context.close();
	}
});

test('no card is drawn lower than its text, and no word of a lane’s name is broken', async ({ owner, api }) => {
	for (const template of ['retail', 'airline', 'saas']) {
		const { id } = await api.post<{ id: string }>('/journeys', { title: template, template });
		for (const width of [1440, 390]) {
			await owner.setViewportSize({ width, height: 900 });
			await owner.goto(`/journeys/${id}`);
			await owner.getByRole('radio', { name: 'Map' }).check();
			await expect(owner.locator('.canvas [data-item-id]').first()).toBeVisible();
			const low = await owner
				.locator('.canvas [data-item-id]')
				.evaluateAll((cards) =>
					cards.filter((card) => card.scrollHeight > card.clientHeight + 1).map((card) => card.textContent)
				);
			expect(low).toEqual([]);
			const broken = await owner.locator('[data-lane-id] b').evaluateAll((names) =>
				names.flatMap((name) => {
					const text = name.firstChild as Text;
					return [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
						const range = document.createRange();
						range.setStart(text, index);
						range.setEnd(text, index + word.length);
						return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [word] : [];
					});
				})
			);
			expect(broken).toEqual([]);
		}
	}
});

test('the days of the numbers are chosen by hand', async ({ owner, api }) => {
	const { board } = await open(owner, api, 'Days');
	const asked = owner.waitForRequest(
		(request) => request.url().includes('/results?') && request.url().includes('2026-01-01')
	);
	await owner.getByRole('button', { name: /^Period/ }).click();
	await owner.getByRole('menuitemradio', { name: 'Other days …' }).click();
	const dialog = owner.getByRole('dialog');
	await expect(dialog.getByLabel('From')).not.toHaveValue('');
	await dialog.getByLabel('From').fill('');
	await dialog.getByRole('button', { name: 'Show' }).click();
	await expect(dialog).toContainText('Please fill this in.');
	await expect(dialog.getByLabel('From')).toBeFocused();
	await dialog.getByLabel('From').fill('2026-03-31');
	await dialog.getByLabel('To').fill('2026-01-31');
	await expect(dialog).toContainText('before');
	await dialog.getByRole('button', { name: 'Show' }).click();
	await expect(dialog).toBeVisible();
	await dialog.getByLabel('From').fill('2026-01-01');
	await dialog.getByLabel('To').press('Enter');
	await expect(dialog).toHaveCount(0);
	await asked;
	await expect(owner.getByRole('button', { name: /1\/1\/2026 – 1\/31\/2026/ })).toBeFocused();
	await board.saved();
});

const count = (map: Map) => map.touchpoints.length + map.cards.length;

/** Two touchpoints of different scenes without a path between them. */
function apart({ touchpoints, paths }: Map): [string, string] {
	for (const from of touchpoints)
		for (const to of touchpoints)
			if (from.sceneId !== to.sceneId && !paths.some((one) => one.fromId === from.id && one.toId === to.id))
				return [from.id, to.id];
	throw new Error('every touchpoint leads to every other');
}
