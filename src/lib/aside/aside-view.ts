import {
	applyChanges,
	type Change,
	type Compared,
	compare,
	type Difference,
	isItem,
	type JourneyRecord,
	type JourneySnapshot,
	type Place,
	PLACE,
	rankOf,
	recordById,
	records,
	writtenAt
} from '#domain/journey/index.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import { m } from '#lib/paraglide/messages.js';
import { channelNames, emotionNames, laneTitle, severityNames, titleOr } from '#lib/journey-words.ts';

/** One record that edits beside the map speak of, in the reader's words. */
export interface AsideItem {
	readonly key: string;
	readonly what: Difference['what'];
	/** "Not on the map" */
	readonly badge: string;
	/** "Touchpoint" */
	readonly type: string;
	readonly title: string;
	readonly rows: readonly AsideRow[];
}

export interface AsideRow {
	readonly label: string;
	readonly here: string;
	/** null: the map has nothing to compare with. */
	readonly there: string | null;
	/** Words that somebody typed, as against a choice: worth copying. */
	readonly typed: boolean;
}

/** Every field of every record has a word, `kinds.test.ts` says. */
type FieldName = Parameters<typeof m.kind_field>[0]['kind'];

/** Of a department's id. */
export type NameOf = (departmentId: string | null) => string | undefined;

/** A map with edits in it, and where they were made. */
export interface Edited {
	readonly snapshot: JourneySnapshot;
	readonly places: readonly Place[] | null;
}

const differenceNames: Readonly<Record<Difference['what'], () => string>> = {
	added: m.aside_added,
	changed: m.aside_changed,
	deleted: m.aside_deleted
};

/** As `differenceNames`, of a version and what came after it. */
export const sinceNames: Readonly<Record<Difference['what'], () => string>> = {
	added: m.history_removed_since,
	changed: m.history_changed_since,
	deleted: m.history_added_since
};

const writtenNames: Readonly<Record<Difference['what'], () => string>> = {
	added: m.aside_was_added,
	changed: m.aside_was_changed,
	deleted: m.aside_was_deleted
};

/** What a copy has that the map has not, to be read. */
export function asideItems(
	copy: Edited,
	map: JourneySnapshot,
	departmentName: NameOf,
	badges: Readonly<Record<Difference['what'], () => string>> = differenceNames
): AsideItem[] {
	return compare(copy.snapshot, map, copy.places).map((difference) => {
		const { what, here, there, fields } = difference;
		// As it is called on the map, where somebody would look for it.
		const [record, snapshot] = there ? [there, map] : [here!, copy.snapshot];
		const say = (of: Compared, on: JourneySnapshot, field: string) => valueText(of, on, field, departmentName);
		return {
			key: `${record.type} ${record.id}`,
			what,
			badge: badges[what](),
			type: typeText(record),
			title: titleText(record, snapshot),
			rows: fields
				.filter((field) => what === 'changed' || !inHeading(record, field))
				.map((field) => ({
					label: m.kind_field({ kind: field as FieldName }),
					here: say(here!, copy.snapshot, field),
					there: there && say(there, map, field),
					typed: isText(here!, field)
				}))
		};
	});
}

/** A map as these differences would make it, which the server found in edits. */
export const journeyWith = (map: JourneySnapshot, differences: readonly Difference[]): Edited => ({
	snapshot: applyChanges(map, differences.map(changeOf)),
	places: differences.map(placeOf)
});

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

/** What a copy says when there is no map to lay beside it. */
export function writtenItems(
	{ snapshot, places, gone }: Edited & { readonly gone: readonly JourneyRecord[] },
	departmentName: NameOf
): AsideItem[] {
	return writtenAt(snapshot, places, gone).map(({ what, type, id, record, fields }) => ({
		key: `${type} ${id}`,
		what,
		badge: writtenNames[what](),
		type: record ? typeText(record) : m.kind_record({ kind: type }),
		title: record ? titleText(record, snapshot) : '',
		rows: fields
			.filter((field) => what === 'changed' || !inHeading(record!, field))
			.map((field) => ({
				label: m.kind_field({ kind: field as FieldName }),
				here: valueText(record!, snapshot, field, departmentName),
				there: null,
				typed: isText(record!, field)
			}))
	}));
}

/** When the edits were made. */
export function asideTime(
	{ first, last }: { readonly first: number; readonly last: number },
	locale: string,
	timeZone?: string
): string {
	const format = new Intl.DateTimeFormat(locale, {
		dateStyle: 'medium',
		timeStyle: 'short',
		...(timeZone && { timeZone })
	});
	return format.formatRange(first, last);
}

const own = (record: Compared, field: string): unknown => (record as unknown as Record<string, unknown>)[field];

function isText(record: Compared, field: string): boolean {
	const { texts, titles } = record.type === 'journey' ? journeyRecord : records[record.type];
	return texts.includes(field) || titles.includes(field);
}

const typeText = (record: Compared): string => {
	if (record.type !== 'card') return m.kind_record({ kind: record.type });
	const kind = m.kind_item({ kind: record.kind });
	return kind.charAt(0).toUpperCase() + kind.slice(1);
};

/** What the heading of an added record says already; its title stays a row, to be copied. */
const inHeading = (record: Compared, field: string): boolean =>
	field === 'kind' || (record.type === 'path' && (field === 'fromId' || field === 'toId'));

function titleText(record: Compared, snapshot: JourneySnapshot): string {
	switch (record.type) {
		case 'lane':
			return laneTitle(record);
		case 'persona':
			return titleOr(record.name);
		case 'path':
			return `${nameOf(snapshot, record.fromId)} → ${nameOf(snapshot, record.toId)}`;
		default:
			return titleOr(record.title);
	}
}

function nameOf(snapshot: JourneySnapshot, id: string): string {
	const record = recordById(snapshot, id);
	return record ? titleText(record, snapshot) : m.aside_gone();
}

function valueText(record: Compared, snapshot: JourneySnapshot, field: string, departmentName: NameOf): string {
	if (field === PLACE) return placeText(record, snapshot);
	const value = own(record, field);
	switch (field) {
		case 'channel':
			return channelNames[value as keyof typeof channelNames]();
		case 'expectedEmotion':
			return value === null ? m.board_emotion_unset() : emotionNames[(value as number) + 2]!();
		case 'severity':
			return severityNames[value as 1 | 2 | 3]();
		case 'departmentId':
			return value === null
				? m.board_department_none()
				: (departmentName(value as string) ?? m.board_department_gone());
		case 'fromId':
		case 'toId':
		case 'touchpointId':
			return value === null ? m.common_none() : nameOf(snapshot, value as string);
		case 'kind':
			return record.type === 'journey'
				? m.kind_journey({ kind: record.kind })
				: record.type === 'lane'
					? m.kind_lane({ kind: record.kind })
					: typeText(record);
		case 'width':
		case 'height':
			return value === null || value === undefined ? m.aside_automatic() : m.aside_pixels({ n: value as number });
	}
	if (typeof value === 'boolean') return value ? m.aside_yes() : m.aside_no();
	return value === undefined || value === null ? '' : String(value);
}

function placeText(record: Compared, snapshot: JourneySnapshot): string {
	const rank = rankOf(snapshot, record);
	if (rank < 0) return m.aside_off_map();
	if (record.type === 'journey' || !isItem(record)) return m.aside_place_n({ n: rank + 1 });
	return m.aside_cell({
		scene: nameOf(snapshot, record.sceneId),
		lane: nameOf(snapshot, record.laneId),
		n: rank + 1
	});
}
