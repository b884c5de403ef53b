import type { Locale } from '../shared/locale.ts';
import type { AskKind } from '../survey/index.ts';

/** Order of day, month and year in dates whose numbers do not tell. */
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];

export const customerNames = ['externalId', 'email', 'phone'] as const;
export type CustomerName = (typeof customerNames)[number];

/** Leave this row out: it says nothing to be counted. */
export const LEAVE_OUT = null;

/** Which column of a table means what. Columns are numbered from 0. */
export interface Mapping {
	/** What the scores measure; it decides their scale. */
	readonly kind: AskKind;
	readonly score: {
		readonly column: number;
		/**
		 * What a text in the column counts as ("negative" → 2, "n/a" → left out), by `valueKey`. Whole numbers on the scale
		 * mean themselves and need not stand here; null: nothing else stands in the column.
		 */
		readonly values: Readonly<Record<string, number | typeof LEAVE_OUT>> | null;
	};
	/** The touchpoint of every row, or of each by what its column says. */
	readonly touchpoint:
		| { readonly id: string }
		| { readonly column: number; readonly values: Readonly<Record<string, string | typeof LEAVE_OUT>> };
	/** When the answer was given; null: now. `zone` is the one that the file names for times without an offset. */
	readonly time: {
		readonly column: number;
		readonly order: DateOrder;
		readonly zone?: string | null;
		/** Columns that are asked where the cell is empty, one after the other: partial answers have no time of submission. */
		readonly orElse?: readonly number[];
	} | null;
	readonly comment: number | null;
	readonly customer: { readonly column: number; readonly as: CustomerName } | null;
	/** Where it was given, as codes are named: a shop, a counter. */
	readonly place?: number | null;
	/** The answer's own number in the system it comes from. */
	readonly externalId: number | null;
	/** Rows that are left out for what one of their cells says (previews, tests), by `valueKey`. */
	readonly leaveOut?: { readonly column: number; readonly values: readonly string[] } | null;
	/** Language of the comments. */
	readonly language: Locale;
}

/** How a cell is looked up in `values`: spaces around it and upper case say nothing. */
export const valueKey = (cell: string | undefined): string => (cell ?? '').trim().toLowerCase();
