import * as v from 'valibot';
import { type Issue, type Result } from './result.ts';

/**
 * Parses `unknown` into a value or issues. Schemas at every edge are strict (`v.strictObject`):
 * an unknown key is an error, so nobody can smuggle in a column.
 */
export function parse<S extends v.GenericSchema>(schema: S, input: unknown): Result<v.InferOutput<S>> {
	const parsed = v.safeParse(schema, input);
	if (parsed.success) return { ok: true, value: parsed.output };
	return { ok: false, issues: parsed.issues.map(toIssue) };
}

function toIssue(from: v.BaseIssue<unknown>): Issue {
	const path = from.path?.map((p) => p.key as string | number);
	return {
		code:
			from.kind === 'schema'
				? from.received === 'undefined'
					? 'required'
					: from.expected === 'never'
						? 'unknown_key'
						: 'invalid'
				: from.type,
		...(path ? { path } : {}),
		params: { expected: from.expected ?? '', received: from.received }
	};
}
