import { tick } from 'svelte';
import type { PhoneAnswer, PhoneCode, PhoneState } from '#contract/demo-phone.ts';
import type { PhoneAct } from '#domain/channels/demo-phone.ts';

export type Screen =
	| { readonly at: 'chats' | 'scan' | 'chat' | 'account' }
	/** Scanned, and not followed yet. */
	| { readonly at: 'follow'; readonly code: string }
	| { readonly at: 'page'; readonly path: string; readonly from: 'chat' | 'scan' };

/** A touchpoint, and the journey on whose board it is. */
export type Target = Pick<PhoneCode, 'journeyId' | 'touchpointId'>;

/** Where a link of a message leads, on the address that this page has; null: to somewhere that is none of ours. */
export function pathOf(url: string): string | null {
	let parsed: URL;
	try {
		parsed = new URL(url);
	} catch {
		return null;
	}
	return parsed.pathname.startsWith('/s/') ? parsed.pathname + parsed.search : null;
}

/** A text as WeChat shows it: its links can be tapped. */
export function partsOf(text: string): { readonly text: string; readonly href: string | null }[] {
	const parts: { text: string; href: string | null }[] = [];
	let at = 0;
	for (const found of text.matchAll(/<a\s[^>]*?href=["']([^"']*)["'][^>]*>(.*?)<\/a>/gis)) {
		parts.push({ text: text.slice(at, found.index), href: null }, { text: found[2]!, href: found[1]! });
		at = found.index + found[0].length;
	}
	return [...parts, { text: text.slice(at), href: null }].filter((part) => part.text !== '');
}

/** The demo's phone in the browser: what it shows, and how long what was done with it took. */
export class Phone {
	readonly #at: string;
	state = $state.raw<PhoneState>()!;
	screen = $state.raw<Screen>({ at: 'chats' });
	/** Somebody has gone to another screen: where they are is where the keyboard is. */
	moved = false;
	/** Where what was scanned last is asked. */
	target = $state.raw<Target | null>(null);
	/** Nothing else is done meanwhile; what was pressed stays where the keyboard is. */
	busy = $state(false);
	trouble = $state.raw<'failed' | 'nothing' | null>(null);
	/** From the tap on a code until the survey stands on the screen, ms. */
	scanTook = $state.raw<number | null>(null);
	/** From sending the answer, or a tap in the chat, until the map shows another number, ms. */
	answerTook = $state.raw<number | null>(null);
	/** A link opens in the phone's browser; from when the scan was that led to it. */
	#scannedAt: number | null = null;
	#answeredAt: number | null = null;

	constructor(at: string, state: PhoneState) {
		this.#at = at;
		this.state = state;
	}

	/** Follows what comes into the chat. @returns stop */
	listen(): () => void {
		const stream = new EventSource(`${this.#at}/stream`);
		stream.addEventListener('phone', ({ data }: MessageEvent<string>) => this.#take(JSON.parse(data) as PhoneState));
		return () => stream.close();
	}

	show(screen: Screen): void {
		this.trouble = null;
		this.moved = true;
		this.screen = screen;
	}

	/** @returns false when it did not work, and the screen says so */
	async act(act: PhoneAct): Promise<boolean> {
		if (this.busy) return false;
		const began = performance.now();
		const before = this.state.messages.at(-1)?.id ?? 0;
		this.busy = true;
		this.trouble = null;
		// What the scan before took is not this one's.
		const scans = act.do !== 'say' && act.do !== 'tap';
		if (scans) this.scanTook = this.answerTook = null;
		// An answer of the question in the chat.
		if (act.do === 'tap') this.answered();
		try {
			const answer = await fetch(`${this.#at}/act`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json' },
				body: JSON.stringify(act)
			});
			if (!answer.ok) throw new Error(String(answer.status));
			await this.#show((await answer.json()) as PhoneAnswer, began, scans ? before : null);
			return true;
		} catch {
			// Said on the screen, whatever it was; the server has logged what was its own fault.
			this.trouble = 'failed';
			return false;
		} finally {
			this.busy = false;
		}
	}

	async #show({ screen, scanned, state }: PhoneAnswer, began: number, before: number | null): Promise<void> {
		this.#take(state);
		this.moved = true;
		if (scanned) this.target = { journeyId: scanned.journeyId, touchpointId: scanned.touchpointId };
		if (screen.at === 'nothing') this.trouble = 'nothing';
		else if (screen.at === 'page') {
			this.#scannedAt = began;
			this.screen = { ...screen, from: 'scan' };
		} else this.screen = screen;
		await tick();
		const came = state.messages.some(
			({ id, ...one }) => before !== null && id > before && one.from === 'account' && one.shown.kind !== 'out_of_order'
		);
		if (screen.at === 'chat' && came) requestAnimationFrame(() => (this.scanTook = performance.now() - began));
	}

	/** The page in the phone's browser is there. */
	opened(): void {
		if (this.#scannedAt !== null) this.scanTook = performance.now() - this.#scannedAt;
		this.#scannedAt = null;
	}
	/** Its form is sent. */
	answered(): void {
		this.#answeredAt = performance.now();
	}
	/** The map shows another number where it was asked. */
	counted(): void {
		if (this.#answeredAt !== null) this.answerTook = performance.now() - this.#answeredAt;
		this.#answeredAt = null;
	}

	#take(state: PhoneState): void {
		if (state.version >= this.state.version) this.state = state;
	}
}
