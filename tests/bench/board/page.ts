import type { BrowserContext, CDPSession, Page } from 'playwright';

/** What a page notes of itself from its first moment on. */
declare global {
	interface Window {
		bench: {
			/** Ms since the page began: the first box on the screen is painted; null: not yet. */
			first: number | null;
			/** Last time the number of elements changed. */
			changed: number;
			/** Long tasks: when they began and how long they took. */
			long: [number, number][];
			/** Times between two frames, while they are recorded. */
			frames: number[] | null;
			/** The frame that runs is the measuring's own work, and not recorded. */
			own: boolean;
			/** When a text was first painted that is watched for; ms by the clock. */
			seen: Record<string, number>;
		};
	}
}

/** A box: of the bare page, and a card of ours, which the server may have drawn; on a phone that of a list. */
const BOX = '.svelte-flow__node, [data-item-id], #opening .card';
const PHONE_BOX = '.svelte-flow__node, [data-item-id], #opening .item';

function instrument(box: string): void {
	const bench: Window['bench'] = { first: null, changed: 0, long: [], frames: null, own: false, seen: {} };
	window.bench = bench;
	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) bench.long.push([startTime, duration]);
	}).observe({ type: 'longtask', buffered: true });
	const all = document.getElementsByTagName('*');
	let count = 0;
	let last = performance.now();
	const shows = (box: Element): boolean => {
		const { width, right, bottom, left, top } = box.getBoundingClientRect();
		return width > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
	};
	const tick = (): void => {
		const now = performance.now();
		if (!bench.own) bench.frames?.push(now - last);
		bench.own = false;
		last = now;
		if (bench.frames === null) {
			if (all.length !== count) [count, bench.changed] = [all.length, now];
			if (bench.first === null && [...document.querySelectorAll(box)].slice(0, 40).some(shows))
				setTimeout(() => (bench.first ??= performance.now()));
		}
		requestAnimationFrame(tick);
	};
	requestAnimationFrame(tick);
}

export interface Opened {
	/** Ms from asking for the page to the first box that is painted. */
	readonly first: number;
	/** The longest task until nothing moves any more, ms; 50 where none was as long. */
	readonly longest: number;
}

export interface Frames {
	readonly fps: number;
	/** The frame time that one in twenty exceeds, ms. */
	readonly slow: number;
	/** Ms of script a second. */
	readonly script: number;
}

/** How many titles are typed and kept: the first one of a page takes longer, here as there. */
const ENTERS = 9;
/** How many keys are pressed. */
const KEYS = 35;

const sleep = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
export const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** One page under measurement, ours or the bare one. */
export class MeasuredPage {
	readonly page: Page;
	readonly #cdp: CDPSession;
	readonly #url: string;

	private constructor(page: Page, cdp: CDPSession, url: string) {
		this.page = page;
		this.#cdp = cdp;
		this.#url = url;
	}

	static async in(context: BrowserContext, url: string): Promise<MeasuredPage> {
		const page = await context.newPage();
		page.setDefaultTimeout(120_000);
		await page.addInitScript(instrument, (page.viewportSize()?.width ?? 0) > 640 ? BOX : PHONE_BOX);
		const cdp = await context.newCDPSession(page);
		await cdp.send('Performance.enable');
		return new MeasuredPage(page, cdp, url);
	}

	/** @param slower how many times slower the processor is made */
	async throttle(slower: number): Promise<void> {
		await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
	}

	async open(): Promise<Opened> {
		await this.page.goto(this.#url, { waitUntil: 'commit' });
		await this.page.waitForFunction(() => window.bench?.first, null, { polling: 100 });
		await this.page.waitForFunction(
			() => {
				const { changed, long } = window.bench;
				return performance.now() - Math.max(changed, ...long.map(([from, ms]) => from + ms)) > 1_200;
			},
			null,
			{ polling: 250 }
		);
		return this.page.evaluate(() => ({
			first: window.bench.first!,
			// Browsers tell of tasks from 50 ms on.
			longest: Math.max(50, ...window.bench.long.map(([, ms]) => ms))
		}));
	}

	async size(): Promise<{ heap: number; dom: number }> {
		await this.#cdp.send('HeapProfiler.collectGarbage');
		return {
			heap: (await this.#metric('JSHeapUsedSize')) / 1e6,
			dom: await this.page.evaluate(() => document.querySelectorAll('*').length)
		};
	}

	async #metric(name: string): Promise<number> {
		const { metrics } = await this.#cdp.send('Performance.getMetrics');
		return metrics.find((one) => one.name === name)!.value;
	}

	/** Frames while something happens. */
	async frames(work: () => Promise<void>): Promise<Frames> {
		await this.page.evaluate(() => (window.bench.frames = []));
		const [script, from] = [await this.#metric('ScriptDuration'), performance.now()];
		await work();
		const took = performance.now() - from;
		const ran = (await this.#metric('ScriptDuration')) - script;
		const frames = await this.page.evaluate(() => {
			const [, ...frames] = window.bench.frames!;
			window.bench.frames = null;
			return frames;
		});
		const all = frames.reduce((sum, ms) => sum + ms, 0);
		const slow = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? NaN;
		return { fps: (1_000 * frames.length) / all, slow, script: (1_000 * ran * 1_000) / took };
	}

	/** A place on the map where nothing lies, for the hand to take hold of. To look for it is no work of the page's. */
	#free(right: number): Promise<{ x: number; y: number }> {
		const taken = `${BOX}, .svelte-flow__edge, .path, .add, .point, button, .corner`;
		return this.page.evaluate(
			([right, taken]) => {
				window.bench.own = true;
				for (let y = 300; y < 780; y += 6)
					for (let x = right; x > right - 400; x -= 4) {
						const found = document.elementFromPoint(x, y);
						if (found && !found.closest(taken) && found.closest('.cell, .surface, .svelte-flow__pane')) return { x, y };
					}
				throw new Error('there is no free place to take hold of');
			},
			[right, taken] as const
		);
	}

	/**
	 * The hand drags the map, again and again, for so many ms.
	 * @param onward to the left and up, over ever new parts of it; else to the left and back
	 */
	async pan(ms: number, onward: boolean): Promise<void> {
		const end = performance.now() + ms;
		for (let turn = 0; performance.now() < end; turn++) {
			const left = onward || turn % 2 === 0;
			const [dx, dy] = onward ? [-744, -120] : [left ? -248 : 248, 0];
			const { x, y } = await this.#free(left ? 1_350 : 900);
			await this.page.mouse.move(x, y);
			await this.page.mouse.down();
			const from = performance.now();
			const sent: Promise<void>[] = [];
			for (let done = 0; done < 1;) {
				done = Math.min(1, (performance.now() - from) / Math.abs(dx));
				sent.push(this.page.mouse.move(x + dx * done, y + dy * done));
				await sleep(16);
			}
			await Promise.all(sent);
			await this.page.mouse.up();
		}
	}

	/** The wheel makes the map smaller and larger around its middle. */
	async zoom(ms: number): Promise<void> {
		const from = performance.now();
		const sent: Promise<unknown>[] = [];
		for (let t = 0; t < ms; t = performance.now() - from) {
			const deltaY = (Math.floor(t / 650) % 2 ? -1 : 1) * 12;
			const wheel = { type: 'mouseWheel', x: 700, y: 450, deltaX: 0, deltaY, modifiers: 2 } as const;
			sent.push(this.#cdp.send('Input.dispatchMouseEvent', wheel));
			await sleep(33);
		}
		await Promise.all(sent);
	}

	/** Types into a card: from a key, and from Enter, to what is painted; ms. */
	async type(id: string): Promise<{ key: number; enter: number }> {
		const list = (await this.page.locator('[data-outline]').count()) > 0;
		const box = this.page.locator(`.svelte-flow__node[data-id="${id}"], [data-item-id="${id}"]`);
		const row = this.page.locator('[data-outline] [data-item-id]').first();
		const field = (list ? row : box).locator('textarea');
		const begin = async (): Promise<void> => {
			// A list has no double click, and draws what is on the screen.
			if (list) await row.locator('button').press('F2');
			else await box.dblclick({ position: { x: 60, y: 18 } });
			await field.waitFor();
		};
		await begin();
		await field.evaluate((element) => {
			const times: number[] = [];
			(window as unknown as { keys: number[] }).keys = times;
			element.addEventListener('keydown', () => {
				const from = performance.now();
				requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - from)));
			});
		});
		await this.page.keyboard.press('End');
		for (let i = 0; i < KEYS; i++) {
			await this.page.keyboard.type('x');
			// Most of a key's time is the wait for the next frame: the keys come at all times between two of them.
			await sleep(50 + ((i * 7) % 17));
		}
		const keys = await this.page.evaluate(() => (window as unknown as { keys: number[] }).keys.slice(1));
		const enters: number[] = [];
		for (let i = 0; i < ENTERS; i++) {
			if (i > 0) await begin();
			const mark = `kept ${Math.random()}`;
			await this.page.keyboard.press('ControlOrMeta+a');
			await this.page.keyboard.type(mark);
			await this.#watch(mark, 'keydown');
			await this.page.keyboard.press('Enter');
			enters.push(await this.#untilSeen(mark));
			await sleep(300);
		}
		return { key: median(keys), enter: median(enters) };
	}

	/** From the edit of somebody else to what is painted, ms by the clock. */
	async edited(title: string, edit: () => void): Promise<number> {
		await this.#watch(title, null);
		const from = Date.now();
		edit();
		return (await this.#untilSeen(title)) - from;
	}

	/** Notes when a text stands in a box that nobody types in; from the next event of that name, else by the clock. */
	async #watch(text: string, event: string | null): Promise<void> {
		await this.page.evaluate(
			([text, event, box]) => {
				let from = 0;
				if (event) addEventListener(event, () => (from ||= performance.now()), { capture: true });
				const shown = (): boolean =>
					[...document.querySelectorAll(box)].some(
						(one) => !one.querySelector('textarea') && one.textContent.includes(text!)
					);
				const look = (): void => {
					if (!shown()) requestAnimationFrame(look);
					else setTimeout(() => (window.bench.seen[text!] = event ? performance.now() - from : Date.now()));
				};
				requestAnimationFrame(look);
			},
			[text, event, BOX] as const
		);
	}

	async #untilSeen(text: string): Promise<number> {
		const seen = await this.page.waitForFunction((text) => window.bench.seen[text], text, { polling: 50 });
		return (await seen.jsonValue())!;
	}

	async close(): Promise<void> {
		await this.page.close();
	}
}
