import { createKeptAnswer } from './kept-answer.ts';

/*
 * The respondent page's only script; loaded as a file of its own, without Svelte. The page works without it. With it an
 * answer needs one round trip – the server answers with the page to show, which takes the place of this one – and
 * outlives a lost connection: it is kept on the device and sent again, with the same response id, until the server has
 * it. Written for Chrome 87 and Safari 14.
 */

const code = location.pathname.split('/')[2] ?? '';
const keptAnswer = createKeptAnswer(
	() => localStorage,
	code,
	() => Date.now()
);
const LONGEST_WAIT = 30_000;

interface WeixinBridge {
	call(name: string): void;
}
const weixin = (): WeixinBridge | undefined => (window as { WeixinJSBridge?: WeixinBridge }).WeixinJSBridge;

/** The form that is shown: what waits to be sent, and what the page's return means for it. */
let shown: { online(): void; returned(): void } | undefined;
window.addEventListener('online', () => shown?.online());
// The page may come back from the browser's memory, with its button as it was left.
window.addEventListener('pageshow', ({ persisted }) => {
	if (persisted) shown?.returned();
});
begin();

function begin(): void {
	shown = undefined;
	const form = document.querySelector<HTMLFormElement>('form[data-respond]');
	if (form) respond(form);
	else if (document.querySelector('[data-thanks]')) thanked();
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
	const wrong = document.querySelector<HTMLElement>('[aria-invalid=true] input, textarea[aria-invalid=true]');
	const start = wrong ?? document.querySelector('h1')!;
	if (!wrong) start.tabIndex = -1;
	start.focus();
	return true;
}

function respond(form: HTMLFormElement): void {
	const button = form.querySelector('button')!;
	const label = button.textContent;
	const keptNote = form.querySelector<HTMLElement>('[data-kept]')!;
	const response = form.querySelector<HTMLInputElement>('input[name=response]')!;
	let sending = false;
	let failures = 0;
	let timer = 0;

	// Texts only: the form has no field for files.
	const values = () => [...new FormData(form)] as [string, string][];
	const keep = (sent: boolean): void => keptAnswer.keep({ response: response.value, values: values(), sent });

	function show(busy: boolean): void {
		button.setAttribute('aria-disabled', String(busy));
		button.textContent = busy ? (form.dataset.sending ?? label) : label;
	}

	async function send(): Promise<void> {
		if (sending) return;
		sending = true;
		clearTimeout(timer);
		show(true);
		// What it is that an answer waits for.
		let why: 'waiting' | 'busy' = 'waiting';
		try {
			const answer = await fetch(form.getAttribute('action')!, {
				method: 'POST',
				headers: { accept: 'text/html', 'x-respondent': 'script' },
				body: new URLSearchParams(values())
			});
			// A server that is just restarting, or too busy: that passes.
			if (answer.status >= 500 || answer.status === 429) {
				why = 'busy';
				throw new Error(String(answer.status));
			}
			const page = await answer.text();
			// Something to put right, or closed by now: what was typed stays here too, but is not sent by itself any more.
			if (!answer.ok) keep(false);
			if (replaceBy(page)) return;
			// A page of somebody else's, as the sign-in of a hotel's network, is no receipt. A refusal the browser may show.
			if (answer.ok) throw new Error('not ours');
			// Not by its own name: a question may be called so.
			HTMLFormElement.prototype.submit.call(form);
		} catch {
			sending = false;
			keptNote.hidden = false;
			// Only what is said for the first time, or anew, is read aloud.
			const note = keptNote.dataset[why === 'busy' ? 'busy' : 'kept']!;
			if (keptNote.textContent !== note) keptNote.textContent = note;
			button.textContent = form.dataset[why] ?? label;
			timer = window.setTimeout(send, Math.min(LONGEST_WAIT, 1000 * 2 ** failures++) * (0.75 + Math.random() / 2));
		}
	}

	// The browser's own hints speak the browser's language, ours the survey's.
	form.noValidate = true;
	const groups = [...form.querySelectorAll<HTMLElement>('[role=radiogroup]')];
	const texts = [...form.querySelectorAll('textarea')];
	function mark(field: HTMLElement, is: boolean): void {
		field.setAttribute('aria-invalid', String(is));
		document.getElementById(`${field.id || field.getAttribute('aria-labelledby')!}-problem`)!.hidden = !is;
	}
	const isMissing = (group: HTMLElement): boolean =>
		!!group.querySelector(':required') && !group.querySelector(':checked');
	/** Says of a text that is too long how long it is. */
	function isTooLong(text: HTMLTextAreaElement): boolean {
		const { max, long } = text.dataset;
		const is = text.value.trim().length > Number(max);
		if (is)
			document.getElementById(`${text.id}-problem`)!.textContent = long!.replace('{n}', `${text.value.trim().length}`);
		return is;
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const wrong = [...groups.filter(isMissing), ...texts.filter(isTooLong)];
		for (const field of wrong) mark(field, true);
		if (wrong[0]) {
			(wrong[0].querySelector('input') ?? wrong[0]).focus();
			wrong[0].scrollIntoView({ block: 'nearest' });
			return;
		}
		keep(true);
		failures = 0;
		void send();
	});
	form.addEventListener('input', ({ target }) => {
		keep(false);
		if (target instanceof HTMLTextAreaElement && target.getAttribute('aria-invalid') === 'true')
			mark(target, isTooLong(target));
	});
	form.addEventListener('change', ({ target }) => {
		const group = (target as Element).closest<HTMLElement>('[role=radiogroup]');
		if (group) mark(group, false);
		group?.nextElementSibling?.scrollIntoView({ block: 'nearest' });
	});
	shown = {
		online() {
			if (timer) void send();
		},
		returned() {
			sending = false;
			show(false);
		}
	};

	const kept = keptAnswer.recall();
	// A page that the server sent back with something to put right knows better than what was kept.
	if (kept === null || form.querySelector('[role=alert]')) return;
	response.value = kept.response;
	for (const [name, value] of new URLSearchParams(kept.values)) {
		// Version and language are those of the page that is shown.
		if (name === 'version' || name === 'lang') continue;
		for (const field of form.elements as Iterable<Element> as Iterable<HTMLInputElement>) {
			if (field.name !== name) continue;
			// What can be ticked keeps its own value.
			if (!/radio|checkbox/.test(field.type)) field.value = value;
			else if (field.value === value) field.checked = true;
		}
	}
	if (kept.sent) void send();
}

function thanked(): void {
	keptAnswer.forget();
	const done = document.querySelector<HTMLElement>('[data-close]');
	// Inside WeChat there is a window to close; elsewhere a page may not close itself.
	const offer = (): void => {
		if (!done || !weixin()) return;
		done.hidden = false;
		done.addEventListener('click', () => weixin()?.call('closeWindow'));
	};
	if (weixin()) offer();
	else document.addEventListener('WeixinJSBridgeReady', offer);
}
