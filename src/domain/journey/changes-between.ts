import { allRecords } from './assemble.ts';
import { type Change, put, remove } from './changes.ts';
import type { JourneyRecord } from './records/all-records.ts';
import { JourneyFields } from './records/journey.ts';
import type { JourneySnapshot } from './snapshot.ts';

const identity: readonly string[] = ['id', 'type'];

/**
 * What makes `to` out of `from`: the fewest changes, so that what others are typing elsewhere at this moment stays.
 * Records of `from` that cannot be read stay as they are.
 */
export function changesBetween(from: JourneySnapshot, to: JourneySnapshot): Change[] {
	const wanted = new Map(allRecords(to).map((record) => [record.id, record]));
	const present = new Map(allRecords(from).map((record) => [record.id, record]));
	const changes: Change[] = [];
	const fields = differing(ownFields(from), ownFields(to)) as Partial<JourneyFields>;
	if (Object.keys(fields).length > 0) changes.push({ op: 'journey', fields });
	for (const record of present.values()) if (!isSameKind(wanted.get(record.id), record)) changes.push(remove(record));
	for (const record of wanted.values()) {
		const before = present.get(record.id);
		if (!isSameKind(before, record)) changes.push(put(record));
		else {
			const patch = differing(before!, record);
			if (Object.keys(patch).length > 0)
				changes.push({ op: 'patch', type: record.type, id: record.id, fields: patch } as Change);
		}
	}
	return changes;
}

const isSameKind = (one: JourneyRecord | undefined, other: JourneyRecord): boolean => one?.type === other.type;

const ownFields = ({ meta }: JourneySnapshot): object =>
	Object.fromEntries(Object.entries(meta).filter(([key]) => key in JourneyFields.entries));

/** Fields of `after` that say something else than in `before`; undefined where it has none. */
function differing(before: object, after: object): Record<string, unknown> {
	const [was, is] = [before, after] as Record<string, unknown>[];
	return Object.fromEntries(
		[...new Set([...Object.keys(was!), ...Object.keys(is!)])]
			// Values of fields are plain: texts, numbers, choices, null.
			.filter((key) => !identity.includes(key) && was![key] !== is![key])
			.map((key) => [key, is![key]])
	);
}
