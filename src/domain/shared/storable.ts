import { issue, type Issue } from './result.ts';

/** The text without what PostgreSQL cannot store: NUL, and halves of surrogate pairs (which become U+FFFD). */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** PostgreSQL can store it as it is. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The beginning of a text, at most `max` UTF-16 units, never half a character. Storable when the text is. */
export const cut = (text: string, max: number): string => {
	if (text.length <= max) return text;
	const last = text.charCodeAt(max - 1);
	const halved = last >= 0xd800 && last <= 0xdbff;
	return text.slice(0, halved ? max - 1 : max);
};

/** Deeper data has no use here and costs whoever walks it. */
const MAX_DEPTH = 32;

/**
 * What of some JSON PostgreSQL cannot store whatever the schema says: NUL and halves of surrogate pairs in values and
 * keys, and nesting without end. Walks with its own stack, so that depth cannot exhaust ours.
 * @param skip a key of the outermost object that somebody else judges
 * @returns the first issue found (`text`, `too_deep`), or none
 */
export function unstorable(root: unknown, skip?: string): Issue[] {
	const stack: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [{ value: root, path: [] }];
	while (stack.length > 0) {
		const { value, path } = stack.pop()!;
		if (typeof value === 'string' && !isStorable(value)) return [issue('text', path)];
		if (typeof value !== 'object' || value === null) continue;
		if (path.length >= MAX_DEPTH) return [issue('too_deep', path)];
		for (const [key, child] of Object.entries(value)) {
			if (!isStorable(key)) return [issue('text', path)];
			if (path.length === 0 && key === skip) continue;
			if (child !== null && (typeof child === 'object' || typeof child === 'string')) {
				stack.push({ value: child, path: [...path, Array.isArray(value) ? Number(key) : key] });
			}
		}
	}
	return [];
}
