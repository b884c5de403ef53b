/** What a page has to draw on, CSS pixels. */
export interface Screen {
	readonly width: number;
	readonly height: number;
}

/** Read by the server, so that what it draws fits the window that it is drawn for. */
export const SCREEN_COOKIE = 'wayfelt_screen';

/** Of somebody who was never here: the most common windows of desks and phones. */
const USUAL: readonly Screen[] = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];
/** Nobody's window is larger, whatever a cookie says. */
const LARGEST = 8_000;

/**
 * @param value of the cookie, e.g. `1440x900`
 * @returns what may be met, the one where that is known
 */
export function asScreens(value: string | undefined): readonly Screen[] {
	const [width = 0, height = 0] = (/^\d{3,4}x\d{3,4}$/.exec(value ?? '')?.[0] ?? '').split('x').map(Number);
	return width > 0 && height > 0 && width <= LARGEST && height <= LARGEST ? [{ width, height }] : USUAL;
}

/** For a year on this device: what the next page will have. */
export function rememberScreen(): void {
	const next = `${innerWidth}x${innerHeight}`;
	if (!document.cookie.includes(`${SCREEN_COOKIE}=${next}`))
		document.cookie = `${SCREEN_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
}
