import { expect, type Locator, type Page } from '@playwright/test';

/** A journey as the API answers it; the parts that tests of the board ask for. */
export interface Map {
	readonly scenes: readonly { readonly id: string; readonly title: string; readonly expectedEmotion: number | null }[];
	readonly lanes: readonly { readonly id: string; readonly kind: string }[];
	readonly touchpoints: readonly { readonly id: string; readonly title: string; readonly sceneId: string }[];
	readonly cards: readonly {
		readonly id: string;
		readonly title: string;
		readonly sceneId: string;
		readonly laneId: string;
	}[];
	readonly paths: readonly { readonly id: string; readonly fromId: string; readonly toId: string }[];
}

/** The board as its tests speak of it. */
export class Board {
	readonly page: Page;
	constructor(page: Page) {
		this.page = page;
	}

	async open(journey: string): Promise<this> {
		await this.page.goto(`/journeys/${journey}`);
		await expect(this.page.locator('[data-item-id]').first()).toBeVisible();
		// What the server drew has gone: nothing is there twice.
		await expect(this.page.locator('#opening')).toHaveCount(0);
		return this;
	}

	touchpoint(id: string): Locator {
		return this.page.locator(`.canvas [data-touchpoint-id="${id}"]`);
	}

	card(title: string): Locator {
		return this.page.locator('.canvas [data-item-id]').filter({ hasText: title });
	}

	item(id: string): Locator {
		return this.page.locator(`.canvas [data-item-id="${id}"]`);
	}

	scene(id: string): Locator {
		return this.page.locator(`[data-scene-id="${id}"]`);
	}

	lane(id: string): Locator {
		return this.page.locator(`[data-lane-id="${id}"]`);
	}

	path(id: string): Locator {
		return this.page.locator(`[data-path="${id}"]`);
	}

	/** The point of the emotion curve of a scene. */
	point(scene: string): Locator {
		return this.page.locator(`[role=slider][data-focus-key^="cell:${scene}:"]`);
	}

	cell(scene: string, lane: string): Locator {
		return this.page.locator(`[data-cell="${scene}:${lane}"]`);
	}

	/** Of the map's edits; a survey's editor says the same of its own. */
	state(state: string): Locator {
		return this.page.locator(`header [role=status][data-saved="${state}"]`);
	}

	/** Durable: the server has it on disk. */
	async saved(): Promise<void> {
		await expect(this.state('saved')).toBeVisible();
	}

	/** The browser has written every edit into its copies: a page that goes now loses none. */
	async kept(): Promise<void> {
		await this.page.evaluate(async () => {
			for (const { name } of await indexedDB.databases()) {
				const db = await new Promise<IDBDatabase>((done, failed) => {
					const request = indexedDB.open(name!);
					request.onsuccess = () => done(request.result);
					request.onerror = () => failed(request.error);
				});
				// A transaction that reads waits for those before it that write.
				if (db.objectStoreNames.length > 0)
					await new Promise((done) => {
						const reads = db.transaction([...db.objectStoreNames], 'readonly');
						reads.oncomplete = done;
						reads.objectStore(db.objectStoreNames[0]!).count();
					});
				db.close();
			}
		});
	}

	async rename(card: Locator, title: string): Promise<void> {
		await card.locator('.title').dblclick();
		const field = card.getByRole('textbox');
		await field.fill(title);
		await field.press('Enter');
		await expect(card).toContainText(title);
	}

	/** Drags with the mouse in steps, as a hand does. */
	async drag(card: Locator, to: Locator): Promise<void> {
		const from = (await card.boundingBox())!;
		const target = (await to.boundingBox())!;
		const { mouse } = this.page;
		await mouse.move(from.x + from.width / 2, from.y + 14);
		await mouse.down();
		await mouse.move(from.x + from.width / 2 + 12, from.y + 24, { steps: 4 });
		await mouse.move(target.x + target.width / 2, target.y + target.height - 12, { steps: 12 });
		await mouse.up();
	}

	/** From the right end of one touchpoint to the left edge of another. */
	async drawPath(from: string, to: string): Promise<void> {
		await this.touchpoint(from).hover();
		const end = (await this.page.locator(`[data-of="${from}"][data-path-end="out"]`).boundingBox())!;
		const target = (await this.touchpoint(to).boundingBox())!;
		const { mouse } = this.page;
		await mouse.move(end.x + end.width / 2, end.y + end.height / 2);
		await mouse.down();
		await mouse.move(target.x, target.y + target.height / 2, { steps: 12 });
		await mouse.up();
	}

	/** Drags the head of a scene or lane just past the middle of another. */
	async dragHead(head: Locator, past: Locator, axis: 'x' | 'y'): Promise<void> {
		const [from, to] = [(await head.boundingBox())!, (await past.boundingBox())!];
		const start = { x: from.x + from.width / 2, y: from.y + Math.min(30, from.height / 2) };
		const { mouse } = this.page;
		await mouse.move(start.x, start.y);
		await mouse.down();
		await (axis === 'x'
			? mouse.move(to.x + to.width / 2 + 20, start.y, { steps: 8 })
			: mouse.move(start.x, start.y + to.y + to.height / 2 - (from.y + from.height / 2) + 20, { steps: 8 }));
		await mouse.up();
	}
}
