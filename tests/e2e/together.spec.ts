import { startBuiltApp } from '../support/built-app.ts';
import { Board } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

interface Map {
	readonly scenes: readonly { readonly id: string; readonly title: string }[];
	readonly lanes: readonly { readonly id: string; readonly kind: string }[];
	readonly touchpoints: readonly { readonly id: string; readonly title: string; readonly sceneId: string }[];
	readonly cards: readonly { readonly id: string }[];
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
	await expect(owner.locator('.canvas').getByRole('textbox')).toBeFocused();
	await owner.keyboard.type('Queue ticket');
	await owner.keyboard.press('Enter');
	await expect(zhou.card('Queue ticket')).toBeVisible();
	await ada.card('Queue ticket').focus();
	await owner.keyboard.press('Delete');
	await expect(zhou.card('Queue ticket')).toHaveCount(0);

	// What somebody types in stays under their hands and in sight, wherever a colleague moves it.
	await ada.touchpoint(first.id).locator('.title').dblclick();
	const typing = owner.locator('.canvas').getByRole('textbox');
	await expect(typing).toBeFocused();
	await owner.keyboard.type('Half ');
	const sceneOf = async () =>
		(await api.get<Map>(`/journeys/${id}`)).touchpoints.find((one) => one.id === first.id)!.sceneId;
	const before = await sceneOf();
	await zhou.touchpoint(first.id).focus();
	for (let i = 0; i < 4; i++) await zhou.page.keyboard.press('Alt+ArrowRight');
	await expect.poll(sceneOf).not.toBe(before);
	await zhou.saved();
	await expect(typing).toBeFocused();
	await expect(typing).toBeInViewport({ ratio: 1 });
	await owner.keyboard.type('a title');
	await owner.keyboard.press('Enter');
	await expect(zhou.touchpoint(first.id)).toContainText('Half a title');

	// A viewer has nothing to edit with.
	await guest.touchpoint(first.id).locator('.title').dblclick();
	await expect(guest.page.locator('.canvas').getByRole('textbox')).toHaveCount(0);
	await expect(guest.page.getByRole('textbox', { name: 'Title', exact: true })).toBeDisabled();

	// Everything is there after a reload.
	await zhou.page.reload();
	await expect(zhou.touchpoint(second.id)).toContainText('商品详情页');
});

test('keys meant for what a colleague deleted hit nothing beside it, until something is chosen on purpose', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Both delete', template: 'retail' });
	const map = () => api.get<Map>(`/journeys/${id}`);
	const { scenes, lanes, touchpoints } = await map();
	const first = touchpoints[0]!;
	const pains = lanes.find((lane) => lane.kind === 'pain-points')!;
	await owner.setViewportSize({ width: 1440, height: 900 });
	const ada = await new Board(owner).open(id);
	const zoe = await new Board((await colleague(browser, api, baseURL!, { name: 'Zoe', role: 'editor' })).page).open(id);
	const notes = owner.getByRole('region', { name: 'Notifications' });
	const sizes = async () => {
		const { scenes, lanes, touchpoints, cards } = await map();
		return [scenes.length, lanes.length, touchpoints.length, cards.length];
	};
	const edit = async () => {
		for (const key of [
			'Delete',
			'Control+x',
			'Enter',
			'n',
			'i',
			'x',
			'Control+d',
			'Alt+ArrowRight',
			'Escape',
			'Delete'
		])
			await owner.keyboard.press(key);
	};

	const cases = [
		{ chosen: ada.touchpoint(first.id), theirs: zoe.touchpoint(first.id), title: first.title },
		{ chosen: ada.scene(scenes[1]!.id), theirs: zoe.scene(scenes[1]!.id), title: scenes[1]!.title },
		{ chosen: ada.lane(pains.id), theirs: zoe.lane(pains.id), title: 'Pain points' }
	];
	for (const { chosen, theirs, title } of cases) {
		await chosen.click({ position: { x: 20, y: 12 } });
		await theirs.focus();
		await zoe.page.keyboard.press('Delete');
		await expect(chosen).toHaveCount(0);
		await expect(notes).toContainText(`Somebody else deleted “${title}”`);
		await zoe.saved();
		const left = await sizes();
		await edit();
		await ada.saved();
		expect(await sizes()).toEqual(left);
	}

	// A press chooses.
	const [next, third] = (await map()).touchpoints as [Map['touchpoints'][number], Map['touchpoints'][number]];
	await ada.touchpoint(next.id).click();
	await owner.keyboard.press('Delete');
	await expect(zoe.touchpoint(next.id)).toHaveCount(0);

	// In the outline too.
	await owner.getByRole('radio', { name: 'Outline' }).check();
	const line = owner.locator(`[data-outline] [data-item-id="${third.id}"] button`);
	await line.focus();
	await zoe.touchpoint(third.id).focus();
	await zoe.page.keyboard.press('Delete');
	await expect(line).toHaveCount(0);
	await zoe.saved();
	const left = await sizes();
	await edit();
	await ada.saved();
	expect(await sizes()).toEqual(left);

	// There a key presses its neighbour, as any button.
	for (const press of ['Enter', 'Space']) {
		const { id, title } = (await map()).scenes[1]!;
		const heading = owner.locator('[data-outline] h2').getByRole('button', { name: title, exact: true });
		await heading.focus();
		await zoe.scene(id).focus();
		await zoe.page.keyboard.press('Delete');
		await expect(heading).toHaveCount(0);
		await zoe.saved();
		const scenes = await sizes();
		await owner.keyboard.press(press);
		await owner.keyboard.press('Delete');
		await ada.saved();
		expect(await sizes()).toEqual(scenes);
	}
});

test('two people rename one title: what both changed stands, and what cannot is given back', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Visit', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	await owner.setViewportSize({ width: 1440, height: 900 });
	const ada = await new Board(owner).open(id);
	const zhou = await new Board(
		(await colleague(browser, api, baseURL!, { name: '周宁', role: 'editor', locale: 'zh-CN' })).page
	).open(id);

	// The journey's own, in the bar.
	await owner.getByRole('heading', { level: 1 }).getByRole('button').click();
	await owner.keyboard.press('End');
	await owner.keyboard.type(' to the shop');
	await zhou.page.getByRole('heading', { level: 1 }).getByRole('button').click();
	await zhou.page.keyboard.press('Home');
	await zhou.page.keyboard.type('First ');
	await zhou.page.keyboard.press('Enter');
	await zhou.saved();
	await expect(owner).toHaveTitle(/^First Visit/);
	await owner.keyboard.press('Enter');
	await expect(owner.getByRole('heading', { level: 1 })).toHaveText('First Visit to the shop');
	await expect(zhou.page.getByRole('heading', { level: 1 })).toHaveText('First Visit to the shop');

	// A touchpoint's, to another name altogether.
	const card = touchpoints[0]!.id;
	await ada.touchpoint(card).locator('.title').dblclick();
	await owner.keyboard.type('Storefront');
	await zhou.rename(zhou.touchpoint(card), '门店');
	await zhou.saved();
	await owner.keyboard.press('Enter');
	await expect(ada.touchpoint(card)).toContainText('Storefront');
	await expect(owner.getByRole('region', { name: 'Notifications' })).toContainText('Theirs was: “门店”');
	await expect(zhou.touchpoint(card)).toContainText('Storefront');
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

test('two people write one survey at once, in one text too; one publishes it, and everybody sees that', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Asked together', template: 'retail' });
	const first = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!;
	const { survey } = await api.post<{ survey: { id: string } }>(`/touchpoints/${first.id}/ask`, {
		journeyId: id,
		kind: 'nps'
	});
	await owner.setViewportSize({ width: 1440, height: 900 });
	const other = await colleague(browser, api, baseURL!, { name: '周宁', role: 'editor', locale: 'zh-CN' });
	const guest = await colleague(browser, api, baseURL!, { name: 'Vera Viewer', role: 'viewer' });
	const [ada, zhou, vera] = [owner, other.page, guest.page];
	for (const page of [ada, zhou, vera]) {
		await (await new Board(page).open(id)).touchpoint(first.id).click();
		await page.getByRole('tab', { name: page === zhou ? '问卷' : 'Survey' }).click();
	}
	const card = vera.getByRole('tabpanel').getByRole('article');
	await expect(card).not.toContainText('Unpublished changes');
	// Who may not write reads along.
	await expect(card.getByRole('button', { name: 'Edit texts' })).toHaveCount(0);
	await card.getByRole('button', { name: 'Show texts' }).click();
	await expect(card.locator('[data-saved=read-only]')).toHaveAttribute(
		'title',
		'Your role may look at this survey but not change it.'
	);
	await expect(card.getByRole('button', { name: 'Publish' })).toHaveCount(0);
	await expectAccessible(vera, 'the texts of a survey for a viewer');
	await ada.getByRole('button', { name: 'Edit texts' }).click();
	await zhou.getByRole('button', { name: '编辑文字' }).click();
	const text = (page: typeof ada, field = 'nps-text.en') =>
		page.locator(`[data-text="draft-${field}"] :is(textarea, input)`);
	const asked = await text(ada).inputValue();
	await expect(text(zhou)).toHaveValue(asked);
	await expect(ada.getByRole('button', { name: 'Publish' })).toBeDisabled();
	await expectAccessible(ada, 'the editor of a survey');

	// In one text, at the same moment; neither loses a letter, nor their place.
	await text(ada).focus();
	await ada.keyboard.press('Control+Home');
	await text(zhou).focus();
	await zhou.keyboard.press('Control+End');
	await expect(ada.getByText('周宁 is writing here')).toBeVisible();
	await Promise.all([
		text(ada).pressSequentially('Honestly: ', { delay: 20 }),
		text(zhou).pressSequentially(' Really?', { delay: 25 })
	]);
	for (const page of [ada, zhou, vera]) await expect(text(page)).toHaveValue(`Honestly: ${asked} Really?`);
	await expect(text(vera)).not.toBeEditable();
	await expect(card).toContainText('Unpublished changes');

	// One's own steps are taken back, and nobody else's.
	await ada.keyboard.press('Control+z');
	for (const page of [ada, zhou]) await expect(text(page)).toHaveValue(`${asked} Really?`);
	await ada.keyboard.press('Control+Shift+z');
	for (const page of [ada, zhou]) await expect(text(page)).toHaveValue(`Honestly: ${asked} Really?`);
	await ada.getByRole('button', { name: 'Move question 2 up' }).click();
	await expect(zhou.locator('[data-question]').first()).toHaveAttribute('data-question', 'comment');
	await expect(ada.getByRole('button', { name: 'Move question 1 down' })).toBeFocused();

	// A short text is a whole value, there when its field is left; the title is the card's at once.
	await text(zhou, '-title').fill('离店之后');
	await zhou.keyboard.press('Tab');
	await expect(text(ada, '-title')).toHaveValue('离店之后');
	await expect(vera.getByRole('heading', { name: '离店之后' })).toBeVisible();

	// What is written without a connection is kept, and goes when it is back, also after the editor was closed.
	await other.context.setOffline(true);
	await text(zhou, '-thanks.zh-CN').fill('谢谢您！');
	await zhou.getByRole('button', { name: '关闭编辑' }).click();
	await other.context.setOffline(false);
	await expect(text(ada, '-thanks.zh-CN')).toHaveValue('谢谢您！');

	// What is missing is named, and one press away.
	await text(ada, '-thanks.en').fill('');
	await ada.getByRole('button', { name: 'Publish' }).click();
	const refused = ada.getByRole('alert').filter({ hasText: 'Not published: 1 thing' });
	await expectAccessible(ada, 'a survey that cannot be published');
	await refused.getByRole('button', { name: 'Thank-you after sending, English' }).click();
	await expect(text(ada, '-thanks.en')).toBeFocused();
	await ada.keyboard.insertText('Thank you!');
	await ada.getByRole('button', { name: 'Publish' }).click();
	await expect(ada.getByText('Version 2 is what customers see now.')).toBeVisible();
	await expect(card).not.toContainText('Unpublished changes');
	const published = await api.get<{ changed: boolean; published: { content: { thanks: object } } }>(
		`/surveys/${survey.id}`
	);
	expect(published).toMatchObject({
		changed: false,
		published: { content: { thanks: { en: 'Thank you!', 'zh-CN': '谢谢您！' } } }
	});

	// Back to what is published, and back again.
	await zhou.getByRole('button', { name: '编辑文字' }).click();
	await expect(zhou.getByText('没有需要发布的内容。')).toBeVisible();
	await text(zhou).fill('Something else');
	await zhou.getByRole('button', { name: '放弃修改' }).click();
	await expect(text(zhou)).toHaveValue(`Honestly: ${asked} Really?`);
	await zhou.getByRole('region', { name: '通知' }).getByRole('button', { name: '撤销' }).click();
	await expect(text(zhou)).toHaveValue('Something else');

	// Closing the tab in the middle of a word loses nothing, and the home page sends what could not go.
	await expect(zhou.locator('[data-draft] [data-saved=saved]')).toBeVisible();
	await other.context.setOffline(true);
	await text(zhou).fill('On the train');
	await text(zhou, '-title').fill('火车上');
	await zhou.close({ runBeforeUnload: false });
	await other.context.setOffline(false);
	const home = hydrating(await other.context.newPage());
	await home.goto('/');
	const line = home.getByRole('paragraph').filter({ hasText: '本设备上的修改尚未发送' });
	await expectAccessible(home, 'the home page with edits of a survey');
	await line.getByRole('button', { name: '立即发送' }).click();
	await expect(line).toHaveCount(0);
	await expect
		.poll(
			async () => (await api.get<{ draft: { questions: { text: { en: string } }[] } }>(`/surveys/${survey.id}`)).draft
		)
		.toMatchObject({ questions: [{}, { text: { en: 'On the train' } }] });
	await other.context.close();
	await guest.context.close();
});
