/*
 * Tells the server that the respondent page is looked at, and that somebody began to answer. Fetched when it has been open
 * for a second: neither link checkers nor pages fetched ahead are, and nobody waits for it. What it tells stands in the
 * name of the window: a reload, or a look in another language, is the same visit, and nothing is stored. The thank-you,
 * which nobody reaches sooner, gets what it needs from here as well.
 */

import { offerClosing } from './close-in-wechat.ts';

const code = location.pathname.split('/')[2] ?? '';
const own = `c=${code}&`;
const form = document.querySelector<HTMLFormElement>('form[data-respond]');
let begun = false;

const valueOf = (name: string): string => form!.querySelector<HTMLInputElement>(`[name=${name}]`)!.value;
const isSeen = (): boolean => window.name.startsWith(own);
/** Answers that were given before this was here, too. */
const hasBegun = (): boolean =>
	!!form!.querySelector(':checked') || [...form!.querySelectorAll('textarea')].some(({ value }) => value !== '');

function tell(started: string): void {
	if (!isSeen()) window.name = `${own}r=${valueOf('response')}&t=${valueOf('_ticket')}`;
	navigator.sendBeacon(`/s/${code}/seen`, window.name + started);
}

function began(): void {
	if (!begun) tell('&s');
	begun = true;
}

function look(): void {
	if (!isSeen() && !document.hidden) tell('');
}

function thanked(): void {
	if (!document.querySelector('[data-thanks]')) return;
	// The next one who opens the page here is another visit.
	window.name = '';
	offerClosing();
}

// In WeCom the account of another platform would have to sign it.
const isWechat = /MicroMessenger\//i.test(navigator.userAgent) && !/wxwork\//i.test(navigator.userAgent);
const share = `/s/${code}/share`;
if (isWechat && code) import(/* @vite-ignore */ share);

thanked();
// The thank-you takes the place of the page.
new MutationObserver(thanked).observe(document.documentElement, { childList: true });
// What is tried out is told by nobody.
if (form && !form.querySelector('[name=_test]')) {
	if (hasBegun()) began();
	look();
	form.addEventListener('input', began);
	document.addEventListener('visibilitychange', () => setTimeout(look, 1000));
}
