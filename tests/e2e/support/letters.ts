import type { Page } from '@playwright/test';

/** Sets the default font size of the browser, in pixels, as its settings do; returns the way back to 16. */
export async function largeLetters(page: Page, size: number): Promise<() => Promise<void>> {
	const browser = await page.context().newCDPSession(page);
	const set = (standard: number) => browser.send('Page.setFontSizes', { fontSizes: { standard } });
	await set(size);
	await page.waitForFunction((px) => getComputedStyle(document.documentElement).fontSize === `${px}px`, size);
	return async () => {
		await set(16);
		await browser.detach();
	};
}

/** Words that do not fit what holds them, or the page: drawn over a neighbour, cut, or out of sight. */
export const wordsThatDoNotFit = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const name = (one: Element) =>
			`${one.tagName} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)}”`;
		const styleOf = (one: Element) => getComputedStyle(one);
		/** What lies outside a scroller can be scrolled to; what an ellipsis ends is said elsewhere in whole. */
		const inScroller = (one: Element | null): boolean =>
			one !== null && (/auto|scroll|hidden|clip/.test(styleOf(one).overflowX) || inScroller(one.parentElement));
		return [
			...document.body.querySelectorAll('button, a, label, legend, h1, h2, h3, p, li, dt, dd, th, td, span, b, small')
		]
			.filter((one) => {
				const { width, height, left, right } = one.getBoundingClientRect();
				const style = styleOf(one);
				if (width < 2 || height < 2 || one.closest('.visually-hidden, .skip, [aria-hidden=true], .surface'))
					return false;
				if (right > innerWidth + 1 || left < -1) return !inScroller(one.parentElement);
				return (
					style.display !== 'inline' &&
					!/auto|scroll/.test(style.overflowX) &&
					style.textOverflow !== 'ellipsis' &&
					one.scrollWidth > one.clientWidth + 1
				);
			})
			.map(name);
	});
