import * as v from 'valibot';
import { byOrder } from '#domain/shared/order.ts';
import { defineRecord, type Given, order, text } from './define-record.ts';

/** Who travels. */
export const PersonaFields = v.object({
	name: text(),
	description: text(),
	goals: text(),
	frustrations: text(),
	order: order()
});

export type Persona = Readonly<{ type: 'persona'; id: string } & v.InferOutput<typeof PersonaFields>>;

export const personaVersions = { Initial: 1 } as const;

export const createPersona = (given: Given<Persona, 'order'>): Persona => ({
	name: '',
	description: '',
	goals: '',
	frustrations: '',
	...given,
	type: 'persona'
});

export const isPersona = (record: { readonly type: string } | undefined): record is Persona =>
	record?.type === 'persona';

export const personaRecord = defineRecord({
	type: 'persona',
	collection: 'personas',
	fields: PersonaFields,
	texts: ['description', 'goals', 'frustrations'],
	titles: ['name'],
	versions: personaVersions,
	migrations: [],
	blank: (id: string, key: string) => createPersona({ id, order: key }),
	compare: byOrder
});
