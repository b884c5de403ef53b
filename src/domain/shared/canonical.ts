/** JSON with sorted keys: equal values give equal text, whatever order their keys came in (jsonb forgets it). */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value));

/** The same with its keys in order. What has none is itself; JSON knows how to write it. */
function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(sorted);
	if ('toJSON' in value) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, part]) => [key, sorted(part)])
	);
}
