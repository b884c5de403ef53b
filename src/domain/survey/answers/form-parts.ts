/**
 * What a form sent of a question with several fields: texts by the fields' names behind the question's id and a dot
 * (`pay.other` → `other`), the field of the id alone under `''`.
 */
export type FormParts = Readonly<Record<string, string | readonly string[]>>;

/** The fields of a form by question: `pay` and `pay.other` are of one. */
export function byQuestion(
	fields: Iterable<readonly [string, readonly string[]]>
): Record<string, string | string[] | Record<string, string | string[]>> {
	const questions = new Map<string, Map<string, string | string[]>>();
	for (const [name, values] of fields) {
		const dot = name.indexOf('.');
		const id = dot < 0 ? name : name.slice(0, dot);
		if (!questions.has(id)) questions.set(id, new Map());
		questions.get(id)!.set(dot < 0 ? '' : name.slice(dot + 1), values.length > 1 ? [...values] : values[0]!);
	}
	return Object.fromEntries(
		[...questions].map(([id, parts]) => [
			id,
			parts.size === 1 && parts.has('') ? parts.get('')! : Object.fromEntries(parts)
		])
	);
}

/** Is this an object, as JSON and as forms in parts have it? */
export const isParts = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
	typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Own fields only: what a stranger sends may have any prototype's names. */
export const part = (raw: Readonly<Record<string, unknown>>, name: string): unknown =>
	Object.hasOwn(raw, name) ? raw[name] : undefined;
