import type { ReloadReason, StopReason } from '#document/client/connection-state.ts';

/** How many places edits on this device touch, and when they were made. */
interface Kept {
	readonly n: number;
	readonly when: string;
}

/** Ends of a connection that are the document's; the other ones are the person's, or the tab's. */
export type DocumentEnd = Extract<
	ReloadReason | StopReason,
	'editor-too-old' | 'replaced' | 'edit-refused' | 'forbidden' | 'not-found' | 'full'
>;

/** What is said of documents of one kind, whatever shows them. */
export interface DocumentWords {
	/** One's role may look at it and not change it. */
	readOnly(): string;
	/** Why nothing is sent any more. */
	readonly ended: Readonly<Record<DocumentEnd, () => string>>;
	/** Edits that this device holds, beside the document. */
	readonly aside: {
		/** They could not be merged, since the document was restored meanwhile. */
		notice(kept: Kept): string;
		/** They were not sent, since one may only look at it by now. */
		viewer(kept: Kept): string;
		/** What can be done with them beside the document … */
		intro(kept: Pick<Kept, 'when'>): string;
		/** … and where the document cannot be opened. */
		unsentIntro(kept: Pick<Kept, 'when'>): string;
		/** They can be sent. */
		open(document: { readonly title: string }): string;
		/** What the document says now, as a heading beside them. */
		there(): string;
		/** The document has come to have all of them. */
		allThere(): string;
	};
	/** Edits that the server holds, beside the document. */
	readonly setAside: {
		region(): string;
		notice(edits: { readonly n: number }): string;
		intro(): string;
	};
}
