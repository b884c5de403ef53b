import * as v from 'valibot';

/** What an event is about. */
export const subjectKinds = [
	'channel',
	'collector',
	'customer',
	'definition',
	'department',
	'import',
	'invitation',
	'journey',
	'member',
	'response',
	'share',
	'survey',
	'token',
	'touchpoint',
	'workspace'
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface EventKind<Payload extends v.GenericSchema = v.GenericSchema> {
	readonly subject: SubjectKind;
	/** Ids, names of kinds, numbers; never what somebody typed, or who they are. Readers look up the rest, as it is then. */
	readonly payload: Payload;
}

/** A kind of event about this subject. */
export const defineEvent = <const Entries extends v.ObjectEntries>(
	subject: SubjectKind,
	entries: Entries
): EventKind<v.StrictObjectSchema<Entries, undefined>> => ({ subject, payload: v.strictObject(entries) });
