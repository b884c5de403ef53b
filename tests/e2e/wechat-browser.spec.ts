import { expect, test } from './support/test.ts';
import { largeLetters, wordsThatDoNotFit } from './support/letters.ts';

/** As found in public logs (docs/channels.md, “Not tried on a real account”). */
const BROWSERS = {
	Android:
		'Mozilla/5.0 (Linux; Android 14; V2309A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.173 Mobile Safari/537.36 XWEB/1420153 MMWEBSDK/20251101 MMWEBID/1234 MicroMessenger/8.0.67.3000(0x28004333) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
	iOS: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.66(0x18004235) NetType/WIFI Language/zh_CN',
	'a desk':
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat XWEB/18788',
	WeCom:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/5.0.6 MicroMessenger/8.0.28 Language/zh'
};

/** WeChat's bridge, which comes a little after the page; what is called on it is kept. */
function stubBridge(): void {
	const called: string[] = [];
	Object.assign(window, { called });
	addEventListener('load', () => {
		Object.assign(window, { WeixinJSBridge: { call: (name: string) => called.push(name) } });
		document.dispatchEvent(new Event('WeixinJSBridgeReady'));
	});
}

/** A snapshot page, or somebody's settings: storage is there and refuses. */
function refuseStorage(): void {
	for (const name of ['localStorage', 'sessionStorage'])
		Object.defineProperty(window, name, {
			get() {
				throw new DOMException('denied', 'SecurityError');
			}
		});
}

for (const [name, userAgent] of Object.entries(BROWSERS)) {
	test(`a survey is answered in WeChat’s browser (${name}) at 160 %, without storage, and closes it`, async ({
		api,
		browser,
		baseURL
	}) => {
		const journey = await api.post<{ id: string }>('/journeys', { title: `WeChat on ${name}`, template: 'retail' });
		const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
		const touchpointId = map.touchpoints[0]!.id;
		const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpointId}/ask`, {
			journeyId: journey.id,
			kind: 'nps'
		});
		const small = name !== 'a desk';
		const context = await browser.newContext({
			baseURL: baseURL!,
			userAgent,
			locale: 'zh-CN',
			viewport: small ? { width: 360, height: 720 } : { width: 1000, height: 700 },
			hasTouch: small
		});
		await context.addInitScript(stubBridge);
		await context.addInitScript(refuseStorage);
		const page = await context.newPage();
		const errors: string[] = [];
		page.on('pageerror', ({ message }) => errors.push(message));
		await page.goto(`/s/${collector.code}`);
		await largeLetters(page, 26);
		await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
		expect(await wordsThatDoNotFit(page)).toEqual([]);
		// Whoever has large fingers, or a moving bus, still hits one: 44 px.
		const sizes = await page
			.locator('label:has(input[type=radio])')
			.evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect()).map(({ height }) => height));
		expect(sizes).toHaveLength(11);
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
		await page.locator('label:has(input[value="9"])').click();
		await page.locator('form button:not([type=button])').first().click();
		await expect(page.locator('[data-thanks]')).toBeVisible();
		expect(await wordsThatDoNotFit(page)).toEqual([]);
		await page.locator('[data-close]').click();
		expect(await page.evaluate(() => (window as unknown as { called: string[] }).called)).toEqual(['closeWindow']);
		expect(errors).toEqual([]);
		await context.close();
		const { items } = await api.get<{ items: { answers: { nps: number } }[] }>(
			`/responses?touchpointId=${touchpointId}`
		);
		expect(items).toMatchObject([{ answers: { nps: 9 } }]);
	});
}
