import type { Answers, MarkReason } from '#domain/survey/index.ts';
import type { Generated } from 'kysely';
import type { Json } from './survey.ts';
import type { Timestamp } from './tenancy.ts';

export interface ResponseTable {
	workspace_id: string;
	/** Given by the form or the sender: the same answer sent again is the same row. */
	id: string;
	/** First day of the month in the id (UTC), by which the table can be partitioned: `wayfelt_month_of(id)`. */
	month: string;
	survey_id: string;
	survey_version: number;
	collector_id: string;
	touchpoint_id: string;
	channel: string;
	customer_id: string | null;
	answers: Json<Answers>;
	/** Score by definition id: exactly what was counted in `score_day`. */
	scores: Json<Record<string, number>>;
	/** By definition id: value in steps and its bucket, exactly as counted in `number_day`; null: none. */
	numbers: Json<Record<string, [steps: number, bucket: number]> | null> | null;
	/** What its address said besides; null: nothing. */
	parameters: Json<Record<string, string> | null> | null;
	has_text: boolean;
	language: string;
	submitted_at: Timestamp;
	received_at: Timestamp;
	/** `YYYY-MM-DD` in the workspace's time zone when it was counted: a correction takes it out of the same day. */
	day: string;
	/** SHA-256 of what was answered, to tell a repetition from a different answer under the same id. */
	body_hash: Buffer;
	/** The import that brought it. */
	import_run_id: string | null;
	/** What its row looked like (`RowKeys.look`), by metric. */
	import_look: string | null;
	/** Broken off: what was answered counts, and there is no more. */
	partial: Generated<boolean>;
	/** Why it may not be a person's answer (domain/survey/marks.ts). */
	mark: Generated<MarkReason | null>;
	/** The histograms go without it. */
	left_out: Generated<boolean>;
	/** User id and time of the last decision about the mark. */
	decided_by: Generated<string | null>;
	decided_at: Generated<Timestamp | null>;
}

/** Ids of answers that were taken out: the same id sent again stays out. Nothing that was answered is kept of them. */
export interface RemovedResponseTable {
	workspace_id: string;
	id: string;
	removed_on: Generated<string>;
	/** Deleted by somebody of the team, who may bring it back; not: erased with its person. */
	restorable: Generated<boolean>;
	/** Whose it was, until that person is erased. */
	customer_id: string | null;
}

/** Counts per score, additive; written only together with responses. */
export interface ScoreDayTable {
	workspace_id: string;
	touchpoint_id: string;
	definition_id: string;
	channel: string;
	day: string;
	s0: Generated<number>;
	s1: Generated<number>;
	s2: Generated<number>;
	s3: Generated<number>;
	s4: Generated<number>;
	s5: Generated<number>;
	s6: Generated<number>;
	s7: Generated<number>;
	s8: Generated<number>;
	s9: Generated<number>;
	s10: Generated<number>;
}

/** The same by what answers can be told apart by (`Dimension`): every dimension counts each score once. */
export interface ScoreDayByTable extends Omit<ScoreDayTable, 'channel'> {
	dimension: string;
	/** `place`: id of the collector; `language`: its tag. */
	value: string;
}

/** Days of one month added up (`areas/answers/repo/months.ts`); true while `score_month_kept` names it. */
export interface ScoreMonthTable extends Omit<ScoreDayTable, 'day'> {
	/** First day of the month. */
	month: string;
	/** First and last day with answers. */
	first: string;
	last: string;
}

export interface ScoreMonthByTable extends Omit<ScoreMonthTable, 'channel'> {
	dimension: string;
	value: string;
}

export interface ScoreMonthKeptTable {
	workspace_id: string;
	month: string;
}

/** Numbers that people typed, as a sketch that adds up: a row a bucket. Written only together with responses. */
export interface NumberDayTable {
	workspace_id: string;
	touchpoint_id: string;
	definition_id: string;
	channel: string;
	day: string;
	/** `bucketOf` (domain/metrics/sketch.ts). */
	bucket: number;
	n: number;
	/** Of the values in steps, and of their squares. */
	sum: string;
	squares: string;
}

/** The same by dimension, as `score_day_by`. */
export interface NumberDayByTable extends Omit<NumberDayTable, 'channel'> {
	dimension: string;
	value: string;
}

export interface CustomerTable {
	workspace_id: string;
	id: string;
	name: string | null;
	created_at: Timestamp;
}

export interface CustomerIdentityTable {
	workspace_id: string;
	kind: string;
	value: string;
	customer_id: string;
	created_at: Timestamp;
}

/** By which websites prove who looks at their pages; at most two in a workspace. */
export interface IdentitySecretTable {
	workspace_id: string;
	id: string;
	/** Sealed. */
	secret: Buffer;
	/** Its last letters, to tell it from the other. */
	hint: string;
	created_by: string;
	created_at: Timestamp;
}

/** Customers who are not to be asked, by a mark over each of their names (`Seal.mark`). */
export interface DoNotContactTable {
	workspace_id: string;
	mark: string;
	added_at: Timestamp;
}

/** Proof that a customer was erased; the id leads nowhere any more. */
export interface ErasureTable {
	workspace_id: string;
	customer_id: string;
	at: Timestamp;
	responses_kept: number;
	responses_removed: number;
	events: number;
}

/** Operational events (tickets, orders, calls). */
export interface EventTable {
	workspace_id: string;
	id: string;
	/** As of `response`. */
	month: string;
	type: string;
	at: Timestamp;
	touchpoint_id: string | null;
	customer_id: string | null;
	properties: Json;
	received_at: Timestamp;
}

export interface ImportRunTable {
	workspace_id: string;
	id: string;
	kind: string;
	file_name: string;
	total: Generated<number>;
	created: Generated<number>;
	duplicate: Generated<number>;
	failed: Generated<number>;
	status: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
	created_by: string;
	created_at: Timestamp;
	finished_at: Timestamp | null;
	report: Json | null;
	/** Answers that undoing has taken out. */
	undone: Generated<number>;
	undone_by: string | null;
	undone_at: Timestamp | null;
	/** Days of the answers that it brought. */
	first_day: string | null;
	last_day: string | null;
}

/** A change of the workspace's time zone, and how far its answers have followed. */
export interface DayRecountTable {
	workspace_id: string;
	time_zone: string;
	requested_at: Timestamp;
	/** Id of the last answer that this pass has looked at; null at the start of one. */
	cursor: string | null;
	/** Answers put on another day so far. */
	moved: number;
	moved_in_pass: number;
	finished_at: Timestamp | null;
}

export interface AnswerTables {
	response: ResponseTable;
	removed_response: RemovedResponseTable;
	score_day: ScoreDayTable;
	score_day_by: ScoreDayByTable;
	score_month: ScoreMonthTable;
	score_month_by: ScoreMonthByTable;
	score_month_kept: ScoreMonthKeptTable;
	number_day: NumberDayTable;
	number_day_by: NumberDayByTable;
	customer: CustomerTable;
	customer_identity: CustomerIdentityTable;
	identity_secret: IdentitySecretTable;
	do_not_contact: DoNotContactTable;
	erasure: ErasureTable;
	event: EventTable;
	import_run: ImportRunTable;
	day_recount: DayRecountTable;
}
