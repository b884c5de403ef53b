/** A stored document holds what cannot be read: an edit that Yjs refuses, or bytes that are none. */
export class UnreadableDocument extends Error {
	override readonly name = 'UnreadableDocument';
}
