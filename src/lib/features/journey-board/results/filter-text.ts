import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Results } from './results.svelte.ts';

/** Which of the answers count, each filter by its words; nothing where all do. */
export function filterText({ narrowing: { channel, language, place } }: Pick<Results, 'narrowing'>): string[] {
	const names = new Intl.DisplayNames([getLocale()], { type: 'language' });
	return [
		...(channel === null ? [] : [m.kind_channel({ kind: channel })]),
		...(language === null ? [] : [names.of(language) ?? language]),
		...(place === null ? [] : [place])
	];
}
