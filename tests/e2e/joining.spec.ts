import { expect, hydrating, signedIn, test } from './support/test.ts';

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

	await page.goto('/account');
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
});
