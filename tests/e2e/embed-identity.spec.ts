import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Site, stored } from './support/site.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** Who is there on a website, proven by its server; and who is not to be asked. */

let site: Site;
test.beforeAll(async () => {
	site = await Site.open();
});
test.afterAll(() => site.close());

function proofOf(secret: string, sub: string): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${part({ alg: 'HS256' })}.${part({ sub, exp: Math.floor(Date.now() / 1000) + 3600 })}`;
	return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

test('who is there is proven by the website; who is not to be asked meets no pop-up, and still opens what they press', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id, code } = await site.collector(api, baseURL!, {});
	await owner.goto(`/collectors/${id}/embed`);
	await owner.getByRole('button', { name: 'Make a secret' }).click();
	const secret = await owner.getByLabel('Secret', { exact: true }).inputValue();
	expect(secret).toMatch(/^wfid_[\w-]{43}$/);
	await owner.getByText('On your server', { exact: true }).click();
	await expect(owner.getByText('createHmac').first()).toBeVisible();
	await expectAccessible(owner, 'secrets of websites');
	await owner.getByLabel('Customer ids or e-mail addresses').fill('C-quiet\nquiet@shop.example');
	await owner.getByRole('button', { name: 'Do not ask them' }).click();
	await expect(owner.getByText('Put into the list: 2.')).toBeVisible();
	await owner.reload();
	expect(await owner.content()).not.toContain(secret);
	await expect(owner.getByText(`…${secret.slice(-4)}`)).toBeVisible();

	const call = (page: Page, name: string, argument?: string) =>
		page.evaluate(
			([name, argument]) =>
				(Reflect.get(window, 'wayfelt') as Record<string, (argument?: string) => void>)[name!]!(argument),
			[name, argument]
		);
	site.snippet = site.script(code, 'data-mode="popup" data-on="event ready"');
	const loud = await site.visit(browser);
	await call(loud.page, 'identify', proofOf(secret, 'C-loud'));
	// Saying who is there asks for nothing and stores nothing.
	expect(loud.asked).toEqual(['/embed.js']);
	expect(await stored(loud.page)).toEqual([]);
	await call(loud.page, 'track', 'ready');
	const frame = loud.page.frameLocator('iframe[title="Survey"]');
	await frame.getByRole('radio', { name: /5/ }).first().check({ force: true });
	await frame.getByRole('button', { name: 'Send' }).click();
	await expect(frame.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	const { items } = await api.get<{ items: readonly { customerId: string | null }[] }>(`/responses?collectorId=${id}`);
	expect(items.map(({ customerId }) => typeof customerId)).toEqual(['string']);
	await loud.page.context().close();

	// Without anything that tells a list from a survey that is closed.
	const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
	await page.clock.install();
	const heard: string[] = [];
	const said: string[] = [];
	await page.exposeFunction('heard', (text: string) => heard.push(text));
	await page.addInitScript(() =>
		addEventListener('message', ({ data }) =>
			(Reflect.get(window, 'heard') as (text: string) => void)(JSON.stringify(data))
		)
	);
	page.on('console', (message) => said.push(message.text()));
	await page.goto(site.home);
	await call(page, 'identify', proofOf(secret, 'C-quiet'));
	const answered = page.waitForResponse((response) => response.url().includes(`/s/${code}`));
	await call(page, 'track', 'ready');
	expect((await answered).status()).toBe(410);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.clock.runFor(21_000);
	await expect(page.locator('iframe')).toHaveCount(0);
	expect(heard).toEqual([]);
	expect(said.join('\n')).toContain(`${code} did not come`);
	expect(await stored(page)).toEqual([]);
	await call(page, 'show');
	await expect(page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await page.context().close();

	// Somebody else's name without the secret: a stranger, who is asked as one.
	const forger = await site.visit(browser);
	const warned: string[] = [];
	forger.page.on('console', (message) => warned.push(message.text()));
	await call(forger.page, 'identify', proofOf('wfid_guess', 'C-loud'));
	await call(forger.page, 'track', 'ready');
	await expect(forger.page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await expect.poll(() => warned.join()).toContain('identify() proves nothing: signature');
	const theirs = forger.page.frameLocator('iframe[title="Survey"]');
	await theirs.getByRole('radio', { name: /1/ }).first().check({ force: true });
	await theirs.getByRole('button', { name: 'Send' }).click();
	await expect(theirs.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	const after = await api.get<{ items: readonly { customerId: string | null }[] }>(`/responses?collectorId=${id}`);
	expect(after.items.map(({ customerId }) => customerId === null)).toEqual([true, false]);
	await forger.page.context().close();
});
