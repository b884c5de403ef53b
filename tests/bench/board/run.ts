/*
 * How the board bears large maps and many people, beside the smallest Svelte Flow page with as many boxes, in one run of
 * one browser: opening, moving, sizing, typing, others' pointers and edits. Medians of the rounds, and their ratios.
 *
 *     npm run build && npm run bench:board [-- --rounds=3 --sizes=S,L --parts=open,pan,zoom,type,edits,cursors,phone,live]
 */
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext } from 'playwright';
import { signIn } from '../../process/support/visitors.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { serveBare } from './bare.ts';
import { liveOnBoards } from './live.ts';
import { makeMap, type BenchMap, type PlainMap, type Size } from './maps.ts';
import { othersOnBare, othersOnBoard, type Others } from './others.ts';
import { median, MeasuredPage, type Frames } from './page.ts';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		sizes: { type: 'string', default: 'S,L' },
		parts: { type: 'string', default: 'open,pan,zoom,type,edits,cursors,phone,live' }
	}
});
const sizes = values.sizes.split(',') as Size[];
const parts = values.parts.split(',');

type Figures = Record<string, number>;

/** What is asked of each figure: ours divided by the bare page's, for the small and the large map; `itself`: of ours alone. */
const MARKS: Readonly<
	Record<string, { readonly S: number; readonly L: number; readonly atLeast?: true; readonly itself?: true }>
> = {
	'first cards, ms': { S: 1.8, L: 2 },
	'first cards at the second opening, ms': { S: 1.8, L: 1 },
	'longest task while opening, ms': { S: 1.5, L: 1.5 },
	'heap, MB': { S: 1.5, L: 2 },
	'DOM nodes': { S: 1.5, L: 2.5 },
	'pan, frames/s': { S: 0.95, L: 0.9, atLeast: true },
	'pan at 4× slower, frames/s': { S: 0.85, L: 0.8, atLeast: true },
	'pan, worst 5 % of frames, ms': { S: 1.3, L: 1.5 },
	'zoom, frames/s': { S: 0.95, L: 0.9, atLeast: true },
	'zoom at 4× slower, frames/s': { S: 0.85, L: 0.8, atLeast: true },
	'zoom, worst 5 % of frames, ms': { S: 1.3, L: 1.5 },
	'key → shown, ms': { S: 1.1, L: 1.1 },
	'Enter → shown, ms': { S: 1.5, L: 2 },
	"another's edit → shown, ms": { S: 1.5, L: 2 },
	'20 pointers at 4×, frames/s': { S: 0.95, L: 0.9, atLeast: true },
	'20 pointers at 4×, script ms/s': { S: 2, L: 3 },
	'50 pointers at 4×, frames/s': { S: 0.95, L: 0.9, atLeast: true },
	'50 pointers at 4×, script ms/s': { S: 2, L: 3 },
	'phone: first cards, ms': { S: 1.8, L: 2 },
	'phone: first cards at the second opening, ms': { S: 1.8, L: 1 },
	'phone: longest task while opening, ms': { S: 1.5, L: 1.5 },
	'phone: heap, MB': { S: 150, L: 150, itself: true },
	'phone: DOM nodes': { S: 1.5, L: 2.5 },
	'phone: key → shown, ms': { S: 1.1, L: 1.1 },
	'phone: Enter → shown, ms': { S: 1.5, L: 2 }
};
const DESK = { width: 1440, height: 900 };
/** Where the map is a list. */
const PHONE = { width: 390, height: 844 };

const app = await startBuiltApp();
const browser = await chromium.launch({
	...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
	args: ['--no-sandbox', '--disable-gpu']
});
const headers = await signIn(app.url);
const maps = {} as Record<Size, BenchMap>;
for (const size of sizes) maps[size] = await makeMap(app.url, headers, size);
const bare = await serveBare(
	Object.fromEntries(sizes.map((size) => [size, maps[size].plain])) as Record<string, PlainMap>
);
try {
	for (const size of sizes) {
		const ours: Figures[] = [];
		const theirs: Figures[] = [];
		for (let round = 0; round < Number(values.rounds); round++) {
			ours.push(await measure('ours', size));
			theirs.push(await measure('bare', size));
		}
		print(size, ours, theirs);
		if (parts.includes('live')) await printLive(size);
	}
} finally {
	await browser.close();
	bare.close();
	await app.stop();
	app.cleanup();
}

async function measure(who: 'ours' | 'bare', size: Size): Promise<Figures> {
	const figures = await on(DESK, who, size, (page, others) => figuresOf(page, others, size));
	if (!parts.includes('phone')) return figures;
	const phone = await on(PHONE, who, size, async (page) => ({
		...(await opening(page)),
		...(await typing(page, maps[size]))
	}));
	for (const [name, value] of Object.entries(phone)) figures[`phone: ${name}`] = value;
	return figures;
}

/** What is measured of one of the two on a screen of that size. */
async function on(
	viewport: typeof DESK,
	who: 'ours' | 'bare',
	size: Size,
	work: (page: MeasuredPage, others: Others) => Promise<Figures>
): Promise<Figures> {
	const context = await browser.newContext({ viewport, locale: 'en-US' });
	const map = maps[size];
	if (who === 'ours') await signedIn(context);
	const url = who === 'ours' ? `${app.url}/journeys/${map.journeyId}` : `${bare.url}/?size=${size}`;
	const page = await MeasuredPage.in(context, url);
	const others = who === 'ours' ? await othersOnBoard(app.url, headers, map.journeyId) : await othersOnBare(bare);
	try {
		return await work(page, others);
	} finally {
		others.close();
		await context.close();
	}
}

async function opening(page: MeasuredPage): Promise<Figures> {
	const { first, longest } = await page.open();
	const second = (await page.open()).first;
	const { heap, dom } = await page.size();
	return {
		'first cards, ms': first,
		'longest task while opening, ms': longest,
		'first cards at the second opening, ms': second,
		'heap, MB': heap,
		'DOM nodes': dom
	};
}

async function typing(page: MeasuredPage, { mine }: BenchMap): Promise<Figures> {
	const { key, enter } = await page.type(mine);
	return { 'key → shown, ms': key, 'Enter → shown, ms': enter };
}

/** Has no counterpart on the bare page: what is asked is absolute. */
async function printLive(size: Size): Promise<void> {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
	await signedIn(context);
	const { fresh, longest, painted, requests, told, burst } = await liveOnBoards(
		app.url,
		[headers],
		maps[size].journeyId,
		context
	);
	await context.close();
	const line = (name: string, value: string, mark = '', met = true): void =>
		console.log(name.padEnd(50), value.padStart(9), mark.padStart(8), met ? '' : 'missed');
	console.log(`\n${size}: fifty boards, mark`);
	line('requests of all boards, an answer', requests.toFixed(2), '0', requests === 0);
	line('answer → sums on the last board, ms: median', fresh.toFixed(0), '< 500', fresh < 500);
	line('the same, longest', longest.toFixed(0), '< 500', longest < 500);
	line("answer → its scene's head in a browser, ms: median", painted.toFixed(0), '< 500', painted < 500);
	line('bytes to one board, an answer', told.toFixed(0));
	line('messages a second to one board in a burst', burst.toFixed(1));
}

async function signedIn(context: BrowserContext): Promise<void> {
	const cookies = headers.cookie!.split('; ').map((one) => {
		const [name, ...value] = one.split('=');
		return { name: name!, value: value.join('='), url: app.url };
	});
	await context.addCookies(cookies);
}

async function figuresOf(page: MeasuredPage, others: Others, size: Size): Promise<Figures> {
	const figures: Figures = {};
	const map = maps[size];
	if (parts.includes('open')) Object.assign(figures, await opening(page));
	else await page.open();
	if (parts.includes('type')) Object.assign(figures, await typing(page, map));
	if (parts.includes('edits')) {
		const times: number[] = [];
		for (let i = 0; i < 7; i++) {
			const title = `Edited ${i} ${Math.random()}`;
			times.push(await page.edited(title, () => others.edit(map.theirs, title)));
		}
		figures["another's edit → shown, ms"] = median(times);
	}
	if (parts.includes('cursors'))
		for (const people of [20, 50]) {
			const stop = await others.move(people);
			await page.page.waitForFunction((n) => document.querySelectorAll('[data-cursor]').length >= n, people);
			await page.throttle(4);
			const { fps, script } = await page.frames(() => new Promise((next) => setTimeout(next, 3_000)));
			await page.throttle(1);
			stop();
			figures[`${people} pointers at 4×, frames/s`] = fps;
			figures[`${people} pointers at 4×, script ms/s`] = script;
		}
	const moves = {
		pan: (ms: number) => page.pan(ms, size === 'L'),
		zoom: (ms: number) => page.zoom(ms)
	};
	for (const [name, move] of Object.entries(moves)) {
		if (!parts.includes(name)) continue;
		const quick: Frames = await page.frames(() => move(4_000));
		figures[`${name}, frames/s`] = quick.fps;
		figures[`${name}, worst 5 % of frames, ms`] = quick.slow;
		await page.throttle(4);
		figures[`${name} at 4× slower, frames/s`] = (await page.frames(() => move(3_000))).fps;
		await page.throttle(1);
	}
	return figures;
}

function print(size: Size, ours: readonly Figures[], theirs: readonly Figures[]): void {
	console.log(`\n${size}: ours, bare, ratio, mark`);
	for (const [name, mark] of Object.entries(MARKS)) {
		const [a, b] = [ours, theirs].map((all) => median(all.map((one) => one[name] ?? NaN)));
		if (Number.isNaN(a) || Number.isNaN(b)) continue;
		const ratio = a! / b!;
		const wanted = size === 'S' ? mark.S : mark.L;
		const met = mark.itself ? a! <= wanted : mark.atLeast ? ratio >= wanted : ratio <= wanted;
		console.log(
			[
				name.padEnd(40),
				a!.toFixed(1).padStart(9),
				b!.toFixed(1).padStart(9),
				`${ratio.toFixed(2)}×`.padStart(8),
				`${mark.atLeast ? '≥' : '≤'} ${wanted}${mark.itself ? '' : '×'}`.padStart(8),
				met ? '' : 'missed'
			].join(' ')
		);
	}
}
