/** A department as the filter needs it. */
export interface DepartmentNode {
	readonly id: string;
	readonly name: string;
	readonly parentId?: string | null;
}

/**
 * A department with everything below it, by id; null for one that does not exist (any more): a filter by nobody would
 * dim the whole map.
 */
export function withBelow(departments: readonly DepartmentNode[], id: string | null): ReadonlySet<string> | null {
	if (id === null || !departments.some((one) => one.id === id)) return null;
	const found = new Set([id]);
	// Grows while it is walked: each that is found brings its own children.
	for (const parent of found) for (const one of departments) if (one.parentId === parent) found.add(one.id);
	return found;
}
