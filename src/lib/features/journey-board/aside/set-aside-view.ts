import {
	applyChanges,
	type Change,
	type Difference,
	type JourneyRecord,
	type JourneySnapshot,
	type Place
} from '#domain/journey/index.ts';
import { refusals } from '#document/core/set-aside-reasons.ts';
import { type AsideItem, asideItems, type NameOf } from '#lib/aside/aside-view.ts';
import { m } from '#lib/paraglide/messages.js';

/** Edits that were stored and could then not be put into the map, as the API tells of them. */
export interface SetAsideView {
	readonly id: string;
	readonly at: string;
	readonly authors: readonly { readonly id: string; readonly name: string | null }[];
	readonly edits: number;
	readonly bytes: number;
	readonly reason: string;
	readonly contents: { readonly whole: boolean; readonly changes: readonly Difference[] } | null;
}

/** What can be read of them, beside what the map has by now; null: nothing can be read. */
export function setAsideItems(view: SetAsideView, map: JourneySnapshot, departmentName: NameOf): AsideItem[] | null {
	if (view.contents === null) return null;
	const { changes } = view.contents;
	return asideItems(
		{ snapshot: applyChanges(map, changes.map(changeOf)), places: changes.map(placeOf) },
		map,
		departmentName
	);
}

/** Whose they are, for a reader. */
export const authorsText = ({ authors }: SetAsideView, locale: string): string =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(
		authors.length === 0 ? [m.setaside_nobody()] : authors.map(({ name }) => name ?? m.setaside_left())
	);

/** Why, in words for people where the program's own are known. */
export const reasonText = ({ reason }: SetAsideView): string =>
	reasons[reason]?.() ?? m.setaside_reason_other({ reason });

const reasons: Readonly<Record<string, () => string>> = {
	[refusals.loose]: m.setaside_reason_loose,
	[refusals.pending]: m.setaside_reason_loose,
	[refusals.author]: m.setaside_reason_author
};

function changeOf({ here, there }: Difference): Change {
	if (here === null) return { op: 'delete', type: (there as JourneyRecord).type, id: there!.id };
	if (here.type !== 'journey') return { op: 'put', record: here };
	const { title, description, kind } = here;
	return { op: 'journey', fields: { title, description, kind } };
}

const placeOf = ({ what, here, there, fields }: Difference): Place => {
	const { type, id } = (here ?? there)!;
	return { type, id, fields: what === 'changed' ? fields : null };
};
