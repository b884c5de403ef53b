import { m } from '#lib/paraglide/messages.js';
import { type AsideItem, asideNames } from './aside-view.ts';

/** The same as the dialog shows, as a text to keep: read by people, in any editor. */
export function asideFile(title: string, when: string, items: readonly AsideItem[]): string {
	const blocks = items.map(({ what, type, title: name, rows }) =>
		[
			`${type}: ${name} (${asideNames[what]()})`,
			...rows.flatMap(({ label, here, there }) =>
				there === null
					? [`  ${label}: ${indented(here)}`]
					: [`  ${label}`, `    ${m.aside_here()}: ${indented(here)}`, `    ${m.aside_there()}: ${indented(there)}`]
			)
		].join('\n')
	);
	return `${[m.aside_file({ title }), when, ...blocks].join('\n\n')}\n`;
}

const indented = (text: string): string => (text === '' ? `(${m.aside_empty()})` : text.replaceAll('\n', '\n      '));
