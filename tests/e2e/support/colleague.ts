import type { Browser, BrowserContext, Page } from '@playwright/test';
import { hydrating, type Api } from './test.ts';

export interface Colleague {
	readonly page: Page;
	readonly context: BrowserContext;
}

let invited = 0;

/** A colleague with that role, who came by an invitation and sits at a browser of their own. */
export async function colleague(
	browser: Browser,
	api: Api,
	baseURL: string,
	who: { name: string; role: string; locale?: string }
): Promise<Colleague> {
	const { token } = await api.post<{ token: string }>('/invitations', { role: who.role });
	const context = await browser.newContext({
		baseURL,
		locale: who.locale ?? 'en-US',
		viewport: { width: 1440, height: 900 }
	});
	const page = hydrating(await context.newPage());
	await page.goto(`/invite/${token}`);
	await page.locator('input[name=name]').fill(who.name);
	await page.locator('input[name=email]').fill(`colleague-${++invited}-${Date.now()}@example.com`);
	await page.locator('input[name=password]').fill('a passphrase for colleagues');
	await page.locator('form:has(input[name=password]) button[type=submit]').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/invite'));
	return { page, context };
}
