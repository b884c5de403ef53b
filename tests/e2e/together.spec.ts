import { startBuiltApp } from '../support/built-app.ts';
import { Board } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

interface Map {
	readonly scenes: readonly { readonly id: string; readonly title: string }[];
	readonly lanes: readonly { readonly id: string; readonly kind: string }[];
	readonly touchpoints: readonly { readonly id: string; readonly title: string; readonly sceneId: string }[];
}

test('two departments edit one board in two languages, a viewer looks on', async ({ owner, api, browser, baseURL }) => {
	test.setTimeout(120_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Together', template: 'retail' });
	const map = await api.get<Map>(`/journeys/${id}`);
	const [first, second] = map.touchpoints as [Map['touchpoints'][number], Map['touchpoints'][number]];
	await owner.setViewportSize({ width: 1440, height: 900 });
	const ada = await new Board(owner).open(id);
	const zhou = await new Board(
		(await colleague(browser, api, baseURL!, { name: '周宁', role: 'editor', locale: 'zh-CN' })).page
	).open(id);
	const guest = await new Board(
		(await colleague(browser, api, baseURL!, { name: 'Vera Viewer', role: 'viewer' })).page
	).open(id);
	await expect(guest.state('read-only')).toBeVisible();

	// An edit reaches the others and is durable.
	await ada.rename(ada.touchpoint(first.id), 'Post on WeChat');
	await expect(zhou.touchpoint(first.id)).toContainText('Post on WeChat');
	await expect(guest.touchpoint(first.id)).toContainText('Post on WeChat');
	await ada.saved();
	await zhou.rename(zhou.touchpoint(second.id), '商品详情页');
	await expect(ada.touchpoint(second.id)).toContainText('商品详情页');

	// Cursors and selections carry names.
	await zhou.page.mouse.move(700, 400);
	await zhou.page.mouse.move(720, 420, { steps: 3 });
	await expect(owner.locator('[data-cursor="周宁"]')).toBeVisible();
	await zhou.touchpoint(second.id).click();
	await expect(ada.touchpoint(second.id)).toContainText('周宁');

	// A card moves to another scene by mouse; one's own undo takes back one's own change only.
	const touchpoints = map.lanes.find((lane) => lane.kind === 'touchpoints')!.id;
	await ada.drag(ada.touchpoint(first.id), ada.cell(map.scenes[2]!.id, touchpoints));
	await expect
		.poll(async () => (await api.get<Map>(`/journeys/${id}`)).touchpoints.find((one) => one.id === first.id)!.sceneId)
		.toBe(map.scenes[2]!.id);
	await owner.keyboard.press('Escape');
	await owner.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect
		.poll(async () => (await api.get<Map>(`/journeys/${id}`)).touchpoints.find((one) => one.id === first.id)!.sceneId)
		.toBe(first.sceneId);
	await owner.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(ada.touchpoint(first.id)).toContainText(first.title);
	await expect(ada.touchpoint(second.id)).toContainText('商品详情页');

	// The list of journeys shows who is in which.
	const list = await owner.context().newPage();
	await list.goto('/');
	const present = list.getByRole('article', { name: 'Together' }).getByRole('list', { name: 'In “Together” now' });
	await expect(present.getByRole('listitem')).toHaveCount(3);
	await expect(present).toContainText('周');
	await list.close();

	// The keyboard adds and deletes.
	await ada.touchpoint(first.id).focus();
	await owner.keyboard.press('n');
	await expect(owner.locator('.svelte-flow').getByRole('textbox')).toBeFocused();
	await owner.keyboard.type('Queue ticket');
	await owner.keyboard.press('Enter');
	await expect(zhou.card('Queue ticket')).toBeVisible();
	await ada.card('Queue ticket').focus();
	await owner.keyboard.press('Delete');
	await expect(zhou.card('Queue ticket')).toHaveCount(0);

	// A viewer has nothing to edit with.
	await guest.touchpoint(first.id).locator('.title').dblclick();
	await expect(guest.page.locator('.svelte-flow').getByRole('textbox')).toHaveCount(0);
	await expect(guest.page.getByRole('textbox', { name: 'Title', exact: true })).toBeDisabled();

	// Everything is there after a reload.
	await zhou.page.reload();
	await expect(zhou.touchpoint(second.id)).toContainText('商品详情页');
});

test('access taken away closes the board at once', async ({ api, browser, baseURL }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Revoked', template: 'saas' });
	const leaver = await colleague(browser, api, baseURL!, { name: 'Lee Leaver', role: 'editor' });
	const board = await new Board(leaver.page).open(id);
	await board.saved();
	const members = await api.get<{ items: { userId: string; name: string }[] }>('/members');
	await api.delete(`/members/${members.items.find((one) => one.name === 'Lee Leaver')!.userId}`);
	// Removing a person ends their sessions too.
	await expect(leaver.page.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible();
});

test('edits made while the server is away are kept and saved later', async ({ browser }) => {
	test.setTimeout(120_000);
	const app = await startBuiltApp();
	try {
		const context = await signedIn(
			browser,
			OWNER,
			app.url,
			{ viewport: { width: 1440, height: 900 } },
			{ fresh: true }
		);
		const page = hydrating(await context.newPage());
		const made = await context.request.post('/api/v1/journeys', {
			data: { title: 'Away', template: 'retail' },
			headers: { origin: app.url }
		});
		const { id } = (await made.json()) as { id: string };
		const map = (await (await context.request.get(`/api/v1/journeys/${id}`)).json()) as Map;
		const board = await new Board(page).open(id);
		await board.saved();

		await app.kill();
		await expect(
			page.locator('[role=status][data-saved="reconnecting"],[role=status][data-saved="offline"]')
		).toBeVisible();
		const card = board.touchpoint(map.touchpoints[0]!.id);
		await board.rename(card, 'Written while away');
		await app.restart();
		await board.saved();
		const after = (await (await context.request.get(`/api/v1/journeys/${id}`)).json()) as Map;
		expect(after.touchpoints.find((one) => one.id === map.touchpoints[0]!.id)!.title).toBe('Written while away');
		await context.close();
	} finally {
		await app.stop();
		app.cleanup();
	}
});
