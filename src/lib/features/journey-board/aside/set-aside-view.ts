import type { SetAsideView } from '#contract/set-asides.ts';
import type { KindTypes } from '#document/core/kind.ts';
import { setAsideReasons } from '#document/core/set-aside-reasons.ts';
import type { AsideKind } from '#lib/aside/aside-kinds.ts';
import type { AsideItem, NameOf } from '#lib/aside/aside-view.ts';
import { m } from '#lib/paraglide/messages.js';

/** What can be read of them, beside what the document says by now; null: nothing can be read. */
export const setAsideItems = <T extends KindTypes>(
	{ items, withDifferences }: Pick<AsideKind<T>, 'items' | 'withDifferences'>,
	{ contents }: SetAsideView<T['difference']>,
	present: T['snapshot'],
	departmentName: NameOf
): AsideItem[] | null => contents && items(withDifferences(present, contents.changes), present, departmentName);

/** Whose they are, for a reader. */
export const authorsText = ({ authors }: SetAsideView, locale: string): string =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(
		authors.length === 0 ? [m.setaside_nobody()] : authors.map(({ name }) => name ?? m.setaside_left())
	);

/** Why, in words for people where the program's own are known. */
export const reasonText = ({ reason }: SetAsideView): string =>
	reasons[reason]?.() ?? m.setaside_reason_other({ reason });

const reasons: Readonly<Record<string, () => string>> = {
	[setAsideReasons.loose]: m.setaside_reason_loose,
	[setAsideReasons.pending]: m.setaside_reason_loose,
	[setAsideReasons.author]: m.setaside_reason_author
};
