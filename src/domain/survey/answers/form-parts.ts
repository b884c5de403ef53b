/**
 * What a form sent of a question with several fields: texts by the fields' names behind the question's id and a dot
 * (`pay.other` → `other`), the field of the id alone under `''`.
 */
export type FormParts = Readonly<Record<string, string | readonly string[]>>;

/** Is this an object, as JSON and as forms in parts have it? */
export const isParts = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
	typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Own fields only: what a stranger sends may have any prototype's names. */
export const part = (raw: Readonly<Record<string, unknown>>, name: string): unknown =>
	Object.hasOwn(raw, name) ? raw[name] : undefined;
