import { checkTyped, mark, refuse, within } from './form-checks.ts';
import { createKeptAnswer } from './kept-answer.ts';
import { loadParts } from './load-parts.ts';
import { refill } from './refill.ts';
import { createSending, type Sending } from './send-answer.ts';

/*
 * The respondent page's only script; loaded as a file of its own, without Svelte. The page works without it. With it an
 * answer needs one round trip – the server answers with the page to show, which takes the place of this one – and
 * outlives a lost connection: it is kept on the device and sent again, with the same response id, until the server has
 * it. Written for Chrome 87 and Safari 14.
 */

const code = location.pathname.split('/')[2] ?? '';
/** visit.ts, which nobody waits for. */
const visit = `/s/${code}/seen`;
// What is tried out, and what is meant for one person, stays apart.
const whose = document.querySelector('form')?.dataset.whose ?? '';
const keptAnswer = createKeptAnswer(
	() => localStorage,
	code + whose,
	() => Date.now()
);

/** The form that is shown: what waits to be sent, and what the page's return means for it. */
let shown: Pick<Sending, 'online' | 'returned'> | undefined;
addEventListener('online', () => shown?.online());
// The page may come back from the browser's memory, with its button as it was left.
addEventListener('pageshow', ({ persisted }) => {
	if (persisted) shown?.returned();
});
begin();
setTimeout(() => import(visit), 1000);

function begin(): void {
	shown = undefined;
	const form = document.querySelector<HTMLFormElement>('form[data-respond]');
	if (form) respond(form);
	else if (document.querySelector('[data-thanks]')) keptAnswer.forget();
}

/** Puts the page that the server answered with in the place of this one. @returns false when it is none of ours */
function replaceBy(html: string): boolean {
	const page = new DOMParser().parseFromString(html, 'text/html');
	if (!page.querySelector('[data-paper]')) return false;
	document.title = page.title;
	document.documentElement.lang = page.documentElement.lang;
	document.head.append(...page.head.querySelectorAll('style'));
	document.body.replaceWith(page.body);
	// Where a reload, or the way back from elsewhere, shows the thank-you again, and never the form.
	const thanks = document.querySelector<HTMLElement>('[data-thanks]');
	if (thanks) history.replaceState(null, '', thanks.dataset.thanks);
	scrollTo(0, 0);
	begin();
	// For whoever hears the page: it begins anew at what has to be put right, else at its heading.
	const wrong = document.querySelector<HTMLElement>('[aria-invalid=true]');
	const start = wrong ? within(wrong) : document.querySelector('h1')!;
	if (!wrong) start.tabIndex = -1;
	start.focus();
	return true;
}

function respond(form: HTMLFormElement): void {
	const response = form.querySelector<HTMLInputElement>('input[name=response]')!;
	// Texts only: the form has no field for files.
	const values = () => [...new FormData(form)] as [string, string][];
	const keep = (sent: boolean): void => keptAnswer.keep({ response: response.value, values: values(), sent });
	const sending = createSending(form, values, () => keep(false), replaceBy);
	form.noValidate = true;

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		if (refuse(form)) return;
		keep(true);
		sending.send();
	});
	form.addEventListener('input', ({ target }) => {
		keep(false);
		checkTyped(target);
	});
	form.addEventListener('change', (event) => {
		const target = event.target as HTMLInputElement;
		const group = target.closest<HTMLElement>('[role]');
		if (group?.matches('[data-need]')) mark(group, false);
		if (target.type === 'radio') group?.nextElementSibling?.scrollIntoView({ block: 'nearest' });
	});
	shown = sending;
	loadParts();

	const kept = keptAnswer.recall();
	// A page that the server sent back with something to put right knows better than what was kept.
	if (kept === null || form.querySelector('[role=alert]')) return;
	response.value = kept.response;
	refill(form, kept.values);
	if (kept.sent) sending.send();
}
