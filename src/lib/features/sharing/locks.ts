import type { Filter } from '#lib/numbers/filter.ts';
import { m } from '#lib/paraglide/messages.js';

/** What of the heatmap's filters a link made of it stays within, in words. */
export function locksOf(
	{
		department,
		channel,
		language,
		place
	}: Partial<Pick<Filter, 'department' | 'channel' | 'language'>> & { readonly place?: string | null },
	departments: readonly { readonly id: string; readonly name: string }[],
	locale: string
): string[] {
	const owner = departments.find(({ id }) => id === department)?.name;
	return [
		...(owner === undefined ? [] : [owner]),
		...(!channel ? [] : [m.kind_channel({ kind: channel })]),
		...(!language ? [] : [new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language]),
		...(place ? [m.sharing_place({ place })] : [])
	];
}
