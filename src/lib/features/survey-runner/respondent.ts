import { createKeeper } from './keeper.ts';

/*
 * The respondent page's only script; loaded as a file of its own, without Svelte. The page works without it. With it an
 * answer outlives a lost connection: it is kept on the device and sent again, with the same response id, until the
 * server has it. Written for Chrome 87 and Safari 14.
 */

const code = location.pathname.split('/')[2] ?? '';
const keeper = createKeeper(
	() => localStorage,
	code,
	() => Date.now()
);
const LONGEST_WAIT = 30_000;

interface WeixinBridge {
	call(name: string): void;
}
const weixin = (): WeixinBridge | undefined => (window as { WeixinJSBridge?: WeixinBridge }).WeixinJSBridge;

const form = document.querySelector<HTMLFormElement>('form[data-respond]');
if (form) respond(form);
else if (document.querySelector('[data-thanks]')) thanked();

function respond(form: HTMLFormElement): void {
	const button = form.querySelector('button')!;
	const label = button.textContent;
	const keptNote = form.querySelector<HTMLElement>('[data-kept]')!;
	const response = form.querySelector<HTMLInputElement>('input[name=response]')!;
	let sending = false;
	let failures = 0;
	let timer = 0;

	const values = (): Record<string, string> => {
		const found: Record<string, string> = {};
		new FormData(form).forEach((value, name) => {
			if (typeof value === 'string') found[name] = value;
		});
		return found;
	};
	const keep = (sent: boolean): void => keeper.keep({ response: response.value, values: values(), sent });

	function show(busy: boolean): void {
		button.setAttribute('aria-disabled', String(busy));
		button.textContent = busy ? (form.dataset.sending ?? label) : label;
	}

	async function send(): Promise<void> {
		if (sending) return;
		sending = true;
		clearTimeout(timer);
		show(true);
		try {
			const answer = await fetch(form.action, {
				method: 'POST',
				headers: { accept: 'text/html' },
				body: new URLSearchParams(values())
			});
			if (answer.ok && answer.redirected) {
				keeper.forget();
				// Back must not lead to the form again.
				location.replace(answer.url);
				return;
			}
			// Something to put right, or closed by now: let the browser show the server's own page.
			if (answer.status < 500 && answer.status !== 429) {
				keep(false);
				form.submit();
				return;
			}
			throw new Error(String(answer.status));
		} catch {
			// No connection, or a server that is just restarting: both pass.
			sending = false;
			keptNote.hidden = false;
			timer = window.setTimeout(send, Math.min(LONGEST_WAIT, 1000 * 2 ** failures++) * (0.75 + Math.random() / 2));
		}
	}

	// The browser's own hints speak the browser's language, ours the survey's.
	form.noValidate = true;
	const groups = [...form.querySelectorAll<HTMLElement>('[role=radiogroup]')];
	function missing(group: HTMLElement, is: boolean): void {
		group.setAttribute('aria-invalid', String(is));
		group.querySelector<HTMLElement>('.problem')!.hidden = !is;
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const unanswered = groups.filter((group) => group.querySelector(':required') && !group.querySelector(':checked'));
		for (const group of unanswered) missing(group, true);
		if (unanswered[0]) {
			unanswered[0].querySelector('input')!.focus();
			unanswered[0].scrollIntoView({ block: 'nearest' });
			return;
		}
		keep(true);
		failures = 0;
		void send();
	});
	form.addEventListener('input', () => keep(false));
	form.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
		const group = target.closest<HTMLElement>('[role=radiogroup]');
		if (group) missing(group, false);
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
		target
			.closest('fieldset')
			?.nextElementSibling?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
	});
	window.addEventListener('online', () => {
		if (timer) void send();
	});
	// The page may come back from the browser's memory, with its button as it was left.
	window.addEventListener('pageshow', ({ persisted }) => {
		if (!persisted) return;
		sending = false;
		show(false);
	});

	const kept = keeper.recall();
	// A page that the server sent back with something to put right knows better than what was kept.
	if (kept === null || form.querySelector('[role=alert]')) return;
	response.value = kept.response;
	for (const [name, value] of Object.entries(kept.values)) {
		if (name === 'response' || name === 'version' || name === 'lang') continue;
		for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`[name="${CSS.escape(name)}"]`)) {
			if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === value;
			else field.value = value;
		}
	}
	if (kept.sent) void send();
}

function thanked(): void {
	keeper.forget();
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
