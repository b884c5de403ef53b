import type { Browser, Page } from '@playwright/test';
import { expect, hydrating, test, type Api } from './support/test.ts';

/** Somebody with that role, in a browser of their own. */
async function colleague(browser: Browser, api: Api, baseURL: string, role: string, name: string): Promise<Page> {
	const { token } = await api.post<{ token: string }>('/invitations', { role });
	const page = hydrating(await (await browser.newContext({ baseURL })).newPage());
	await page.goto(`/invite/${token}`);
	await page.getByLabel('Your name').fill(name);
	await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.com`);
	await page.getByLabel('Password', { exact: true }).fill('a rather long passphrase');
	await page.getByRole('button', { name: 'Join' }).click();
	// Who only looks comes in at the heatmap, the others at the journeys.
	await expect(page).toHaveURL(role === 'viewer' ? /\/heatmap$/ : /:\d+\/$/);
	await page.goto('/');
	await expect(page.getByRole('heading', { name: 'Journeys', level: 1 })).toBeVisible();
	return page;
}

test('departments make a tree that can be renamed and pruned', async ({ owner }) => {
	await owner.goto('/settings/departments');
	const add = async (name: string, under?: RegExp): Promise<void> => {
		await owner.getByRole('button', { name: 'Add department' }).click();
		const dialog = owner.getByRole('dialog', { name: 'Add a department' });
		await dialog.getByLabel('Name').fill(name);
		if (under) {
			const option = dialog.getByRole('option', { name: under });
			await dialog.getByLabel('Belongs to').selectOption(await option.getAttribute('value'));
		}
		await dialog.getByRole('button', { name: 'Add' }).click();
		await expect(dialog).toHaveCount(0);
		await expect(owner.getByRole('listitem').filter({ hasText: name })).toBeVisible();
	};
	await add('Shops');
	await add('Service');
	await add('Tills', /Shops/);
	await expect(owner.getByRole('list', { name: 'Departments' }).getByRole('listitem')).toHaveText([
		/Service/,
		/Shops/,
		/Tills/
	]);

	await owner.getByRole('button', { name: 'More about Shops' }).click();
	await owner.getByRole('menuitem', { name: 'Rename' }).click();
	const rename = owner.getByRole('dialog', { name: 'Rename the department' });
	await rename.getByLabel('Name').fill('   ');
	await rename.getByRole('button', { name: 'Save' }).click();
	await expect(rename.getByText('Please fill this in.')).toBeVisible();
	await rename.getByLabel('Name').fill('Stores');
	await rename.getByRole('button', { name: 'Save' }).click();
	await owner.getByRole('button', { name: 'More about Stores' }).click();
	await owner.getByRole('menuitem', { name: 'Delete' }).click();
	await owner.getByRole('dialog', { name: 'Delete Stores?' }).getByRole('button', { name: 'Delete' }).click();
	await expect(owner.getByRole('list', { name: 'Departments' }).getByRole('listitem')).toHaveText([/Service/, /Tills/]);
});

test('a token is shown once, works, and is dead after it is revoked', async ({ owner, request }) => {
	await owner.goto('/settings/tokens');
	await owner.getByRole('button', { name: 'New token' }).click();
	const dialog = owner.getByRole('dialog', { name: 'New API token' });
	await dialog.getByLabel('Name').fill('Till system');
	await dialog.getByLabel('Role').selectOption('viewer');
	await dialog.getByRole('button', { name: 'Create' }).click();
	const token = await owner.getByRole('textbox', { name: 'API token' }).inputValue();
	expect(token).toMatch(/^wf_/);
	const asked = () => request.get('/api/v1/journeys', { headers: { authorization: `Bearer ${token}` } });
	expect((await asked()).status()).toBe(200);

	await owner.goto('/settings/tokens');
	await expect(owner.getByText(token)).toHaveCount(0);
	await owner.getByRole('button', { name: 'Revoke Till system' }).click();
	await owner.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
	await expect(owner.getByText('No tokens yet')).toBeVisible();
	expect((await asked()).status()).toBe(401);
});

test('thresholds and zone of the workspace are checked and kept', async ({ owner }) => {
	await owner.goto('/settings/workspace');
	await owner.getByLabel('Time zone').fill('Asia/Shanghai');
	await owner.getByLabel('Show a value from').fill('40');
	await owner.getByRole('button', { name: 'Save' }).click();
	await expect(owner.getByText('This must not be smaller than').first()).toBeVisible();
	await expect(owner.getByLabel('Show a value from')).toHaveValue('40');
	await owner.getByLabel('Show a value from').fill('');
	await owner.getByRole('button', { name: 'Save' }).click();
	await expect(owner.getByText('Please fill this in.').first()).toBeVisible();
	await expect(owner.getByLabel('Show a value from')).toBeFocused();
	await owner.getByLabel('Show a value from').fill('6');
	await owner.getByRole('button', { name: 'Save' }).click();
	await expect(owner.getByText('Saved', { exact: true })).toBeVisible();
	await owner.reload();
	await expect(owner.getByLabel('Show a value from')).toHaveValue('6');
	await expect(owner.getByLabel('Time zone')).toHaveValue('Asia/Shanghai');
	await owner.getByLabel('Show a value from').fill('5');
	await owner.getByRole('button', { name: 'Save' }).click();
	await expect(owner.getByText('Saved', { exact: true })).toBeVisible();
});

test('a viewer sees who is there and changes nothing; the owner promotes and removes them', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const page = await colleague(browser, api, baseURL!, 'viewer', 'Wilma');
	await expect(page.getByRole('link', { name: 'New journey' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Import', exact: true })).toHaveCount(0);
	await page.goto('/settings/members');
	await expect(page.getByRole('row', { name: /Wilma/ })).toContainText('Viewer');
	await expect(page.getByRole('combobox')).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'API tokens' })).toHaveCount(0);
	expect((await page.goto('/settings/tokens'))!.status()).toBe(403);
	await expect(page.getByRole('heading', { name: 'This is not open to you' })).toBeVisible();

	await owner.goto('/settings/members');
	await owner.getByLabel('Role of Wilma').selectOption('editor');
	await expect(owner.getByText('Saved', { exact: true })).toBeVisible();
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'Import', exact: true })).toBeVisible();

	await owner.getByRole('button', { name: 'Remove Wilma' }).click();
	await owner.getByRole('dialog', { name: 'Remove Wilma?' }).getByRole('button', { name: 'Remove' }).click();
	await expect(owner.getByText('Wilma no longer has access.')).toBeVisible();
	await page.goto('/');
	await expect(page).toHaveURL(/\/(sign-in|no-workspace)/);
	await page.context().close();
});

test('the last owner stays', async ({ owner }) => {
	await owner.goto('/settings/members');
	const role = owner.getByRole('combobox', { name: 'Role of owner', exact: true });
	await role.selectOption('viewer');
	await expect(owner.getByRole('alert').or(owner.getByText('A workspace needs an owner.')).first()).toBeVisible();
	await owner.reload();
	await expect(role).toHaveValue('owner');
});
