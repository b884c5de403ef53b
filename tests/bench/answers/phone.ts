import { parseArgs } from 'node:util';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { startBuiltApp } from '../../support/built-app.ts';
import { askedJourney } from './journey.ts';
import { percentile } from './load.ts';

/*
 * What a respondent on a slow phone waits: Chromium with 400 ms a round trip, 400 kbit/s and a processor four times
 * slower. First view, and from pressing "Send" to reading the thank-you – with script and without, in turns.
 * `npm run build && npm run bench:phone [-- --rounds 9 --peer 860]`
 * `--peer`: what another program needs from submit to thanks in the same run, on this machine, ms; the mark is 0.7 of it.
 */
const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '9' }, peer: { type: 'string', default: '860' } }
});
const [rounds, peer] = [values.rounds, values.peer].map(Number) as [number, number];
/** The marks of the project: bytes of the first view as they travel, and ms from submit to thanks. */
const MARKS = { firstView: 5 * 1024, submit: 0.7 * peer };
const BYTES_A_SECOND = 400_000 / 8;

const app = await startBuiltApp();
const browser = await chromium.launch({
	...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
	args: ['--no-sandbox', '--disable-gpu']
});
try {
	const { code, answered } = await askedJourney(app.url);
	const forms = { script: [] as Visit[], plain: [] as Visit[] };
	for (let round = 0; round <= rounds; round++) {
		for (const form of ['script', 'plain'] as const) {
			const visit = await answer(browser, `${app.url}/s/${code}`, form === 'script');
			// The first of each warms the program up.
			if (round > 0) forms[form].push(visit);
		}
	}
	console.log('median of', rounds, '           first view, bytes   shown, ms   submit → thanks, ms   requests');
	const result = { script: summary('with script', forms.script), plain: summary('without script', forms.plain) };
	const counted = await answered();
	const sent = 2 * (rounds + 1);
	console.log(
		JSON.stringify({
			bench: 'phone',
			...result,
			peer,
			marks: MARKS,
			sent,
			counted,
			scriptFirst: result.script.submit <= result.plain.submit
		})
	);
	if (counted !== sent) process.exitCode = 1;
} finally {
	await browser.close();
	await app.stop();
	app.cleanup();
}

interface Visit {
	readonly bytes: number;
	readonly shown: number;
	readonly submit: number;
	readonly requests: number;
}

async function answer(browser: Browser, address: string, script: boolean): Promise<Visit> {
	const context = await browser.newContext({
		javaScriptEnabled: script,
		locale: 'en',
		viewport: { width: 390, height: 760 },
		isMobile: true,
		hasTouch: true
	});
	const page = await context.newPage();
	const traffic = await slow(page);
	const opened = performance.now();
	await page.goto(address);
	await page.getByRole('button', { name: 'Send' }).waitFor();
	const shown = performance.now() - opened;
	await page.waitForLoadState('networkidle');
	const bytes = traffic.bytes;
	await page.locator('label').nth(9).tap();
	const before = traffic.requests;
	const sent = performance.now();
	await page.getByRole('button', { name: 'Send' }).tap({ noWaitAfter: true });
	await thanked(traffic.session);
	const submit = performance.now() - sent;
	await page.waitForLoadState('networkidle');
	const requests = traffic.requests - before;
	await context.close();
	return { bytes, shown, submit, requests };
}

/** Until the thank-you stands there. Asked without pause: a locator looks again after half a second at the latest. */
async function thanked(session: CDPSession): Promise<void> {
	const expression = `document.querySelector('h1')?.textContent.includes('Thank you') ?? false`;
	for (;;) {
		const { result } = await session.send('Runtime.evaluate', { expression });
		if (result.value === true) return;
	}
}

interface Traffic {
	readonly session: CDPSession;
	bytes: number;
	requests: number;
}

/** Makes a page slow, and counts what travels: bytes with headers, as they came over the wire. */
async function slow(page: Page): Promise<Traffic> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 400,
		downloadThroughput: BYTES_A_SECOND,
		uploadThroughput: BYTES_A_SECOND
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const traffic = { session, bytes: 0, requests: 0 };
	session.on('Network.requestWillBeSent', () => void traffic.requests++);
	session.on('Network.loadingFinished', ({ encodedDataLength }) => void (traffic.bytes += encodedDataLength));
	return traffic;
}

function summary(name: string, visits: readonly Visit[]): Visit {
	const median = (of: keyof Visit): number =>
		Math.round(
			percentile(
				visits.map((visit) => visit[of]),
				50
			)
		);
	const found = {
		bytes: median('bytes'),
		shown: median('shown'),
		submit: median('submit'),
		requests: median('requests')
	};
	console.log(
		name.padEnd(20),
		...[found.bytes, found.shown, found.submit, found.requests].map((n) => String(n).padStart(18))
	);
	return found;
}
