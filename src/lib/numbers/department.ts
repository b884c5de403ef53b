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

/** An address whose department does not exist (any more) is read without it, and says so. */
export function withKnown<
	A extends { readonly department: string | null; readonly problem: P | null },
	P extends string
>(read: A, owners: ReadonlySet<string> | null): A {
	if (owners !== null || read.department === null) return read;
	return { ...read, department: null, problem: read.problem ?? ('unknown' as P) };
}
