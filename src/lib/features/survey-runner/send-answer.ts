const LONGEST_WAIT = 30_000;

/** An answer on its way: sent again until the server has it. */
export interface Sending {
	/** Somebody pressed send, or an answer was kept here that nobody has yet. */
	send(): void;
	/** The connection is back: does not wait any longer. */
	online(): void;
	/** The page came back from the browser's memory, with its button as it was left. */
	returned(): void;
}

/**
 * @param values what the form says now
 * @param hold something has to be put right: the answer stays on the device, but is not sent by itself any more
 * @param replaceBy puts the page that the server answered with in the place of this one; false: it is none of ours
 */
export function createSending(
	form: HTMLFormElement,
	values: () => [string, string][],
	hold: () => void,
	replaceBy: (html: string) => boolean
): Sending {
	const button = form.querySelector('button')!;
	const label = button.textContent;
	const keptNote = form.querySelector<HTMLElement>('[data-kept]')!;
	let sending = false;
	let failures = 0;
	let timer = 0;

	function show(busy: boolean): void {
		button.setAttribute('aria-disabled', String(busy));
		button.textContent = busy ? (form.dataset.sending ?? label) : label;
	}

	/** Says what it is that the answer waits for, and tries again. */
	function wait(why: 'waiting' | 'busy'): void {
		sending = false;
		keptNote.hidden = false;
		// Only what is said for the first time, or anew, is read aloud.
		const note = keptNote.dataset[why === 'busy' ? 'busy' : 'kept']!;
		if (keptNote.textContent !== note) keptNote.textContent = note;
		button.textContent = form.dataset[why] ?? label;
		timer = window.setTimeout(send, Math.min(LONGEST_WAIT, 1000 * 2 ** failures++) * (0.75 + Math.random() / 2));
	}

	async function send(): Promise<void> {
		if (sending) return;
		sending = true;
		clearTimeout(timer);
		show(true);
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
				throw new Error();
			}
			const page = await answer.text();
			// Closed by now, or something to put right: what was typed stays here too.
			if (!answer.ok) hold();
			if (replaceBy(page)) return;
			// A page of somebody else's, as the sign-in of a hotel's network, is no receipt. A refusal the browser may show.
			if (answer.ok) throw new Error();
			// Not by its own name: a question may be called so.
			HTMLFormElement.prototype.submit.call(form);
		} catch {
			wait(why);
		}
	}

	return {
		send() {
			failures = 0;
			void send();
		},
		online() {
			if (timer) void send();
		},
		returned() {
			sending = false;
			show(false);
		}
	};
}
