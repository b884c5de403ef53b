import { m } from '#lib/paraglide/messages.js';
import type { AsideItem } from './aside-view.ts';

/**
 * The same as the dialog shows, as a text to keep: read by people, in any editor.
 * @param head its first line
 * @param present what the document says now is headed by this
 */
export function asideFile(head: string, when: string, items: readonly AsideItem[], present: string): string {
	const blocks = items.map(({ badge, type, title, rows }) =>
		[
			`${type}: ${title} (${badge})`,
			...rows.flatMap(({ label, here, there }) =>
				there === null
					? [`  ${label}: ${indented(here)}`]
					: [`  ${label}`, `    ${m.aside_here()}: ${indented(here)}`, `    ${present}: ${indented(there)}`]
			)
		].join('\n')
	);
	return `${[head, when, ...blocks].join('\n\n')}\n`;
}

const indented = (text: string): string => (text === '' ? `(${m.aside_empty()})` : text.replaceAll('\n', '\n      '));
