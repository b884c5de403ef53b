import type { FormatName, PrintWords } from '#domain/printing/index.ts';

/** Codes on paper, in the words that are drawn: what stands on each page, not where. Drawn by the server. */
export interface CodeSheet {
	readonly lang: string;
	/** Of the file. */
	readonly name: string;
	readonly format: FormatName;
	/** Who asks. */
	readonly brand: string;
	readonly words: PrintWords;
	/** `#rrggbb` */
	readonly color: string;
	readonly colored: boolean;
	/** base64 */
	readonly logo: { readonly kind: 'svg' | 'png' | 'jpeg'; readonly data: string } | null;
	/** Small, for whoever hangs it up: paper, distance, day. */
	readonly slug: readonly string[];
	/** Labels of the first page that are gone already. */
	readonly first: number;
	readonly places: readonly CodePlace[];
	readonly drawnAt: string;
}

export interface CodePlace {
	readonly name: string;
	/** What its code says. */
	readonly address: string;
	/** The same, as it is typed. */
	readonly typed: string;
	readonly code: string;
	readonly touchpoint: string;
}
