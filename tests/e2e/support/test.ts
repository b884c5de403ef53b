import AxeBuilder from '@axe-core/playwright';
import {
	test as base,
	expect,
	type APIRequestContext,
	type Browser,
	type BrowserContext,
	type Page
} from '@playwright/test';
import { OWNER } from '../../support/built-app.ts';

export { expect };

interface Fixtures {
	/** Signed in as the owner, through the sign-in page. */
	readonly owner: Page;
	/** The owner's API: setup that a test is not about goes through the public API. */
	readonly api: Api;
}

export const test = base.extend<Fixtures>({
	// A program to every worker: its journeys and people are of that worker's specs alone.
	// eslint-disable-next-line no-empty-pattern -- a fixture names what it needs by destructuring, and this one needs nothing
	baseURL: async ({}, use, { parallelIndex }) => use(process.env.WAYFELT_E2E_URLS!.split(' ')[parallelIndex]),
	page: async ({ page }, use) => use(hydrating(page)),
	owner: async ({ browser, baseURL }, use) => {
		const context = await signedIn(browser, OWNER, baseURL!);
		await use(hydrating(await context.newPage()));
		await context.close();
	},
	api: async ({ browser, baseURL }, use) => {
		const context = await signedIn(browser, OWNER, baseURL!);
		await use(new Api(context.request, baseURL!));
		await context.close();
	}
});

/** A click before hydration is lost, so every visit waits for it – unless the page has no script at all. */
export function hydrating(page: Page): Page {
	const goto = page.goto.bind(page);
	page.goto = async (url, options) => {
		const response = await goto(url, options);
		if (await page.evaluate(() => [...document.scripts].some((script) => script.text.includes('kit.start')))) {
			await page.waitForFunction(() => document.documentElement.dataset.hydrated === 'true');
		}
		return response;
	};
	return page;
}

const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

/** A context with that person's session; signs in once per worker, since attempts are limited. */
export async function signedIn(
	browser: Browser,
	who: { email: string; password: string },
	baseURL: string,
	options: Parameters<Browser['newContext']>[0] = {},
	{ fresh = false } = {}
): Promise<BrowserContext> {
	// Other programs have people of the same address: the demo's, of each spec its own.
	const key = `${baseURL} ${who.email}`;
	const known = fresh ? undefined : sessions.get(key);
	if (known) {
		const context = await browser.newContext({ baseURL, ...options, storageState: known });
		// The session remembers the language it was begun in; who asks for one means to see that one.
		if (options.locale !== undefined) {
			const value = options.locale.startsWith('zh') ? 'zh-CN' : 'en';
			await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value, url: baseURL }]);
		}
		return context;
	}
	// Signing in is driven with script even for people without: `hydrating` would wait for ever.
	const context = await browser.newContext({ baseURL, ...options, javaScriptEnabled: true });
	const page = hydrating(await context.newPage());
	await page.goto('/sign-in');
	await page.locator('input[name=email]').fill(who.email);
	await page.locator('input[name=password]').fill(who.password);
	await page.locator('form:has(input[name=password]) button[type=submit]').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await page.close();
	const storageState = await context.storageState();
	if (!fresh) sessions.set(key, storageState);
	if (options.javaScriptEnabled !== false) return context;
	await context.close();
	return browser.newContext({ baseURL, ...options, storageState });
}

export class Api {
	readonly #request: APIRequestContext;
	readonly #origin: string;
	constructor(request: APIRequestContext, origin: string) {
		this.#request = request;
		this.#origin = origin;
	}
	async post<T>(path: string, data: unknown): Promise<T> {
		const answer = await this.#request.post(`/api/v1${path}`, { data, headers: { origin: this.#origin } });
		expect(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
		return (await answer.json()) as T;
	}
	async patch<T>(path: string, data: unknown): Promise<T> {
		const answer = await this.#request.patch(`/api/v1${path}`, { data, headers: { origin: this.#origin } });
		expect(answer.ok(), `PATCH ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
		return (await answer.json()) as T;
	}
	async delete(path: string): Promise<void> {
		const answer = await this.#request.delete(`/api/v1${path}`, { headers: { origin: this.#origin } });
		expect(answer.ok(), `DELETE ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
	}
	async get<T>(path: string): Promise<T> {
		const answer = await this.#request.get(`/api/v1${path}`);
		expect(answer.ok(), `GET ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
		return (await answer.json()) as T;
	}
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** WCAG 2.2 A and AA; no exceptions list. What is still fading in is waited for: half faded no text has its contrast. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
	await page.waitForFunction(() =>
		document.getAnimations().every((one) => {
			const endless = one.effect?.getComputedTiming().endTime === Infinity;
			return endless || one.playState !== 'running';
		})
	);
	// In the page itself and for violations alone: the same findings in a quarter of the time. (The other mode is for
	// frames of other origins, which it gathers in a page of its own; what a frame holds would be missed here.)
	const [own, ...others] = page.frames().flatMap((frame) => URL.parse(frame.url()) ?? []);
	// Pages of ours that are looked at by themselves.
	expect(
		others.filter(({ origin, pathname }) => origin !== own!.origin || !/^\/(s|collectors)\//.test(pathname)),
		what
	).toEqual([]);
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode()
		.options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: WCAG } })
		.analyze();
	const found = violations.map(
		(v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} (${n.failureSummary})`).join('; ')}`
	);
	expect(found, what).toEqual([]);
}
