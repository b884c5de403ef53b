import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventKinds } from './all-events.ts';
import { subjectKinds } from './define-event.ts';

/** Anything of a schema, as valibot keeps it. */
type Part = v.GenericSchema & {
	readonly item?: Part;
	readonly wrapped?: Part;
	readonly entries?: Readonly<Record<string, Part>>;
	readonly pipe?: readonly { readonly type: string }[];
};

/** Can it hold a text that somebody typed? Ids have a pattern, choices a list. */
function holdsText(schema: Part): boolean {
	switch (schema.type) {
		case 'boolean':
		case 'number':
		case 'picklist':
			return false;
		case 'string':
			return !schema.pipe?.some(({ type }) => type === 'regex');
		case 'array':
			return holdsText(schema.item!);
		case 'nullable':
		case 'optional':
			return holdsText(schema.wrapped!);
		case 'strict_object':
			return Object.values(schema.entries!).some(holdsText);
		default:
			return true;
	}
}

describe.each(Object.entries(eventKinds))('%s', (name, { subject, payload }) => {
	it('has the name of a thing and of what became of it', () => {
		expect(name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
		expect(subjectKinds).toContain(subject);
	});

	it('holds no text that somebody typed, and nothing beside what it declares', () => {
		expect(payload.type).toBe('strict_object');
		expect(holdsText(payload as Part)).toBe(false);
	});
});
