import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

test('a colleague joins by a link, changes the password, leaves and comes back', async ({
	owner,
	browser,
	baseURL
}) => {
	await owner.goto('/settings/members');
	await owner.getByRole('button', { name: 'Invite', exact: true }).click();
	const dialog = owner.getByRole('dialog');
	await dialog.getByLabel('Role').selectOption('editor');
	await dialog.getByRole('button', { name: 'Create the link' }).click();
	const link = await owner.getByLabel('Invitation link').inputValue();
	expect(link).toMatch(/\/invite\/[\w-]{86}$/);

	const context = await browser.newContext({ baseURL: baseURL! });
	const page = hydrating(await context.newPage());
	await page.goto(link);
	await page.getByLabel('Your name').fill('周宁');
	await page.getByLabel('E-mail address').fill('zhou@example.com');
	await page.getByLabel('Password', { exact: true }).fill('first long passphrase');
	await page.getByRole('button', { name: 'Join' }).click();
	await expect(page.getByRole('heading', { name: 'Journeys', level: 1 })).toBeVisible();

	await page.waitForSelector('html[data-hydrated]');
	await page.getByRole('button', { name: /Account and appearance of 周宁/ }).click();
	await page.getByRole('menuitem', { name: 'Personal settings' }).click();
	await page.getByLabel('Current password').fill('first long passphrase');
	await page.getByLabel('New password').fill('second long passphrase');
	await page.getByRole('button', { name: 'Change password' }).click();
	await expect(page.getByText('Your password was changed.')).toBeVisible();

	await page.getByRole('button', { name: /Account and appearance of 周宁/ }).click();
	await page.getByText('Sign out').click();
	await expect(page).toHaveURL(/\/sign-in/);
	await page.goto('/');
	await expect(page).toHaveURL(/\/sign-in/);
	await signedIn(browser, { email: 'zhou@example.com', password: 'second long passphrase' }, baseURL!);

	// The link is used up.
	const late = hydrating(await (await browser.newContext({ baseURL: baseURL! })).newPage());
	await late.goto(link);
	await expect(late.getByText('This invitation is over')).toBeVisible();
	await expect(late.getByText('Everyone this invitation was for has joined.')).toBeVisible();
});

test('one link for several people: two join, the third is told, a member is let in, a withdrawn one is over', async ({
	owner,
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const stranger = async (options: object = {}) =>
		hydrating(await (await browser.newContext({ baseURL: baseURL!, ...options })).newPage());
	const join = async (link: string, name: string) => {
		const page = await stranger();
		await page.goto(link);
		await page.getByLabel('Your name').fill(name);
		await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.com`);
		await page.getByLabel('Password', { exact: true }).fill('a rather long passphrase');
		await page.getByRole('button', { name: 'Join' }).click();
		// Who only looks comes for the heatmap.
		await expect(page).toHaveURL(/\/heatmap$/);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		return page;
	};
	const create = async (note: string): Promise<string> => {
		await dialog.getByLabel('Name or note').fill(note);
		await dialog.getByRole('button', { name: 'Create the link' }).click();
		const link = await owner.getByLabel('Invitation link').inputValue();
		await expect(owner.getByRole('img', { name: 'QR code of the invitation link' })).toBeVisible();
		await owner.getByRole('button', { name: 'Done' }).click();
		return link;
	};
	await owner.goto('/settings/members');
	await owner.getByRole('button', { name: 'Invite', exact: true }).click();
	const dialog = owner.getByRole('dialog', { name: 'Invite people' });
	await dialog.getByRole('radio', { name: 'Several people' }).check();
	await dialog.getByLabel('How many may join').fill('');
	await dialog.getByLabel('Role').selectOption('viewer');
	await dialog.getByLabel('Works for').selectOption('Until a day you choose');
	await dialog.getByLabel('Last day').fill('2020-01-01');
	await dialog.getByRole('button', { name: 'Create the link' }).click();
	await expect(dialog.getByText('Please fill this in.')).toBeVisible();
	await expect(dialog.getByLabel('How many may join')).toBeFocused();
	await dialog.getByLabel('How many may join').fill('2');
	await dialog.getByRole('button', { name: 'Create the link' }).click();
	await expect(dialog.getByText('This time is already over.')).toBeVisible();
	await dialog.getByLabel('Works for').selectOption('30 days');
	await expectAccessible(owner, 'invite dialog for several people');
	const link = await create('Counter team');

	const row = owner.getByRole('row', { name: /Counter team/ });
	await expect(row).toContainText('0 of 2');
	const theodora = await join(link, 'Theodora');
	await join(link, 'Ulrike');
	const third = await stranger({ locale: 'zh-CN' });
	expect((await third.goto(link))!.status()).toBe(410);
	await expect(third.getByRole('heading', { name: '此邀请已失效' })).toBeVisible();
	await expect(third.getByText('此邀请的名额已用完')).toBeVisible();
	// Who belongs there is let in all the same.
	await theodora.goto(link);
	await expect(theodora.getByRole('heading', { name: /^You already belong to/ })).toBeVisible();
	await expectAccessible(theodora, 'invitation of a member');
	await theodora.getByRole('button', { name: /^Open/ }).click();
	await expect(theodora).toHaveURL(/\/heatmap$/);

	await owner.reload();
	await owner.locator('summary', { hasText: 'earlier invitation' }).click();
	await expect(row).toContainText('used up');
	await row.getByText('2 of 2').click();
	await expect(row.getByRole('listitem')).toContainText(['Theodora', 'Ulrike']);
	await expectAccessible(owner, 'members with earlier invitations');

	await owner.getByRole('button', { name: 'Invite', exact: true }).click();
	await dialog.getByRole('radio', { name: 'Several people' }).check();
	await dialog.getByRole('checkbox', { name: 'No limit' }).check();
	const endless = await create('Open day');
	const waiting = await stranger();
	await waiting.goto(endless);
	// Who is removed knows the link: it goes with them, unless one wants it otherwise.
	await owner.getByRole('button', { name: 'Remove Ulrike' }).click();
	const removal = owner.getByRole('dialog', { name: 'Remove Ulrike?' });
	await expect(removal.getByRole('checkbox', { name: /withdraw the invitation links .+: Open day/ })).toBeChecked();
	await expectAccessible(owner, 'removal with open links');
	await removal.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(owner.getByText('Ulrike no longer has access.')).toBeVisible();
	await expect(owner.getByRole('row', { name: /Open day/ })).toContainText('withdrawn');
	await waiting.getByLabel('Your name').fill('Too Late');
	await waiting.getByLabel('E-mail address').fill('late@example.com');
	await waiting.getByLabel('Password', { exact: true }).fill('a rather long passphrase');
	await waiting.getByRole('button', { name: 'Join' }).click();
	await expect(waiting.getByRole('alert')).toContainText('It was withdrawn.');
});
