import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { put, remove } from '../changes.ts';
import { indexOf } from '../queries.ts';
import { createPath } from '../records/path.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { editInput, editOf, titleInput } from './fields.ts';

/** Joins two touchpoints, one way. Joining them again changes nothing. */
export const connect = defineCommand({
	name: 'connect',
	input: v.strictObject({ fromId: IdSchema, toId: IdSchema, label: v.optional(titleInput, '') }),
	run: (snapshot, { fromId, toId, label }, { newId }) => {
		if (fromId === toId) return fail(issue('path_to_itself', ['toId']));
		const from = find(snapshot, 'touchpoint', fromId, 'fromId');
		if (!from.ok) return from;
		const to = find(snapshot, 'touchpoint', toId, 'toId');
		if (!to.ok) return to;
		if (
			indexOf(snapshot)
				.pathsAt(fromId)
				.some((p) => p.fromId === fromId && p.toId === toId)
		)
			return outcome([]);
		const id = newId();
		return outcome([put(createPath({ id, fromId, toId, label }))], { created: [id] });
	}
});

export const editPath = defineCommand({
	name: 'editPath',
	input: editInput({ label: titleInput }),
	run: (snapshot, { id, fields, seen }) => {
		const path = find(snapshot, 'path', id);
		return path.ok ? editOf(path.value, fields, seen) : path;
	}
});

export const disconnect = defineCommand({
	name: 'disconnect',
	input: v.strictObject({ id: IdSchema }),
	run: (snapshot, { id }) => {
		const path = find(snapshot, 'path', id);
		return path.ok ? outcome([remove(path.value)], { removed: [path.value] }) : path;
	}
});
