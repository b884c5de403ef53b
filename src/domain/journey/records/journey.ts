import * as v from 'valibot';
import { byId, defineRecord, text } from './define-record.ts';

/** What the map describes: how it is, how it should be, or how we make it work. */
export const journeyKinds = ['as-is', 'to-be', 'blueprint'] as const;
export type JourneyKind = (typeof journeyKinds)[number];

/** Fields of the journey itself: there is one such record in a document. */
export const JourneyFields = v.object({
	title: text(),
	description: text(),
	kind: v.optional(v.picklist(journeyKinds), 'as-is')
});

export type JourneyFields = Readonly<v.InferOutput<typeof JourneyFields>>;

/** `PlainTitles`: titles of all kinds of records lie in the document as plain values; they were collaborative texts. */
export const journeyVersions = { Initial: 1, PlainTitles: 2 } as const;

export const createJourneyFields = (given: Partial<JourneyFields>): JourneyFields => ({
	title: '',
	description: '',
	kind: 'as-is',
	...given
});

/** Not in the registry of records, since it has no id of its own; versions and migrations work the same way. */
export const journeyRecord = defineRecord({
	type: 'journey',
	collection: 'journey',
	single: true,
	fields: JourneyFields,
	texts: ['description'],
	titles: ['title'],
	versions: journeyVersions,
	migrations: [{ to: 'PlainTitles', up: (fields) => fields }],
	blank: (id: string) => ({ ...createJourneyFields({}), type: 'journey' as const, id }),
	compare: byId
});
