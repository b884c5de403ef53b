/** What a page's script wrote into a field; null for anything else, which the schema then refuses. */
export function readJson(value: FormDataEntryValue | null): unknown {
	if (typeof value !== 'string') return null;
	try {
		return JSON.parse(value);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
