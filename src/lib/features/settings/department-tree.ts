import type { DepartmentView } from '#contract/identity.ts';

export interface DepartmentNode extends DepartmentView {
	/** 0 at the top. */
	readonly depth: number;
}

/**
 * Departments in the order of a tree: each below the one it belongs to, siblings by name.
 * One whose parent is missing counts as top; a circle, which the server refuses, would be left out.
 */
export function departmentTree(departments: readonly DepartmentView[], locale: string): readonly DepartmentNode[] {
	const known = new Set(departments.map((d) => d.id));
	const children = new Map<string | null, DepartmentView[]>();
	for (const department of departments) {
		const parent = department.parentId !== null && known.has(department.parentId) ? department.parentId : null;
		children.set(parent, [...(children.get(parent) ?? []), department]);
	}
	const order = new Intl.Collator(locale, { numeric: true });
	const below = (parent: string | null, depth: number): DepartmentNode[] =>
		(children.get(parent) ?? [])
			.sort((a, b) => order.compare(a.name, b.name))
			.flatMap((d) => [{ ...d, depth }, ...below(d.id, depth + 1)]);
	return below(null, 0);
}

/** Options for a select: deeper ones are set in, so that the list still looks like the tree. */
export const departmentOptions = (departments: readonly DepartmentView[], locale: string, none: string) => [
	{ value: '', label: none },
	...departmentTree(departments, locale).map((d) => ({ value: d.id, label: `${'\u2003'.repeat(d.depth)}${d.name}` }))
];
