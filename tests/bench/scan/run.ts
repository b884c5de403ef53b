import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { startBuiltApp } from '../../support/built-app.ts';
import { percentile } from '../answers/load.ts';

/*
 * How long the demo's phone takes from a scan to the survey in the chat, and from sending the answer to another number on
 * the map beside it: as the page itself shows it, and, for the scan, as measured from here as well.
 * `npm run build && npm run bench:scan [-- --rounds 40]`
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } });
const rounds = Number(values.rounds);
const MARK = 1_000;
/** Nobody reads and taps in less; what is quicker, again and again, looks like a script's and is left out. */
const READING = 1_300;
const PLACES = ['收银排队, 五角场', '收银排队, 徐家汇', '试衣间, 五角场', '门店自提, 徐家汇'];

const app = await startBuiltApp({ OWNER_EMAIL: '', OWNER_PASSWORD: '' }, ['--demo']);
const browser = await chromium.launch({
	...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
	args: ['--no-sandbox', '--disable-gpu']
});
try {
	const context = await browser.newContext({
		baseURL: app.url,
		locale: 'en',
		viewport: { width: 1440, height: 900 },
		reducedMotion: 'reduce'
	});
	const page = await context.newPage();
	await page.goto('/sign-in?next=/demo/phone');
	await page.locator('input[name=email]').fill('demo@example.com');
	await page.locator('input[name=password]').fill('wayfelt-demo');
	await page.locator('form:has(input[name=password]) button[type=submit]').click();
	await page.waitForURL('**/demo/phone');
	await page.waitForFunction(() => document.documentElement.dataset.hydrated === 'true');
	const [scans, seen, answers]: [number[], number[], number[]] = [[], [], []];
	for (let round = 0; round <= rounds; round++) {
		const { scan, own, answer } = await visit(page, PLACES[round % PLACES.length]!);
		// The first warms the program up, and follows the account.
		if (round === 0) continue;
		scans.push(scan);
		seen.push(own);
		answers.push(answer);
	}
	const all = {
		'scan → survey, as shown': scans,
		'scan → survey, from outside': seen,
		'answer → map, as shown': answers
	};
	const result = Object.fromEntries(
		Object.entries(all).map(([name, list]) => [
			name,
			{ p50: percentile(list, 50), p95: percentile(list, 95), longest: Math.max(...list) }
		])
	);
	console.table(result);
	console.log(JSON.stringify({ bench: 'scan', rounds, mark: MARK, ...result }));
	if (Object.values(result).some(({ p95 }) => p95 >= MARK)) process.exitCode = 1;
} finally {
	await browser.close();
	await app.stop();
	app.cleanup();
}

async function visit(page: Page, place: string): Promise<{ scan: number; own: number; answer: number }> {
	const phone = page.getByRole('region', { name: 'Phone', exact: true });
	const asked = phone.getByRole('log').locator('.link').filter({ hasText: /^\d/ });
	const before = await asked.count();
	await phone.getByRole('button', { name: 'Scan', exact: true }).click();
	const code = phone.getByRole('button', { name: place });
	await code.scrollIntoViewIfNeeded();
	const began = performance.now();
	await code.click();
	const follow = phone.getByRole('button', { name: 'Follow', exact: true });
	await follow.or(asked.nth(before)).first().waitFor();
	if (await follow.isVisible()) await follow.click();
	await asked.nth(before).waitFor();
	const own = performance.now() - began;
	const scan = await shownTime(page, 'Scan → survey');
	await page.frameLocator('iframe[title="Map"]').locator('[data-touchpoint-id]').first().waitFor();
	await page.waitForTimeout(READING);
	// The question stands in the chat: the last of its answers is tapped.
	await asked.last().click();
	const answer = await shownTime(page, 'Answer → map');
	return { scan, own, answer };
}

/** A figure that the page shows, once it shows one: a scan takes those before it away. */
async function shownTime(page: Page, name: string): Promise<number> {
	const figure = page.locator('.took span', { hasText: name }).locator('b');
	await figure.waitFor({ timeout: 20_000 });
	return Number(/\d+/.exec(await figure.innerText())![0]);
}
