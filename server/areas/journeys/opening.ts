import { journeyKind } from '#document/kinds/journey/index.ts';
import { openingPart, type JourneySnapshot } from '#domain/journey/index.ts';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';

/** Characters that are stored of one map at most, and sent with its page. */
const MOST = 300_000;

/** What is stored of a map for pages to show first. */
interface StoredOpening {
	/** Number of the schema that it is written in. */
	readonly schema: number;
	/** null: it is too large for that. */
	readonly part: JourneySnapshot | null;
}

const schema = schemaNumberOf(journeyKind.schema.current);

/** As it is stored: JSON without descriptions, which no card shows; the same text for the same map, whoever read it. */
export function writeOpening(map: JourneySnapshot): string {
	const write = (part: JourneySnapshot | null): string =>
		JSON.stringify({ schema, part } satisfies StoredOpening, (name, value: unknown) =>
			name === 'description' ? '' : isRecord(value) ? inOrder(value) : value
		);
	const text = write(openingPart(map));
	return text.length > MOST ? write(null) : text;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const inOrder = (value: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** null: nothing is stored, or by a program with another schema. */
export function readOpening(text: string | null): JourneySnapshot | null {
	if (text === null) return null;
	const stored = JSON.parse(text) as StoredOpening;
	return stored.schema === schema ? stored.part : null;
}
