import { hearCalls } from './calls.ts';
import { mayAsk, wasAsked } from './left-alone.ts';
import { isAmong } from './on-page.ts';
import { make, openPanel, type Panel } from './panel.ts';
import { readSource } from './source.ts';
import { makeTab } from './tab.ts';
import { whenTriggered } from './triggers.ts';

/** So long a survey's page may take to say that it is there, ms. */
const PATIENCE = 20_000;

/** What becomes of a survey, for the website's own scripts. */
const say = (code: string, what: string): boolean =>
	document.dispatchEvent(new CustomEvent(`wayfelt:${what}`, { detail: { code } }));

/** One survey on one website, as the snippet's attributes say (`embedAttributes` writes them). */
export function startEmbed(script: HTMLScriptElement, code: string): void {
	const { mode = 'slide', on = 'now', share, pause, only, except, side, label, height } = script.dataset;
	const [origin, address, words] = readSource(script);
	let who: unknown = script.dataset.customer;
	const key = `wayfelt:${origin}`;
	const days = Number(pause ?? 30);
	const left = side === 'left';
	/** Comes unasked, so that people are left alone afterwards. */
	const asks = mode === 'popup' || mode === 'slide';
	let panel: Panel | undefined;
	let place: HTMLElement | undefined;
	let tab: HTMLElement | undefined;
	let waiting = 0;
	/** In this view of the page: a pause of none is no reason to come back at every trigger. */
	let came = false;

	const isHere = (): boolean => (!only || isAmong(only, location)) && !(except && isAmong(except, location));

	function fire(pressed: boolean): void {
		if (panel || !isHere() || (asks && !pressed && (came || !mayAsk(key, code, Number(share ?? 100), days)))) return;
		came = true;
		show(pressed);
	}

	function show(pressed: boolean): void {
		if (panel) return;
		panel = openPanel({
			src: address(who, asks && !pressed),
			mode,
			left,
			title: words.survey,
			closeLabel: words.close,
			pressed,
			place,
			onload: () => panel?.frame.contentWindow?.postMessage({ wayfelt: 'hello' }, origin),
			onclose: hide
		});
		waiting = window.setTimeout(() => {
			hide();
			console.warn(`Wayfelt: ${code} did not come. Is it open, and is ${location.origin} among its websites?`);
		}, PATIENCE);
	}

	function hide(): void {
		if (!panel) return;
		clearTimeout(waiting);
		panel.remove();
		panel = undefined;
		say(code, 'closed');
		tab?.focus();
	}

	addEventListener('message', ({ data, origin: from, source }: MessageEvent) => {
		if (!panel || from !== origin || source !== panel.frame.contentWindow) return;
		const { wayfelt, height: pixels } = (data ?? {}) as { wayfelt?: unknown; height?: unknown };
		if (wayfelt === 'height' && typeof pixels === 'number') {
			panel.fit(pixels);
			if (!waiting) return;
			clearTimeout(waiting);
			waiting = 0;
			if (asks) wasAsked(key, days);
			say(code, 'shown');
		} else if (wayfelt === 'answered') say(code, 'answered');
		else if (wayfelt === 'escape' && !place) hide();
	});

	if (mode === 'inline') {
		place = make('div', height ? `min-height:${height}px` : '');
		if (isHere()) script.after(place);
	}

	function begin(): void {
		if (mode === 'tab' && isHere()) {
			tab = makeTab(label ?? words.tab, left, () => (panel ? hide() : show(true)));
			document.body.append(tab);
		}
		// Who is there is heard of before anything is asked.
		hearCalls((name, argument) => {
			if (name === 'identify') who = argument;
			else if (name === 'show' && (argument === undefined || argument === code)) show(true);
			else if (name === 'hide') hide();
			else if (name === 'track' && mode !== 'tab' && on === `event ${argument as string}`) fire(false);
		});
		if (mode !== 'tab') whenTriggered(on, fire);
	}

	if (document.body) begin();
	else document.addEventListener('DOMContentLoaded', begin);
}
