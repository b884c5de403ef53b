import type { Answers } from '#domain/survey/index.ts';
import type { Json } from './survey.ts';
import type { Timestamp } from './tenancy.ts';

/** Words of the team on an answer; gone with it, and when its person is erased. */
export interface ResponseTagTable {
	workspace_id: string;
	response_id: string;
	tag: string;
	added_by: string;
	added_at: Timestamp;
}

/** A named view of the list of answers, for everybody who may see it. */
export interface ResponseViewTable {
	workspace_id: string;
	id: string;
	name: string;
	/** What the page's address says, without `?`. */
	query: string;
	created_by: string;
	created_at: Timestamp;
}

/** What was changed about an answer after it was given, and how it was before. */
export interface ResponseCorrectionTable {
	workspace_id: string;
	id: string;
	response_id: string;
	change: 'left-out' | 'taken-in' | 'answers';
	why: string | null;
	/** Answers as they were and as they became; null unless these were changed. */
	before: Json<Answers | null> | null;
	after: Json<Answers | null> | null;
	/** The correction that this one takes back. */
	undoes: string | null;
	made_by: string;
	made_at: Timestamp;
}

export interface DeskTables {
	response_tag: ResponseTagTable;
	response_view: ResponseViewTable;
	response_correction: ResponseCorrectionTable;
}
