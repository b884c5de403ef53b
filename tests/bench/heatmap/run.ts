/*
 * The page that executives open, with the demo's workspace, in Chromium: what its first load weighs and when its first
 * picture is there (warm server, processor four times slower, nothing kept by the browser); what twenty of them cost the
 * server while nothing arrives, and whether any asks for anything; and when an answer is on a hundred open boards.
 *
 *     npm run build && npm run bench:heatmap [-- --parts=first,idle,boards --rounds=9 --idle=60 --answers=60]
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContext } from 'playwright';
import { demoOwner } from '../../../server/admin/demo-content.ts';
import { apiOf, invited, signIn, type SessionHeaders } from '../../process/support/visitors.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { percentile } from '../answers/load.ts';
import { liveOnBoards } from '../board/live.ts';
import { makeMap, SIZES } from '../board/maps.ts';
import { cpuTime } from '../collab/cpu-time.ts';

const { values } = parseArgs({
	options: {
		parts: { type: 'string', default: 'first,idle,boards' },
		rounds: { type: 'string', default: '9' },
		idle: { type: 'string', default: '60' },
		answers: { type: 'string', default: '60' }
	}
});
const parts = values.parts.split(',');
const [rounds, idle, answers] = [values.rounds, values.idle, values.answers].map(Number) as [number, number, number];
/** The marks of the project: kB of JavaScript, ms, share of a core, ms. */
const MARKS = { script: 150, picture: 1_500, idle: 0.05, boards: 300 };
const HEATMAPS = 20;
const DESK = { width: 1440, height: 900 };

const app = await startBuiltApp({}, ['--demo']);
const browser = await chromium.launch({
	...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
	args: ['--no-sandbox', '--disable-gpu']
});
try {
	const owner = await signIn(app.url, demoOwner);
	if (parts.includes('first')) await printFirst(browser, owner);
	if (parts.includes('idle')) await printIdle(browser, owner);
	if (parts.includes('boards')) await printBoards(browser, owner);
} finally {
	await browser.close();
	await app.stop();
	app.cleanup();
}

function line(name: string, value: string, mark = '', met = true): void {
	console.log(name.padEnd(58), value.padStart(12), mark.padStart(10), met ? '' : 'missed');
}

async function contextOf(browser: Browser, { cookie }: SessionHeaders): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: DESK, locale: 'en-US' });
	await context.addCookies(
		cookie!.split('; ').map((one) => {
			const [name, ...value] = one.split('=');
			return { name: name!, value: value.join('='), url: app.url };
		})
	);
	return context;
}

interface First {
	/** Cells of the heatmap are painted, ms since the address was entered. */
	readonly picture: number;
	/** Its script runs. */
	readonly alive: number;
	/** JavaScript before anything is opened, kB as it travels. */
	readonly script: number;
	readonly files: number;
}

async function printFirst(browser: Browser, owner: SessionHeaders): Promise<void> {
	// The first one warms the server.
	await firstOf(browser, owner);
	const seen: First[] = [];
	for (let round = 0; round < rounds; round++) seen.push(await firstOf(browser, owner));
	const at = (of: keyof First, p: number): number =>
		percentile(
			seen.map((one) => one[of]),
			p
		);
	console.log(`\nheatmap, first visit of ${rounds}, processor 4× slower`);
	const [script, picture] = [at('script', 50), at('picture', 50)];
	line('JavaScript as it travels, kB', script.toFixed(1), `≤ ${MARKS.script}`, script <= MARKS.script);
	line('in files', at('files', 50).toFixed(0));
	line('first picture, ms: median', picture.toFixed(0), `< ${MARKS.picture}`, picture < MARKS.picture);
	line('the same, longest', at('picture', 100).toFixed(0), '', at('picture', 100) < MARKS.picture);
	line('its script runs, ms: median', at('alive', 50).toFixed(0));
}

async function firstOf(browser: Browser, owner: SessionHeaders): Promise<First> {
	const context = await contextOf(browser, owner);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const kinds = new Map<string, string>();
	const sizes: number[] = [];
	session.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.mimeType));
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (/javascript/.test(kinds.get(requestId) ?? '')) sizes.push(encodedDataLength);
	});
	await page.addInitScript(() => {
		const seen = window as unknown as { pictureAt?: number };
		const look = () => {
			if (document.querySelector('[data-cell]') === null) return requestAnimationFrame(look);
			// Painted: the frame after the one that found it begins.
			return requestAnimationFrame(() => (seen.pictureAt = performance.now()));
		};
		look();
	});
	// The page follows changes as soon as its script runs.
	const runs = page.waitForRequest((request) => request.url().endsWith('/live/numbers'));
	const from = performance.now();
	await page.goto(`${app.url}/heatmap`, { waitUntil: 'commit' });
	await runs;
	const alive = performance.now() - from;
	await page.waitForLoadState('load');
	await page.waitForFunction(() => (window as unknown as { pictureAt?: number }).pictureAt !== undefined);
	const picture = await page.evaluate(() => (window as unknown as { pictureAt: number }).pictureAt);
	await context.close();
	return {
		picture,
		alive,
		script: sizes.reduce((sum, size) => sum + size, 0) / 1024,
		files: sizes.length
	};
}

async function printIdle(browser: Browser, owner: SessionHeaders): Promise<void> {
	const share = async (seconds: number): Promise<number> => {
		const before = cpuTime(app.pid);
		await delay(seconds * 1_000);
		return (cpuTime(app.pid) - before) / (seconds * 1_000);
	};
	await delay(5_000);
	const alone = await share(idle);
	let requests = 0;
	const contexts: BrowserContext[] = [];
	for (let n = 0; n < HEATMAPS; n++) {
		const context = await contextOf(browser, owner);
		contexts.push(context);
		const page = await context.newPage();
		page.on('request', () => requests++);
		const follows = page.waitForRequest((request) => request.url().endsWith('/live/numbers'));
		await page.goto(`${app.url}/heatmap`);
		await follows;
		await page.locator('[data-cell]').first().waitFor();
	}
	await delay(5_000);
	const opened = requests;
	const open = await share(idle);
	const asked = requests - opened;
	for (const context of contexts) await context.close();
	console.log(`\n${HEATMAPS} open heatmaps, nothing arrives for ${idle} s`);
	const percent = (of: number): string => `${(100 * of).toFixed(2)} %`;
	line('of a core, server with its database', percent(open), `< ${percent(MARKS.idle)}`, open < MARKS.idle);
	line('the same without any page', percent(alone));
	line('requests of all pages', String(asked), '0', asked === 0);
}

async function printBoards(browser: Browser, owner: SessionHeaders): Promise<void> {
	const map = await makeMap(app.url, owner, 'S');
	const api = apiOf(app.url, owner);
	// Its rows follow the document.
	const touchpoints = async (): Promise<number> =>
		(await api<{ journeys: { id: string; touchpoints: number }[] }>('GET', '/heatmap')).journeys.find(
			({ id }) => id === map.journeyId
		)?.touchpoints ?? 0;
	while ((await touchpoints()) < SIZES.S.touchpoints) await delay(100);
	const people: [SessionHeaders, SessionHeaders] = [owner, await invited(app.url, owner, 'editor')];
	const context = await contextOf(browser, owner);
	const live = await liveOnBoards(app.url, people, map.journeyId, context, answers);
	await context.close();
	console.log(`\n100 open boards, ${answers} answers one by one`);
	const mark = `< ${MARKS.boards}`;
	line('answer → its sums on the last board, ms: p95', live.fresh95.toFixed(0), mark, live.fresh95 < MARKS.boards);
	line('the same: median, longest', `${live.fresh.toFixed(0)}, ${live.longest.toFixed(0)}`);
	line(
		'answer → drawn on the board in the browser, ms: p95',
		live.painted95.toFixed(0),
		mark,
		live.painted95 < MARKS.boards
	);
	line('the same: median', live.painted.toFixed(0));
	// The small lines of the cards that the browser shows, every five seconds at most; numbers are told.
	line('requests of all boards, an answer', live.requests.toFixed(2));
}
