import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Letters are given in rem, so that a larger default font of the browser counts. Not on the map, which is zoomed and
 * whose cards have heights reckoned in pixels, nor in a drawing.
 */
const root = resolve(import.meta.dirname, '../..');
const BOARD = 'src/lib/features/journey-board';
/** Parts of the map: what is shown elsewhere too (a score, a title) counts in `--letter`. */
const ON_THE_MAP = [
	`${BOARD}/canvas/`,
	...['BackstageCard', 'CardFrame', 'QuoteCard', 'TouchpointCard'].map((name) => `${BOARD}/cards/${name}.svelte`),
	'src/lib/features/identity/BoardPicture.svelte'
];

const sheets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
	.map((path) => `src/${path.replaceAll('\\', '/')}`)
	.filter((path) => /\.(svelte|css)$/.test(path) && !ON_THE_MAP.some((place) => path.startsWith(place)));

/** Sizes of letters and lines in pixels; `max(16px, 1rem)` keeps a phone from zooming into a field and grows all the same. */
const inPixels = (source: string): string[] =>
	[...source.matchAll(/(?:^|[\s;{])((?:font(?:-size)?|line-height):[^;}]*)/g)]
		.map(([, declaration]) => declaration!)
		.filter((declaration) => /\dpx\b/.test(declaration.replace(/max\(\d+px, [\d.]+rem\)/g, '')));

describe('letters', () => {
	it('grow with the default font of the browser', () => {
		expect(sheets.length).toBeGreaterThan(100);
		expect(
			sheets.flatMap((path) => inPixels(readFileSync(join(root, path), 'utf8')).map((at) => `${path}: ${at}`))
		).toEqual([]);
	});
	it.each([
		['font-size: 12.5px', 1],
		['font: 600 12px/1.4 var(--font)', 1],
		['a{font-size:11px}', 1],
		['font-size: max(16px, 1rem)', 0],
		['font-size: 0.75rem; line-height: 18px', 1],
		['font-size: 0.75rem; line-height: 1.5', 0],
		['line-height: calc(18 * var(--letter))', 0],
		['font: var(--text-m) / 1.5 var(--font)', 0]
	])('%s', (css, found) => expect(inPixels(css)).toHaveLength(found));
});
