import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

export const contactParts = ['name', 'phone', 'email'] as const;
export type ContactPart = (typeof contactParts)[number];

/** How somebody can be reached, and for which of it they said that it may be used; nothing else is kept. */
export interface ContactValue extends Readonly<Partial<Record<ContactPart, string>>> {
	readonly consent: readonly ContactPart[];
}

/** Read by those who may read answers, not searched as words; nothing of it stays when its person is erased. */
export const contactAnswer: AnswerType<'contact', ContactValue> = {
	type: 'contact',
	schema: v.strictObject({
		name: v.exactOptional(v.string()),
		phone: v.exactOptional(v.string()),
		email: v.exactOptional(v.string()),
		consent: v.pipe(v.array(v.picklist(contactParts)), v.minLength(1))
	}),
	store: null,
	words: () => null,
	withoutPerson: () => undefined
};
