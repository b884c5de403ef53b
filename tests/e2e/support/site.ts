import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import type { EmbedSettings } from '../../../src/domain/survey/embed.ts';
import type { Map } from './board.ts';
import type { Api } from './test.ts';

/** Surveys on other websites: a site of its own, with a strict policy, on an origin of its own. */

export const usual = {
	origins: [],
	mode: 'slide',
	trigger: { on: 'now' },
	share: 100,
	pause: 30,
	only: [],
	except: [],
	side: 'right',
	label: null,
	height: null,
	language: null
} as unknown as EmbedSettings;

/** A website beside the program; a spec opens it before its tests, and says what stands on its page. */
export class Site {
	/** What stands in the page, in the place where the snippet goes. */
	snippet = '';
	/** Where the program is; its policy lets that in. */
	wayfelt = '';
	readonly home: string;
	readonly #server: Server;

	private constructor(server: Server, home: string) {
		this.#server = server;
		this.home = home;
	}

	static async open(): Promise<Site> {
		const server = createServer((_, response) => {
			response.setHeader('content-type', 'text/html');
			response.setHeader(
				'content-security-policy',
				`default-src 'none'; script-src ${site.wayfelt} 'nonce-own'; frame-src ${site.wayfelt}; style-src 'self'`
			);
			response.end(
				`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><button class="ask">Say it</button><p id="before">Before</p>${site.snippet}<p id="after">After</p><p>${'word '.repeat(4000)}</p>`
			);
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const site = new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		return site;
	}
	close(): void {
		this.#server.close();
	}

	/** A way to ask on this site, at a touchpoint of a new journey. */
	async collector(api: Api, baseURL: string, settings: object) {
		const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title: 'On the web', template: 'retail' });
		const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
		const made = await api.post<{ collector: { id: string; code: string } }>(`/touchpoints/${touchpoints[0]!.id}/ask`, {
			journeyId,
			kind: 'csat',
			channel: 'embed'
		});
		await api.patch(`/collectors/${made.collector.id}`, { embed: { ...usual, origins: [this.home], ...settings } });
		this.wayfelt = baseURL;
		return { ...made.collector, journeyId, touchpointId: touchpoints[0]!.id };
	}

	script = (code: string, more: string): string =>
		`<script src="${this.wayfelt}/embed.js" data-code="${code}" ${more}></script>`;

	/** A visitor of the site; what is asked of us is noted, and what a policy refuses. */
	async visit(browser: Browser): Promise<{ page: Page; asked: string[]; refused: string[] }> {
		const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
		const asked: string[] = [];
		const refused: string[] = [];
		page.on('request', (request) => {
			if (request.url().startsWith(this.wayfelt)) asked.push(new URL(request.url()).pathname);
		});
		page.on('console', (message) => {
			if (/Content Security Policy/.test(message.text())) refused.push(message.text());
		});
		await page.goto(this.home);
		return { page, asked, refused };
	}
}

export const stored = (page: Page) => page.evaluate(() => Object.keys(localStorage));
