import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { put, remove } from '../changes.ts';
import { createPersona } from '../records/persona.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { editInput, indexInput, limits, editOf, textInput, titleInput } from './fields.ts';
import { placeAmong } from './siblings.ts';

const personaFields = { name: titleInput, description: textInput, goals: textInput, frustrations: textInput } as const;

export const addPersona = defineCommand({
	name: 'addPersona',
	input: v.strictObject({ ...v.partial(v.object(personaFields)).entries, index: indexInput }),
	run: (snapshot, { index, ...fields }, { newId }) => {
		if (snapshot.personas.length >= limits.personas)
			return fail(issue('too_many_personas', undefined, { limit: limits.personas }));
		const id = newId();
		const { orders, repairs } = placeAmong(snapshot.personas, index, [id]);
		return outcome([...repairs, put(createPersona({ id, order: orders[0]!, ...fields }))], { created: [id] });
	}
});

export const editPersona = defineCommand({
	name: 'editPersona',
	input: editInput(personaFields),
	run: (snapshot, { id, fields, seen }) => {
		const persona = find(snapshot, 'persona', id);
		return persona.ok ? editOf(persona.value, fields, seen) : persona;
	}
});

export const deletePersona = defineCommand({
	name: 'deletePersona',
	input: v.strictObject({ id: IdSchema }),
	run: (snapshot, { id }) => {
		const persona = find(snapshot, 'persona', id);
		return persona.ok ? outcome([remove(persona.value)], { removed: [persona.value] }) : persona;
	}
});
