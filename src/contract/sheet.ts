import * as v from 'valibot';
import { locales } from '#domain/shared/locale.ts';
import { Heatmap } from '#domain/survey/index.ts';

/** One page about numbers, in the words that are drawn: what stands on it, not where. Made by pages and the API, drawn by the server. */

export type SheetHeat = 'bad-2' | 'bad-1' | 'unclear' | 'good-1' | 'good-2' | 'few' | 'none';

export interface SheetCell {
	/** Empty where the column says it. */
	readonly title: string;
	/** Under which column of its row it stands, from 0. */
	readonly column: number;
	readonly heat: SheetHeat;
	/** null where too few answered, or nobody: then `quiet` says why. */
	readonly shown: SheetNumber | null;
	readonly quiet: string;
	/** All of it, for those who do not see it. */
	readonly said: string;
}

export interface SheetNumber {
	readonly value: string;
	readonly metric: string;
	readonly n: string;
	/** Empty where there is none. */
	readonly interval: string;
	/** As shares of a bar that has the target in its middle. */
	readonly bar: {
		readonly from: number;
		readonly to: number;
		readonly at: number;
		readonly off: 'low' | 'high' | null;
	} | null;
	/** With its arrow; empty where no test found one. */
	readonly change: string;
}

export interface SheetRow {
	readonly title: string;
	readonly note: string;
	/** 0: the worst. These stay when not all fit. */
	readonly rank: number;
	readonly cells: readonly SheetCell[];
	/** Instead of cells. */
	readonly empty: string;
}

export interface SheetMove {
	readonly better: boolean;
	readonly rose: boolean;
	readonly says: string;
	readonly proof: string;
	readonly cause: string;
}

export interface Sheet {
	readonly lang: string;
	/** Of the file. */
	readonly name: string;
	readonly title: string;
	/** What stands behind the title, in lighter letters. */
	readonly proof: string;
	/** Days, filters, zone. */
	readonly facts: string;
	readonly owner: string;
	readonly counts: string;
	readonly moved: { readonly title: string; readonly items: readonly SheetMove[]; readonly note: string } | null;
	readonly worst: { readonly title: string; readonly items: readonly string[] } | null;
	/** Above the cells, where all rows share them. */
	readonly columns: readonly { readonly title: string; readonly note: string }[] | null;
	readonly rows: readonly SheetRow[];
	/** Instead of rows. */
	readonly empty: string;
	/** What is said when so many rows, or columns, do not fit. */
	readonly leftOutRows: readonly string[];
	/** The same where these stand on further pages. */
	readonly furtherRows: readonly string[];
	readonly leftOutColumns: readonly string[];
	readonly legend: readonly { readonly heat: SheetHeat; readonly name: string }[];
	readonly keys: { readonly change: string; readonly bar: string };
	readonly notes: readonly string[];
	/** Where the same is live; null for strangers, whose address is a key. */
	readonly address: string | null;
	readonly drawnAt: string;
}

export const sheetKinds = ['pdf', 'png'] as const;
export type SheetKind = (typeof sheetKinds)[number];

export const heatmapPageQuery = v.strictObject({
	...Heatmap.entries,
	view: v.optional(
		v.pipe(
			v.picklist(['journeys', 'departments', 'places']),
			v.description('By what the numbers are laid out: journeys × scenes when left out.')
		)
	),
	sort: v.optional(
		v.pipe(
			v.picklist(['worst', 'change', 'n', 'name']),
			v.description('Rows in which order; the worst first when left out.')
		)
	),
	lang: v.optional(
		v.pipe(v.picklist(locales), v.description('Of the page, and of a refusal: the reader’s own when left out.'))
	)
});
export type HeatmapPageQuery = v.InferOutput<typeof heatmapPageQuery>;
