import type { Map } from './support/board.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

test('a journey is made from a template, renamed, archived, and brought back', async ({ owner }) => {
	await owner.goto('/?new');
	const form = owner.locator('form', { hasText: 'Start from' });
	await form.getByRole('radio', { name: /Airline trip/ }).check();
	// The template suggests its name; what a person typed is kept when they choose another.
	await expect(form.getByLabel('Name')).toHaveValue('Airline trip');
	await form.getByLabel('Name').fill('To Rome and back');
	await form.getByRole('radio', { name: /Store purchase/ }).check();
	await expect(form.getByLabel('Name')).toHaveValue('To Rome and back');
	await form.getByRole('button', { name: 'Create the journey' }).click();
	await expect(owner).toHaveURL(/\/journeys\/[0-9a-f-]{36}$/);

	await owner.goto('/');
	const card = owner.getByRole('article', { name: 'To Rome and back' });
	await expect(card).toContainText('5 scenes');
	await owner.getByRole('button', { name: 'More about To Rome and back' }).click();
	await owner.getByRole('menuitem', { name: 'Rename' }).click();
	const rename = owner.getByRole('dialog', { name: 'Rename the journey' });
	await expect(rename.getByLabel('Name')).toBeFocused();
	await rename.getByLabel('Name').fill('To Venice and back');
	await rename.getByRole('button', { name: 'Save' }).click();
	await expect(owner.getByRole('heading', { name: 'To Venice and back' })).toBeVisible();

	await owner.getByRole('button', { name: 'More about To Venice and back' }).click();
	await owner.getByRole('menuitem', { name: 'Archive' }).click();
	await expect(owner.getByRole('heading', { name: 'To Venice and back' })).toHaveCount(0);
	await owner.getByRole('button', { name: 'Undo' }).click();
	await expect(owner.getByRole('heading', { name: 'To Venice and back' })).toBeVisible();
	await owner.getByRole('button', { name: 'More about To Venice and back' }).click();
	await owner.getByRole('menuitem', { name: 'Archive' }).click();
	await expect(owner.getByRole('heading', { name: 'To Venice and back' })).toHaveCount(0);
	await owner.getByRole('link', { name: 'Archived' }).click();
	await expect(owner).toHaveURL(/show=archived/);
	await owner.getByRole('button', { name: 'More about To Venice and back' }).click();
	await owner.getByRole('menuitem', { name: 'Bring back' }).click();
	await expect(owner.getByText('Nothing is archived')).toBeVisible();
	await expect(owner).toHaveURL(/show=archived/);
});

test('search finds what stands on a map, and says when nothing does', async ({ owner, api }) => {
	await api.post('/journeys', { title: 'Subscription of the year', template: 'saas' });
	await owner.goto('/');
	await owner.getByRole('searchbox').fill('subscription of');
	await expect(owner).toHaveURL(/q=subscription/);
	await expect(owner.getByRole('article')).toHaveCount(1);
	await owner.getByRole('searchbox').fill('no such thing anywhere');
	await expect(owner.getByRole('heading', { name: 'No journey matches “no such thing anywhere”' })).toBeVisible();
	await owner.getByRole('link', { name: 'Show all' }).click();
	await expect(owner.getByRole('heading', { name: 'Subscription of the year' })).toBeVisible();
	await expect(owner.getByRole('searchbox')).toHaveValue('');
});

test('the worst scene of all journeys stands first, with how sure that is, and leads to its numbers', async ({
	owner,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Headline of home', template: 'retail' });
	const { scenes, touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const scene = scenes[2]!;
	const poor = touchpoints.find(({ sceneId }) => sceneId === scene.id)!;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${poor.id}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	await api.post('/responses/batch', {
		responses: Array.from({ length: 400 }, () => ({ collectorCode: collector.code, answers: { csat: 1 } }))
	});
	await owner.goto('/');
	const headline = owner.getByRole('region', { name: `${scene.title} is the worst scene` });
	await expect(headline).toContainText('CSAT 0%, 95% interval 0 … 1%, n 400, target 80%');
	await expect(headline).toContainText('Headline of home · Clearly below the target of 80%, by a wide margin.');
	await expectAccessible(owner, 'home with its headline');
	await headline.getByRole('link', { name: /worst scene/ }).click();
	await expect(owner).toHaveURL(new RegExp(`/heatmap\\?scene=${scene.id}`));
	await expect(owner.getByRole('complementary', { name: scene.title })).toBeVisible();
	// Above what was searched for it would be of other journeys.
	await owner.goto('/?q=headline');
	await expect(owner.getByRole('article')).toHaveCount(1);
	await expect(headline).toHaveCount(0);
	await api.patch(`/journeys/${id}`, { status: 'archived' });
});

test('a mistake is said in the language of the page, at the field', async ({ owner, api }) => {
	await api.post('/journeys', { title: 'Called once' });
	await owner.goto('/?new');
	const form = owner.locator('form', { hasText: 'Start from' });
	await form.getByRole('button', { name: 'Create the journey' }).click();
	await expect(form.getByText('Please fill this in.')).toBeVisible();
	await expect(form.getByLabel('Name')).toBeFocused();

	await owner.goto('/');
	await owner.getByRole('button', { name: 'More about Called once' }).click();
	await owner.getByRole('menuitem', { name: 'Rename' }).click();
	const rename = owner.getByRole('dialog', { name: 'Rename the journey' });
	await rename.getByLabel('Name').fill('');
	await rename.getByRole('button', { name: 'Save' }).click();
	await expect(rename.getByText('Please fill this in.')).toBeVisible();
	await expect(rename.getByLabel('Name')).toBeFocused();
});

test('without script a journey can be made, and a mistake keeps what was typed', async ({ browser, baseURL }) => {
	const context = await signedIn(browser, OWNER, baseURL!, { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/?new');
	await page.getByRole('radio', { name: /Software subscription/ }).check();
	await page.getByLabel('Name').fill('   ');
	await page.getByRole('button', { name: 'Create the journey' }).click();
	await expect(page.getByText('Please fill this in.')).toBeVisible();
	await expect(page.getByRole('radio', { name: /Software subscription/ })).toBeChecked();
	await page.getByLabel('Name').fill('Made without script');
	await page.getByRole('button', { name: 'Create the journey' }).click();
	await expect(page).toHaveURL(/\/journeys\//);
	// With script switched off by the driver, Chromium still parses noscript as if it were on: look at what was sent.
	expect(await (await page.request.get(page.url())).text()).toMatch(/<noscript>.*which needs JavaScript/);
	await context.close();
});

test('the create form, menus and dialogs are accessible, and give the page back', async ({ owner, api }) => {
	await api.post('/journeys', { title: 'Menus and dialogs' });
	await owner.goto('/');
	await owner.getByRole('link', { name: 'New journey' }).click();
	await expect(owner.getByRole('dialog', { name: 'New journey' })).toBeVisible();
	await expectAccessible(owner, 'create dialog');
	await owner.keyboard.press('Escape');
	await expect(owner.getByRole('dialog')).toHaveCount(0);

	await owner.getByRole('button', { name: 'More about Menus and dialogs' }).click();
	await expectAccessible(owner, 'menu of a journey');
	await owner.keyboard.press('ArrowDown');
	await owner.keyboard.press('Escape');
	// A menu that closes must not leave the page deaf to the mouse.
	await owner.getByRole('button', { name: /Account and appearance/ }).click();
	await expectAccessible(owner, 'person menu');
	await owner.getByRole('menuitemradio', { name: 'Dark' }).click();
	await expect(owner.locator('html')).toHaveAttribute('data-theme', 'dark');
	await owner.reload();
	await expect(owner.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the language is the person’s, on another device too', async ({ browser, baseURL, owner }) => {
	await owner.goto('/');
	await owner.getByRole('button', { name: /Account and appearance/ }).click();
	await owner.getByRole('menuitemradio', { name: '简体中文' }).click();
	await expect(owner.getByRole('heading', { name: '客户旅程', exact: true })).toBeVisible();
	await expect(owner.locator('html')).toHaveAttribute('lang', 'zh-CN');

	await owner.goto('/settings/personal');
	await owner.getByRole('radio', { name: 'English' }).check();
	await expect(owner.getByRole('heading', { name: 'Personal settings' })).toBeVisible();

	const page = hydrating(await (await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' })).newPage());
	await page.goto('/sign-in');
	await page.locator('input[name=email]').fill(OWNER.email);
	await page.locator('input[name=password]').fill(OWNER.password);
	await page.locator('form:has(input[name=password]) button[type=submit]').click();
	await expect(page.getByRole('heading', { name: 'Journeys', level: 1 })).toBeVisible();
	await page.context().close();
});
