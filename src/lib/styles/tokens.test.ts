import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokens(start: string): Record<string, string> {
	const from = css.indexOf(start);
	if (from < 0) throw new Error(`no block ${start}`);
	const body = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from));
	return Object.fromEntries(
		[...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1]!, m[2]!.replace(/\s+/g, ' ').trim()])
	);
}

const light = tokens(':root {');
const dark = { ...light, ...tokens(":root[data-theme='dark'] {") };
const themes = { light, dark };

const texts = ['ink', 'muted', 'accent', 'accent-strong', 'danger', 'danger-strong', 'warn', 'bad-text', 'good-text'];
const grounds = ['paper', 'surface', 'sunken', 'raised', 'hover', 'accent-soft'];
const fills: [string, string][] = [
	['on-accent', 'accent'],
	['on-accent', 'accent-strong'],
	['on-danger', 'danger'],
	['on-danger', 'danger-strong'],
	['danger', 'danger-soft'],
	['warn', 'warn-soft'],
	['good-text', 'good-soft'],
	['ink', 'danger-soft'],
	['ink', 'warn-soft'],
	['ink', 'good-soft'],
	...['bad-2', 'bad-1', 'mid', 'good-1', 'good-2'].map((h): [string, string] => [`on-heat-${h}`, `heat-${h}`])
];

const iconCss = readFileSync(new URL('../features/journey-board/cards/map-icons.css', import.meta.url), 'utf8');
const icons = [...new Set([...iconCss.matchAll(/stroke='%23([0-9a-f]{6})'/g)].map(([, colour]) => `#${colour}`))];

describe.each(Object.entries(themes))('%s theme', (_name, theme) => {
	it.each(icons.flatMap((icon) => ['surface', 'raised'].map((ground) => [icon, ground] as const)))(
		'an icon of the map in %s stands out from %s',
		(icon, ground) => expect(contrast(icon, theme[ground]!)).toBeGreaterThanOrEqual(3)
	);

	const ratio = (a: string, b: string) => contrast(theme[a]!, theme[b]!);

	it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
		'%s is readable on %s',
		(text, ground) => {
			expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
		}
	);

	it.each(fills)('%s is readable on %s', (text, ground) => {
		expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
	});

	it('text on the soft hatch is readable on both of its stripes', () => {
		expect(ratio('ink', 'heat-mid')).toBeGreaterThanOrEqual(4.5);
		expect(ratio('ink', 'sunken')).toBeGreaterThanOrEqual(4.5);
	});

	it.each(['control', 'focus', 'accent', 'danger'])('%s marks a control on every ground', (part) => {
		for (const ground of grounds) expect(ratio(part, ground), ground).toBeGreaterThanOrEqual(3);
	});
});

it('the dark values chosen by hand and preferred by the system are the same', () => {
	expect(tokens(":root:not([data-theme='light'])")).toEqual(tokens(":root[data-theme='dark'] {"));
});
