/**
 * Why an edit that was stored was taken out of its document again, as `document_set_aside.reason` says it; any other
 * reason is what Yjs itself said. They are stored: a wording that changes needs a migration.
 */
export const setAsideReasons = {
	/** Something that it builds on is missing. */
	loose: 'it hangs on what is not there',
	/** Yjs took it, and waits for the rest. */
	pending: 'part of it stays pending',
	/** So many edits of the same person were refused that none of theirs is trusted. */
	author: 'its author'
} as const;
