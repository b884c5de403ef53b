import type { Locator } from '@playwright/test';
import type { Map } from './support/board.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { hold } from './support/touch.ts';
import { OWNER } from '../support/built-app.ts';

for (const viewport of [
	{ width: 1024, height: 768 },
	{ width: 390, height: 844 }
])
	test(`cards are copied, cut and pasted by finger at ${viewport.width} px`, async ({ api, browser, baseURL }) => {
		const { id } = await api.post<{ id: string }>('/journeys', { title: 'Paste by touch', template: 'retail' });
		const map = () => api.get<Map>(`/journeys/${id}`);
		const before = await map();
		const [from, to] = before.scenes as [Map['scenes'][number], Map['scenes'][number]];
		const lane = before.lanes.find(({ kind }) => kind === 'actions')!.id;
		const inCell = (scene: string) =>
			map().then(({ cards }) =>
				cards.filter((one) => one.sceneId === scene && one.laneId === lane).map((one) => one.title)
			);
		const there = await inCell(to.id);
		const taken = before.cards.filter((one) => one.sceneId === from.id && one.laneId === lane);
		const titles = taken.map(({ title }) => title);
		expect(titles).toHaveLength(2);

		const context = await signedIn(browser, OWNER, baseURL!, { viewport, hasTouch: true, isMobile: true });
		const page = hydrating(await context.newPage());
		await page.goto(`/journeys/${id}`);
		const [a, b] = taken.map((one) => page.locator(`main [data-item-id="${one.id}"]`)) as [Locator, Locator];
		const picked = page.getByRole('toolbar', { name: 'Selection' });
		const pasting = page.getByRole('toolbar', { name: 'Pasting' });
		const pick = async () => {
			await expect(b).toBeVisible();
			await a.scrollIntoViewIfNeeded();
			const lift = await hold(a);
			await expect(picked).toContainText('1 item selected');
			await lift();
			await b.tap();
			await expect(picked).toContainText('2 items selected');
		};
		const paste = page.getByRole('button', { name: `Paste 2 items into Customer actions, ${to.title}` });

		await pick();
		await picked.getByRole('button', { name: 'Copy' }).tap();
		await expect(picked).toHaveCount(0);
		await expect(pasting).toContainText('2 items copied');
		await expectAccessible(page, `pasting at ${viewport.width}`);
		// Touchpoints would become something else there: their lane does not offer it.
		await expect(page.getByRole('button', { name: `into Touchpoints, ${to.title}` })).toHaveCount(0);
		await paste.tap();
		await expect.poll(() => inCell(to.id)).toEqual([...there, ...titles]);
		expect(await inCell(from.id)).toEqual(titles);
		// The map stays in sight, ready for another cell.
		await expect(page.getByRole('complementary')).toHaveCount(0);
		// One paste is one step.
		await page.getByRole('button', { name: 'Undo', exact: true }).tap();
		await expect.poll(() => inCell(to.id)).toEqual(there);
		await pasting.getByRole('button', { name: 'Done' }).tap();
		await expect(pasting).toHaveCount(0);
		await expect(paste).toHaveCount(0);

		await pick();
		await picked.getByRole('button', { name: 'Cut' }).tap();
		await expect.poll(() => inCell(from.id)).toEqual([]);
		// As deleting does, it says what went and takes it back at once; what was cut can still be pasted.
		const notice = page.getByRole('region', { name: 'Notifications' });
		await expect(notice).toContainText('2 items deleted');
		await expect(pasting).toContainText('2 items copied');
		await expectAccessible(page, `after cutting at ${viewport.width}`);
		await notice.getByRole('button', { name: 'Undo' }).tap();
		await expect.poll(() => inCell(from.id)).toEqual(titles);
		await expect(notice).not.toContainText('deleted');
		await pasting.getByRole('button', { name: 'Done' }).tap();

		await pick();
		await picked.getByRole('button', { name: 'Cut' }).tap();
		await expect.poll(() => inCell(from.id)).toEqual([]);
		await expect(notice).toContainText('2 items deleted');
		await paste.tap();
		await expect.poll(() => inCell(to.id)).toEqual([...there, ...titles]);
		// From here on undoing would mean the paste.
		await expect(notice).not.toContainText('deleted');
		await context.close();
	});

test('two fingers size the map wherever they land, and the next one goes on from there', async ({
	api,
	browser,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Pinched', template: 'retail' });
	const context = await signedIn(browser, OWNER, baseURL!, {
		viewport: { width: 1024, height: 768 },
		hasTouch: true,
		isMobile: true
	});
	const page = hydrating(await context.newPage());
	await page.goto(`/journeys/${id}`);
	const card = page.locator('.canvas [data-touchpoint-id]').first();
	await expect(card).toBeVisible();
	await expect(page.locator('#opening')).toHaveCount(0);
	const before = await api.get<Map>(`/journeys/${id}`);
	const session = await context.newCDPSession(page);
	type At = [number, number];
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: At[]) =>
		session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
	const at = () =>
		page.locator('.canvas .viewport').evaluate((element) => {
			const { a, e } = new DOMMatrix(getComputedStyle(element).transform);
			return { zoom: a, x: e };
		});
	const box = (await card.boundingBox())!;
	const onCard: At = [box.x + 40, box.y + 30];
	const onPaper: At = [600, 700];
	const onHead: At = [300, 90];
	for (const [first, second] of [
		[onPaper, onCard],
		[onCard, onPaper],
		[onCard, [box.x + 150, box.y + 60]],
		[onHead, onCard]
	] as [At, At][]) {
		const { zoom } = await at();
		const away = (by: number): At => [second[0] + Math.sign(second[0] - first[0]) * by, second[1]];
		await touch('touchStart', [first]);
		await touch('touchStart', [first, second]);
		for (const by of [5, 10, 15, 20]) await touch('touchMove', [first, away(by)]);
		await touch('touchEnd', []);
		await expect.poll(async () => (await at()).zoom).toBeGreaterThan(zoom);
	}
	// One finger moves on from there: the size stays.
	const there = await at();
	const paper = await page.evaluate(() => {
		for (let y = 700; y > 200; y -= 10) if (document.elementFromPoint(700, y)?.matches('.cell')) return y;
		throw new Error('no paper at x = 700');
	});
	await touch('touchStart', [[700, paper]]);
	for (const x of [680, 660, 640, 620]) await touch('touchMove', [[x, paper]]);
	await touch('touchEnd', []);
	await expect.poll(async () => (await at()).x).toBeLessThan(there.x);
	expect((await at()).zoom).toBeCloseTo(there.zoom, 5);
	expect((await api.get<Map>(`/journeys/${id}`)).touchpoints).toEqual(before.touchpoints);
	await context.close();
});
