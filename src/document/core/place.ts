/** A place that somebody wrote at: these fields of a record, or (null) the record as a whole. */
export interface Place<Type extends string = string> {
	readonly type: Type;
	/** Empty for a record that is the only one of its type. */
	readonly id: string;
	readonly fields: readonly string[] | null;
}

/** Each record once, with all fields that any of the places names. */
export function mergePlaces<Type extends string>(all: readonly Place<Type>[]): Place<Type>[] {
	const merged = new Map<string, Place<Type>>();
	for (const place of all) {
		const key = `${place.type} ${place.id}`;
		const known = merged.get(key);
		const whole = place.fields === null || known?.fields === null;
		const fields = whole ? null : [...new Set([...(known?.fields ?? []), ...place.fields!])];
		merged.set(key, { ...place, fields });
	}
	return [...merged.values()];
}
