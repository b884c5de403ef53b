/** Tools whose exports are known, and our own. */
export const shapeNames = [
	'qualtrics',
	'surveymonkey',
	'limesurvey',
	'limesurvey-vv',
	'wjx',
	'google-forms',
	'typeform',
	'formbricks',
	'delighted',
	'wayfelt'
] as const;
export type ShapeName = (typeof shapeNames)[number];

/** What a column says of an answer. `status` tells whole from partial and tests; `ignore` is about the way, not the answer. */
export const columnRoles = [
	...(['id', 'time', 'score', 'comment', 'choice', 'number', 'customer', 'language', 'channel'] as const),
	...(['place', 'touchpoint', 'duration', 'status', 'ignore'] as const)
] as const;
export type ColumnRole = (typeof columnRoles)[number];

export interface ShapeColumn {
	/** From 0. */
	readonly index: number;
	/** Its name as the tool writes it; the question's text where it has none. */
	readonly header: string;
	readonly role: ColumnRole;
}

/** What a question of the file is, before anybody knows which kind it becomes here. */
export const foundKinds = [
	...(['nps', 'csat', 'ces-ease7', 'ces-effort5', 'number', 'text', 'one', 'several', 'grid', 'rank'] as const)
] as const;
export type FoundKind = (typeof foundKinds)[number];

/** A question whose answers stand in one or more columns. */
export interface FoundQuestion {
	/** Tells it from the others of the file. */
	readonly key: string;
	/** As it was asked; '' when the file does not say. */
	readonly text: string;
	readonly found: FoundKind;
	/** Its columns; `part` is the option, row or item that a column is about. */
	readonly columns: readonly { readonly index: number; readonly part: string | null }[];
	/** Different answers, where they are few; of several columns the parts. */
	readonly options: readonly string[];
	/** What joins ticks inside a cell; null: nothing does. */
	readonly joiner: string | null;
}

/** Why a row is no answer: the header again, or nobody's. `marked`: its own export says that the numbers go without it. */
export const leftOutReasons = ['header', 'preview', 'test', 'spam', 'marked'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Whole, broken off, or left out. */
export type RowFate = 'complete' | 'partial' | LeftOutReason;

/** What the file cannot say, each a sentence in `messages`. */
export const unknowns = [
	/** Complete and partial answers look the same. */
	'partial',
	/** Times without a zone. */
	'zone',
	/** No number that tells an answer from others; a second export counts anew. */
	'id',
	/** Ticks are joined by what may stand in an option. */
	'joined',
	/** Of ticks only the options are there, not their question. */
	'ticks_question',
	/** Only codes of questions. */
	'question_texts',
	/** Whether an empty answer was seen. */
	'shown',
	/** Its own NPS counts skips. */
	'nps_base',
	/** The scale of its effort score runs the other way, and is another one. */
	'ces_scale',
	/** Columns about the person and answers to further questions look alike. */
	'properties'
] as const;
export type Unknown = (typeof unknowns)[number];

export interface Recognised {
	readonly shape: ShapeName;
	/** How sure, 0…1: 1 is what no other file has. */
	readonly sure: number;
	readonly headerRows: number;
	/** All of them, in order. */
	readonly columns: readonly ShapeColumn[];
	readonly questions: readonly FoundQuestion[];
	/** Columns with the time of the answer; the first that is filled in a row counts. */
	readonly times: readonly number[];
	readonly unknown: readonly Unknown[];
	/** What a row is; the cells as the file has them. */
	fate(cells: readonly string[]): RowFate;
	/** A cell as it was before the tool wrote it. */
	readonly cell?: (text: string) => string;
}

/** One tool's export. `read` gets all rows of the file, header rows too; null: it is none of this tool's. */
export interface Shape {
	readonly name: ShapeName;
	read(lines: readonly (readonly string[])[]): Recognised | null;
}
