/** Where in a document people may write. */
export interface Roots {
	/**
	 * @param name of a shared type of the document
	 * @param keyed whether it is written as a map; else as a list or text
	 */
	isOpen(name: string, keyed: boolean): boolean;
}

/** What every document says about itself: schema and epoch. Written by the server alone. */
const ABOUT = 'document';

/** Keys are field names and ids. */
export const LONGEST_KEY = 200;

/** Whatever else a document holds, what it says about itself is closed. */
export const allButAbout: Roots = { isOpen: (name) => name !== ABOUT };

/** A document of maps with these names; nothing else may be put into it. */
export function onlyMaps(names: readonly string[]): Roots {
	const open = new Set(names.filter((name) => name !== ABOUT));
	return { isOpen: (name, keyed) => keyed && open.has(name) };
}
