/** What a browser under test can do; one page is enough. */
export interface Engine {
	goto(url: string): Promise<void>;
	/** Value of an expression in the page, as JSON carries it; promises are waited for. */
	evaluate(expression: string): Promise<unknown>;
	/** Input as WebDriver's "actions" say it. */
	perform(sources: readonly object[]): Promise<void>;
	/** Errors of scripts so far. */
	readonly errors: readonly string[];
	close(): Promise<void>;
}

/** Runs in the page: the first visible element of a selector whose text or name holds `words`. */
const FIND = `((selector, words) => [...document.querySelectorAll(selector)].find((one) => {
	const { width, height } = one.getBoundingClientRect();
	const name = (one.getAttribute('aria-label') ?? '') + ' ' + one.textContent;
	return width > 0 && height > 0 && (words === null || name.includes(words));
}))`;

/** All of the page is there, and its scripts have taken over, if it has any. To leave earlier breaks off their loading, which Firefox calls an error. */
export const STARTED = `document.readyState === 'complete' && (document.documentElement.dataset.hydrated === 'true' || ![...document.scripts].some((one) => one.text.includes('kit.start')))`;

const find = (selector: string, words: string | null): string =>
	`${FIND}(${JSON.stringify(selector)}, ${JSON.stringify(words)})`;

interface Point {
	readonly x: number;
	readonly y: number;
}

/** A person at a browser: waits for what it needs, presses, types. Nothing here waits for a time. */
export class Page {
	readonly engine: Engine;
	constructor(engine: Engine) {
		this.engine = engine;
	}

	/** Opens an address and waits until its scripts have taken over, if it has any. */
	async goto(url: string): Promise<void> {
		await this.engine.goto(url);
		await this.until(STARTED, `${url} is there`);
	}

	/** Waits until an expression is true in the page. @throws after half a minute, with what the page says */
	async until(expression: string, what: string): Promise<void> {
		const end = Date.now() + 30_000;
		let last: unknown;
		while (Date.now() < end) {
			// A page that is being left has no context for a moment.
			last = await this.engine.evaluate(expression).catch(String);
			if (last === true) return;
			await new Promise((wake) => setTimeout(wake, 50));
		}
		const text = await this.engine.evaluate('location.href + " " + document.body.innerText').catch(String);
		throw new Error(
			`waited in vain: ${what} (${String(last)}); errors: ${this.engine.errors.join()}; the page: ${text}`
		);
	}

	/** Waits for an element to be seen. */
	see(selector: string, words: string | null = null): Promise<void> {
		return this.until(`${find(selector, words)} !== undefined`, `${selector} ${words ?? ''}`);
	}

	async press(selector: string, words: string | null = null): Promise<void> {
		const { x, y } = await this.#middle(selector, words);
		await this.engine.perform([
			{
				type: 'pointer',
				id: 'mouse',
				parameters: { pointerType: 'mouse' },
				actions: [move(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]
			}
		]);
	}

	async hover(selector: string): Promise<void> {
		const { x, y } = await this.#middle(selector, null);
		await this.engine.perform([
			{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [move(x, y)] }
		]);
	}

	/** Drags with the mouse in steps, as a hand does. */
	async drag(from: string, to: string): Promise<void> {
		const [a, b] = [await this.#middle(from, null), await this.#middle(to, null)];
		const steps = Array.from({ length: 12 }, (_, at) =>
			move(a.x + ((b.x - a.x) * (at + 1)) / 12, a.y + ((b.y - a.y) * (at + 1)) / 12, 16)
		);
		await this.engine.perform([
			{
				type: 'pointer',
				id: 'mouse',
				parameters: { pointerType: 'mouse' },
				actions: [
					move(a.x, a.y),
					{ type: 'pointerDown', button: 0 },
					move(a.x + 8, a.y + 6, 16),
					...steps,
					{ type: 'pointerUp', button: 0 }
				]
			}
		]);
	}

	async type(text: string): Promise<void> {
		await this.engine.perform([
			{
				type: 'key',
				id: 'keys',
				actions: [...text].flatMap((value) => [
					{ type: 'keyDown', value },
					{ type: 'keyUp', value }
				])
			}
		]);
	}

	async fill(selector: string, text: string): Promise<void> {
		await this.press(selector);
		await this.until(
			`document.activeElement === document.querySelector(${JSON.stringify(selector)})`,
			`${selector} has the focus`
		);
		await this.type(text);
	}

	/** Where the element rests: it may still be moving in. */
	async #middle(selector: string, words: string | null): Promise<Point> {
		await this.see(selector, words);
		let before = '';
		for (;;) {
			const at = (await this.engine.evaluate(
				`(() => { const { x, y, width, height } = ${find(selector, words)}.getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`
			)) as Point;
			if (JSON.stringify(at) === before) return at;
			before = JSON.stringify(at);
			await this.engine.evaluate(
				'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(1))))'
			);
		}
	}
}

const move = (x: number, y: number, duration = 0) => ({
	type: 'pointerMove',
	x: Math.round(x),
	y: Math.round(y),
	duration,
	origin: 'viewport'
});
