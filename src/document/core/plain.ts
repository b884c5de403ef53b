import * as Y from 'yjs';
import type { FieldsMap } from './about.ts';

/** No field of a record holds shared types in shared types; deeper ones are somebody's mistake, or attack. */
const MAX_DEPTH = 16;

/**
 * A stored value as plain data: texts as strings, shared maps and lists as objects and arrays. What lies too deep, and
 * shared types that have no data (XML), are null: Yjs' own `toJSON` follows every level and ends with a full stack.
 */
export function plain(value: unknown, depth = 0): unknown {
	if (!(value instanceof Y.AbstractType)) return value;
	if (value instanceof Y.Text) return value.toString();
	if (depth >= MAX_DEPTH) return null;
	// fromEntries, not assignment: a key may be `__proto__`.
	if (value instanceof Y.Map)
		return Object.fromEntries([...value.entries()].map(([key, inner]) => [key, plain(inner, depth + 1)]));
	if (value instanceof Y.Array) return value.toArray().map((inner) => plain(inner, depth + 1));
	return null;
}

/** Fields as plain data, unvalidated: texts as strings, other shared types as far as `plain` goes. */
export const rawFields = (map: FieldsMap): Readonly<Record<string, unknown>> =>
	Object.fromEntries([...map.entries()].map(([key, value]) => [key, plain(value)]));
