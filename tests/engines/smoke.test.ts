import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedJourney, type AskedJourney } from '../bench/answers/journey.ts';
import { OWNER, startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { startFirefox } from './support/firefox.ts';
import { Page, STARTED } from './support/page.ts';
import { startWebKit } from './support/webkit.ts';

/** A name of this machine that browsers do not take for it: over plain http such an address is no secure context. */
const HOST = 'wayfelt.test';
const ENTER = '\uE007';
const ESCAPE = '\uE00C';

interface Map {
	readonly scenes: readonly { readonly id: string }[];
	readonly lanes: readonly { readonly id: string; readonly kind: string }[];
	readonly touchpoints: readonly { readonly id: string; readonly title: string; readonly sceneId: string }[];
}

/*
 * The main walk in the two engines that the other tests do not use. What WebKit must not do is throw; Firefox walks at a
 * plain-http address that is not localhost, as the README's first start gives it to a phone or a colleague.
 */
describe('in other engines', () => {
	let app: BuiltApp;
	let asked: AskedJourney;
	let plain: string;
	let webkit: Page;
	let firefox: Page;
	beforeAll(async () => {
		app = await startBuiltApp();
		plain = app.url.replace('127.0.0.1', HOST);
		asked = await askedJourney(app.url);
		// A trend needs two days that each have enough answers.
		await asked.record([1, 2].flatMap((daysAgo) => [10, 9, 9, 7, 3].map((nps) => ({ nps, daysAgo }))));
		const [one, two] = await Promise.all([startWebKit(), startFirefox(HOST)]);
		webkit = new Page(one);
		firefox = new Page(two);
	});
	afterAll(async () => {
		await Promise.allSettled([webkit?.engine.close(), firefox?.engine.close()]);
		await app?.stop();
		app?.cleanup();
	});

	async function signIn(page: Page, url: string): Promise<void> {
		await page.goto(`${url}/sign-in`);
		await page.fill('input[name=email]', OWNER.email);
		await page.fill('input[name=password]', OWNER.password + ENTER);
		await page.until(`!location.pathname.startsWith('/sign-in') && ${STARTED}`, 'signed in');
	}

	/** Answers as a respondent does. */
	async function answer(page: Page, url: string, score: number): Promise<void> {
		await page.goto(`${url}/s/${asked.code}`);
		await page.press(`label:has(input[name=nps][value="${score}"])`);
		await page.press('form[data-respond] button');
		await page.see('[data-thanks]');
	}

	const map = async (): Promise<Map> => {
		const answered = await fetch(`${app.url}/api/v1/journeys/${asked.journeyId}`, {
			headers: { cookie: asked.cookie }
		});
		return (await answered.json()) as Map;
	};
	const board = (url: string): string => `${url}/journeys/${asked.journeyId}`;

	it('WebKit: a respondent answers, with a gap between the question and its answers', async () => {
		await webkit.goto(`${app.url}/s/${asked.code}`);
		const gap = await webkit.engine.evaluate(
			`document.querySelector('.points').getBoundingClientRect().top - document.querySelector('legend h1').getBoundingClientRect().bottom`
		);
		expect(gap).toBeGreaterThanOrEqual(12);
		await answer(webkit, app.url, 9);
	});

	it('WebKit: the board, its trend, seven days, days of one’s own', async () => {
		await signIn(webkit, app.url);
		await webkit.goto(board(app.url));
		await webkit.see('.canvas [data-touchpoint-id]', 'n 11');
		await webkit.press('button', 'Period:');
		await webkit.press('[role=menuitemradio]', 'Last 7 days');
		await webkit.see('button', 'Period: Last 7 days');
		await webkit.see('.canvas [data-touchpoint-id]', 'n 11');
		await webkit.press('button', 'Period:');
		await webkit.press('[role=menuitemradio]', 'Other days');
		await webkit.see('[role=dialog] input');
		const days = await webkit.engine.evaluate(
			`[...document.querySelectorAll('[role=dialog] input')].map((one) => one.value)`
		);
		expect(days).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
		await webkit.press('[role=dialog] button', 'Show');
		await webkit.until(`document.querySelector('[role=dialog]') === null`, 'the dialog is gone');
		await webkit.press('.canvas [data-touchpoint-id]');
		await webkit.press('[role=tab]', 'Results');
		await webkit.see('figure:has(.target) .plot svg');
		expect(await webkit.engine.evaluate('document.body.innerText')).not.toMatch(/Invalid|NaN|undefined/);
		expect(webkit.engine.errors).toEqual([]);
	});

	it('Firefox, at a plain-http address: sign in, add, drag, undo, beside WebKit on one board', async () => {
		await signIn(firefox, plain);
		expect(await firefox.engine.evaluate('isSecureContext')).toBe(false);
		await firefox.goto(board(plain));
		await firefox.see('.canvas [data-touchpoint-id]', 'n 11');
		await firefox.see('[role=status][data-saved=saved]');
		const { scenes, lanes } = await map();
		const lane = lanes.find(({ kind }) => kind === 'touchpoints')!.id;
		const cell = (at: number): string => `[data-cell="${scenes[at]!.id}:${lane}"]`;
		await firefox.hover(cell(1));
		await firefox.press(`${cell(1)} button`, 'Add');
		await firefox.see('.canvas input, .canvas textarea');
		await firefox.type(`Made in Firefox${ENTER}`);
		await webkit.see('.canvas [data-item-id]', 'Made in Firefox');
		await firefox.type(ESCAPE);
		await firefox.see('[role=status][data-saved=saved]');
		const made = (await map()).touchpoints.find(({ title }) => title === 'Made in Firefox')!;
		const sceneOf = async () => (await map()).touchpoints.find(({ id }) => id === made.id)!.sceneId;
		expect(made.sceneId).toBe(scenes[1]!.id);

		await firefox.drag(`.canvas [data-item-id="${made.id}"]`, cell(2));
		await expect.poll(sceneOf, { timeout: 10_000 }).toBe(scenes[2]!.id);
		await firefox.press('button', 'Undo');
		await expect.poll(sceneOf, { timeout: 10_000 }).toBe(scenes[1]!.id);
	});

	it('Firefox: an answer, which WebKit’s board shows', async () => {
		await answer(firefox, plain, 3);
		await webkit.see('.canvas [data-touchpoint-id]', 'n 12');
		expect([webkit.engine.errors, firefox.engine.errors]).toEqual([[], []]);
	});
});
