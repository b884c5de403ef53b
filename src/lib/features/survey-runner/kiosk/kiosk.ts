import { uuidv7 } from '#domain/shared/ids.ts';
import { checkTyped, mark, refuse } from '../form-checks.ts';
import { loadParts } from '../load-parts.ts';
import { createHandIn, type HandIn } from './hand-in.ts';
import { openWaitings, type Waitings } from './waiting-answers.ts';

/*
 * One screen for many people, in place of the respondent page's script and only there: each answer is kept here first and
 * handed in behind people's backs, the page begins anew after each, and what was half-typed is gone with whoever left it.
 */

const THANKED_S = 8;
const IDLE_S = 60;
/** Of these the last are said. */
const WARNED_S = 15;
/** So old a page is fetched anew, for its survey and its ticket, when nobody is there. */
const STALE_MS = 60 * 60_000;
/** So often it is asked whether one that was paused is open again. */
const ENDED_MS = 60_000;

const code = location.pathname.split('/')[2] ?? '';
const isTest = /[?&]test/.test(location.search);
const at = <E extends HTMLElement>(selector: string): E => document.querySelector<E>(selector)!;
const withNumber = (text: string, n: number): string => text.replace('{n}', String(n));

const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** Whoever is there: from the first touch to the thank-you, or until they have left. */
interface Person {
	readonly id: string;
	began: boolean;
}

let form: HTMLFormElement;
let loadedAt = Date.now();
let person: Person | null = null;
let idle = 0;
let thanked = 0;
let waitings: Waitings;
let handIn: HandIn;
/** The server said that it is paused or closed: it is shown as soon as nobody is there. */
let hasEnded = false;

const field = (name: string): string => form.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value;

/** What is known of this person, as it is handed in. */
const kept = ({ id, began }: Person, fields: [string, string][] | null) => ({
	id,
	code,
	at: new Date().toISOString(),
	page: field('response'),
	ticket: field('_ticket'),
	version: Number(field('version')),
	language: field('lang'),
	...(isTest && { test: true as const }),
	began,
	fields
});

function say(waiting: number): void {
	const line = document.querySelector<HTMLElement>('[data-kiosk-waiting]');
	// It is closed: nothing is said there.
	if (!line) return;
	const { one = '', kioskWaiting = '' } = line.dataset;
	line.textContent = waiting === 0 ? '' : waiting === 1 ? one : withNumber(kioskWaiting, waiting);
}

/** Empty again, at its beginning, for whoever comes next. */
function beginAnew(): void {
	clearInterval(thanked);
	clearInterval(idle);
	at('[data-kiosk-idle]').hidden = at('[data-kiosk-thanks]').hidden = true;
	form.hidden = false;
	form.reset();
	for (const wrong of form.querySelectorAll<HTMLElement>('[aria-invalid=true]')) mark(wrong, false);
	person = null;
	scrollTo(0, 0);
	(document.activeElement as HTMLElement | null)?.blur();
	if (hasEnded || Date.now() - loadedAt > STALE_MS) void renew();
}

/** Somebody is there, and stays while they do something. */
function touched(): void {
	if (form.hidden || !form.isConnected) return;
	person ??= { id: newId(), began: false };
	let left = IDLE_S;
	const warning = at('[data-kiosk-idle]');
	warning.hidden = true;
	clearInterval(idle);
	idle = window.setInterval(() => {
		left--;
		// Said once, then only counted: what is read aloud again and again is not heard.
		if (left <= WARNED_S) {
			warning.hidden = false;
			warning.textContent = withNumber(warning.dataset.kioskIdle!, left);
		}
		if (left > 0) return;
		leave();
		beginAnew();
	}, 1000);
}

/** They went without an answer: how far they came counts. */
function leave(): void {
	if (person) void waitings.add(kept(person, null)).then(() => handIn.now());
}

async function submit(event: Event): Promise<void> {
	event.preventDefault();
	if (refuse(form) || form.hidden) return;
	person ??= { id: newId(), began: true };
	clearInterval(idle);
	const fields = [...new FormData(form)] as [string, string][];
	form.hidden = true;
	// Only what is kept is thanked for.
	await waitings.add(kept({ ...person, began: true }, fields));
	at('[data-kiosk-kept]').hidden = navigator.onLine;
	at('[data-kiosk-thanks]').hidden = false;
	at('[data-kiosk-thanks] h1').focus();
	scrollTo(0, 0);
	let left = THANKED_S;
	const soon = at('[data-kiosk-soon]');
	const count = (): void => void (soon.textContent = withNumber(soon.dataset.kioskSoon!, left));
	count();
	thanked = window.setInterval(() => {
		left--;
		count();
		if (left <= 0) beginAnew();
	}, 1000);
	void handIn.now();
}

/** Takes the survey as it is now, without leaving the full screen. */
async function renew(): Promise<void> {
	try {
		const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const ended = answer.status === 410;
		if (person !== null || (!ended && (!answer.ok || !page.querySelector('[data-kiosk]')))) return;
		document.documentElement.lang = page.documentElement.lang;
		document.body.replaceWith(page.body);
		loadedAt = Date.now();
		hasEnded = ended;
		if (!ended) return show();
	} catch {
		// No network: the page is good as it is.
	}
	// What is paused goes on by itself.
	if (hasEnded) setTimeout(() => void renew(), ENDED_MS);
}

function show(): void {
	form = at<HTMLFormElement>('form[data-respond]');
	form.noValidate = true;
	form.addEventListener('submit', (event) => void submit(event));
	form.addEventListener('input', ({ target }) => {
		touched();
		if (person) person.began = true;
		checkTyped(target);
	});
	form.addEventListener('change', ({ target }) => {
		const group = (target as Element).closest<HTMLElement>('[data-need]');
		if (group) mark(group, false);
	});
	at('[data-kiosk-next]').addEventListener('click', beginAnew);
	const full = at('[data-kiosk-full]');
	full.hidden = !document.fullscreenEnabled || document.fullscreenElement !== null;
	full.addEventListener('click', () => {
		document.documentElement.requestFullscreen().then(
			() => (full.hidden = true),
			// Refused: the button stays.
			() => undefined
		);
	});
	loadParts();
	void handIn.now();
}

/** A reload without network shows the page as it was last: the worker keeps it, and what it loads. */
function keepPage(): void {
	if (!('serviceWorker' in navigator)) return;
	navigator.serviceWorker
		.register(`/s/${code}/kiosk.js`, { scope: `/s/${code}` })
		.then(() => navigator.serviceWorker.ready)
		.then(({ active }) => {
			const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
			const parts = [...document.querySelectorAll<HTMLElement>('[data-script]')].map(({ dataset }) => dataset.script!);
			const files = [...scripts, ...parts.map((file) => new URL(file, location.href).href)];
			active?.postMessage({ keep: [location.href, ...files] });
		})
		// Without https there is none: then only the answers outlive a reload.
		.catch(() => undefined);
}

async function start(): Promise<void> {
	waitings = await openWaitings(code);
	handIn = createHandIn(code, waitings, say, () => (hasEnded = true));
	addEventListener('online', () => void handIn.now());
	// Another tab of the same kiosk may have kept answers, or handed them in.
	document.addEventListener('visibilitychange', () => void (document.hidden || handIn.now()));
	addEventListener('pointerdown', touched);
	addEventListener('keydown', touched);
	document.addEventListener('fullscreenchange', () => {
		if (form.isConnected) at('[data-kiosk-full]').hidden = document.fullscreenElement !== null;
	});
	show();
	keepPage();
}

void start();
