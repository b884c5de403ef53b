/*
 * `embed.js` on somebody's page in Chromium, beside the scripts of Formbricks and Typeform on the same page: bytes, what is
 * asked for and stored before anything is triggered, layout shift, and time on the main thread (processor four times slower).
 * The peers are installed into a folder of this run. Their surveys come from their own servers, which nobody reaches here:
 * what those send besides is not in the figures. What stands in docs/embed.md was printed by it.
 *
 *     npm run build && npm run bench:embed [-- --rounds=9]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { demoOwner } from '../../../server/admin/demo-content.ts';
import { apiOf, signIn, type CallApi } from '../../process/support/visitors.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { percentile } from '../answers/load.ts';

const ROUNDS = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 9);
/** So long a page is looked at before anything is triggered, ms. */
const REST = 2_000;
const PEERS = { '@formbricks/js': '5.1.0', '@typeform/embed': '6.1.1' };
/** The marks of the project: bytes, requests and stored things, ms. */
const MARKS = { gzip: 3 * 1024, raw: 10 * 1024, before: 0, shift: 0, busy: 30 };

type Script = 'none' | 'wayfelt' | 'formbricks' | 'typeform';
interface Figures {
	readonly asked: number;
	readonly stored: number;
	readonly shift: number;
	readonly busy: number;
	/** Until it is shown; of ours alone. */
	readonly shownShift?: number;
	readonly shownBusy?: number;
}

const folder = mkdtempSync(join(tmpdir(), 'wayfelt-embed-'));
writeFileSync(join(folder, 'package.json'), '{"private":true}');
const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...wanted], { cwd: folder });
const fileOf = (path: string): Buffer => readFileSync(join(folder, 'node_modules', path));
const files: Readonly<Record<Exclude<Script, 'none'>, Buffer>> = {
	wayfelt: readFileSync('build/client/embed.js'),
	formbricks: fileOf('@formbricks/js/dist/index.js'),
	typeform: fileOf('@typeform/embed/build/embed.js')
};

const app = await startBuiltApp({}, ['--demo']);
let code = '';
const tags = (): Readonly<Record<Script, string>> => ({
	none: '',
	wayfelt: `<script src="${app.url}/embed.js" async data-code="${code}" data-on="event ready"></script>`,
	formbricks: `<script type="module">import formbricks from '/formbricks.js'; formbricks.setup({ environmentId: 'cm0bench', appUrl: location.origin });</script>`,
	typeform: '<button data-tf-popup="K7Q2MabC">Say it</button><script src="/typeform.js" async></script>'
});
const host = createServer(({ url = '/' }, response) => {
	const [, file] = /^\/(formbricks|typeform)\.js$/.exec(url) ?? [];
	if (file) return response.setHeader('content-type', 'text/javascript').end(files[file as 'typeform']);
	const shown = /^\/page\/(\w+)$/.exec(url)?.[1] as Script | undefined;
	if (!shown) return response.writeHead(404).end();
	response.setHeader('content-type', 'text/html');
	response.end(
		`<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><style>body{font:16px sans-serif;max-width:60em;margin:auto}</style><h1>Shop</h1>${`<p>${'A word about what is sold here. '.repeat(20)}</p>`.repeat(30)}${tags()[shown]}`
	);
});
await new Promise<void>((ready) => host.listen(0, '127.0.0.1', ready));
const home = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;

const browser = await chromium.launch({
	...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync']
});
try {
	const owner = await signIn(app.url, demoOwner);
	const api = apiOf(app.url, owner);
	code = await makeCollector(api);
	const all = new Map<Script, Figures[]>();
	for (let round = 0; round < ROUNDS; round++)
		for (const script of ['none', 'wayfelt', 'formbricks', 'typeform'] as const)
			all.set(script, [...(all.get(script) ?? []), await measured(script)]);
	print(all);
} finally {
	await browser.close();
	host.close();
	await app.stop();
	app.cleanup();
	rmSync(folder, { recursive: true, force: true });
}

async function makeCollector(api: CallApi): Promise<string> {
	const journey = await api<{ id: string }>('POST', '/journeys', { title: 'On the web', template: 'retail' });
	const { touchpoints } = await api<{ touchpoints: readonly { id: string }[] }>('GET', `/journeys/${journey.id}`);
	const { collector } = await api<{ collector: { id: string; code: string; embed: object } }>(
		'POST',
		`/touchpoints/${touchpoints[0]!.id}/ask`,
		{ journeyId: journey.id, kind: 'csat', channel: 'embed' }
	);
	await api('PATCH', `/collectors/${collector.id}`, { embed: { ...collector.embed, origins: [home] } });
	return collector.code;
}

async function measured(script: Script): Promise<Figures> {
	const context = await browser.newContext({ locale: 'en-US' });
	const page = await context.newPage();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	// The servers of others are not there, whatever is asked of them.
	await page.route(/^https:/, (route) => route.abort());
	await page.addInitScript(() => {
		Reflect.set(window, 'shift', 0);
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
				Reflect.set(window, 'shift', (Reflect.get(window, 'shift') as number) + entry.value);
		}).observe({ type: 'layout-shift', buffered: true });
	});
	const cdp = await context.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile'] });
	await page.goto(`${home}/page/${script}`, { waitUntil: 'load' });
	await delay(REST);
	const before = {
		asked: asked.filter((url) => !isOwn(url)).length,
		stored: await storedBy(page),
		shift: await shiftOf(page)
	};
	if (script !== 'wayfelt') {
		const busy = busyIn(await browser.stopTracing(), script);
		await context.close();
		return { ...before, busy };
	}
	const busy = busyIn(await browser.stopTracing(), script);
	await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile'] });
	await page.evaluate(
		() =>
			new Promise((shown) => {
				document.addEventListener('wayfelt:shown', shown);
				(Reflect.get(window, 'wayfelt') as { track(name: string): void }).track('ready');
			})
	);
	await delay(REST);
	const shown = { shownShift: await shiftOf(page), shownBusy: busy + busyIn(await browser.stopTracing(), script) };
	await context.close();
	return { ...before, busy, ...shown };
}

/** The page, and the one file of each script. */
function isOwn(url: string): boolean {
	return url.startsWith(`${home}/page/`) || /\/(embed|formbricks|typeform)\.js$/.test(url) || url.startsWith('data:');
}

function shiftOf(page: Page): Promise<number> {
	return page.evaluate(() => Reflect.get(window, 'shift') as number);
}

function storedBy(page: Page): Promise<number> {
	return page.evaluate(
		async () =>
			localStorage.length + sessionStorage.length + document.cookie.length + (await indexedDB.databases()).length
	);
}

interface Traced {
	readonly name: string;
	readonly ph: string;
	readonly ts: number;
	readonly dur?: number;
	readonly args?: { readonly data?: { readonly url?: string }; readonly fileName?: string };
}

/** Time in which the script's own file was compiled or run, ms; what lies in one another counts once. */
function busyIn(trace: Buffer, script: Script): number {
	const file = script === 'wayfelt' ? '/embed.js' : `/${script}.js`;
	const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly Traced[] };
	const mine = traceEvents
		.filter(({ ph, args }) => ph === 'X' && (args?.data?.url ?? args?.fileName ?? '').endsWith(file))
		.filter(({ name }) => /^(EvaluateScript|FunctionCall|v8\.(compile|compileModule|evaluateModule|run))$/.test(name))
		.map(({ ts, dur = 0 }) => [ts, ts + dur] as const)
		.sort(([a], [b]) => a - b);
	let [busy, until] = [0, 0];
	for (const [from, to] of mine) {
		busy += Math.max(0, to - Math.max(from, until));
		until = Math.max(until, to);
	}
	return busy / 1000;
}

function print(all: ReadonlyMap<Script, readonly Figures[]>): void {
	const median = (script: Script, of: keyof Figures): number =>
		percentile(
			all.get(script)!.map((one) => one[of] ?? 0),
			0.5
		);
	const names = {
		wayfelt: 'Wayfelt',
		formbricks: `@formbricks/js ${PEERS['@formbricks/js']}`,
		typeform: `@typeform/embed ${PEERS['@typeform/embed']}`
	};
	const scripts = ['wayfelt', 'formbricks', 'typeform'] as const;
	const rows: [string, (script: (typeof scripts)[number]) => number, number, number][] = [
		['gzip, bytes', (script) => gzipSync(files[script], { level: 9 }).length, MARKS.gzip, 0],
		['raw, bytes', (script) => files[script].length, MARKS.raw, 0],
		['requests before a trigger', (script) => median(script, 'asked') - median('none', 'asked'), MARKS.before, 0],
		['stored before a trigger', (script) => median(script, 'stored'), MARKS.before, 0],
		['layout shift before a trigger', (script) => median(script, 'shift') - median('none', 'shift'), MARKS.shift, 3],
		['main thread before a trigger, ms', (script) => median(script, 'busy'), MARKS.busy, 1]
	];
	console.log(`| | ${scripts.map((script) => names[script]).join(' | ')} |\n| --- | ---: | ---: | ---: |`);
	for (const [what, of, mark, digits] of rows) {
		const [own, ...others] = scripts.map(of) as [number, ...number[]];
		const beside = others.map((value) =>
			own > 0 && value > 0 ? `${value.toFixed(digits)} (${(value / own).toFixed(1)} ×)` : value.toFixed(digits)
		);
		console.log(`| ${what} | ${own.toFixed(digits)} | ${beside.join(' | ')} |${own > mark ? ' missed' : ''}`);
	}
	const shift = median('wayfelt', 'shownShift');
	const busy = median('wayfelt', 'shownBusy');
	console.log(`| layout shift, shown | ${shift.toFixed(3)} | – | – |${shift > MARKS.shift ? ' missed' : ''}`);
	console.log(`| main thread until shown, ms | ${busy.toFixed(1)} | – | – |${busy > MARKS.busy ? ' missed' : ''}`);
}
