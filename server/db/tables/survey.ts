import type { BoxRule, Direction, MetricId, SettingOwner, SettingPlace } from '#domain/metrics/index.ts';
import type { LocalText } from '#domain/shared/locale.ts';
import type { EmbedSettings } from '#domain/survey/embed.ts';
import type { CollectorLimits } from '#domain/survey/limits.ts';
import type { ParameterView } from '#domain/survey/parameters.ts';
import type { ColumnType, Generated } from 'kysely';
import type { Timestamp } from './tenancy.ts';

/** jsonb: read as a value, written as text (`JSON.stringify`), since pg would turn a JavaScript array into an SQL array. */
export type Json<T = unknown> = ColumnType<T, string, string>;

/** Rows never change (trigger). */
export interface MetricDefinitionTable {
	workspace_id: string;
	id: string;
	metric: MetricId;
	scale_min: number;
	scale_max: number;
	wording: Json<LocalText>;
	box_rule: Json<BoxRule | null>;
	direction: Direction;
	target: number;
	margin: number;
	/** SHA-256 of the lock: the same question asked anywhere in the workspace is the same definition. */
	fingerprint: Buffer;
	created_at: Timestamp;
}

/** What a series of numbers is tied to. Rows never change (trigger). */
export interface NumberDefinitionTable {
	workspace_id: string;
	id: string;
	wording: Json<LocalText>;
	unit: Json<LocalText>;
	/** Ends that an answer keeps to; null: open. */
	min: number | null;
	max: number | null;
	/** As of `metric_definition`. */
	fingerprint: Buffer;
	created_at: Timestamp;
}

/** Targets that were set of definitions; the latest holds. */
export interface MetricTargetTable {
	workspace_id: string;
	id: string;
	definition_id: string;
	target: number;
	margin: number;
	set_by: string;
	set_at: Timestamp;
}

/** What is wanted of a metric at one place; rows never change, the latest revision holds. null: as further away. */
export interface MetricSettingTable {
	workspace_id: string;
	place_id: string;
	metric: MetricId;
	scale_min: number;
	scale_max: number;
	revision: number;
	place_kind: SettingPlace;
	target: number | null;
	margin: number | null;
	owner_kind: SettingOwner['kind'] | null;
	owner_id: string | null;
	leads: boolean;
	set_by: string;
	set_at: Timestamp;
}

export interface SurveyTable {
	workspace_id: string;
	id: string;
	title: string;
	kind: string;
	/** What its document said when it was last read. */
	draft: Json;
	/** When that was; null: nobody has opened the draft yet. */
	projected_at: Timestamp | null;
	/** The draft is something else than what is published. */
	changed: boolean;
	/** Latest published version; null before the first. */
	published_version: number | null;
	created_by: string;
	created_at: Timestamp;
	updated_at: Timestamp;
}

/** Rows never change (trigger). */
export interface SurveyVersionTable {
	workspace_id: string;
	survey_id: string;
	version: number;
	content: Json;
	/** Definition id by question id, for the questions of which something is counted. */
	definitions: Json<Record<string, string>>;
	published_by: string;
	published_at: Timestamp;
}

export interface CollectorTable {
	workspace_id: string;
	id: string;
	survey_id: string;
	touchpoint_id: string;
	channel: string;
	code: string;
	/** Tells several codes of one touchpoint apart. */
	name: string | null;
	/** How it appears on other websites; null: as usual, and on none. */
	embed: Json<EmbedSettings | null> | null;
	/** Which parameters of its address are kept with an answer; null: none. */
	parameters: Json<readonly ParameterView[] | null> | null;
	/** Who answers for its place; need not have an account. */
	owner_email: string | null;
	closed_at: Timestamp | null;
	/** Closed, and meant to go on. */
	paused: Generated<boolean>;
	closes_at: Timestamp | null;
	/** Takes no answers before; null: at once. */
	opens_at: Timestamp | null;
	/** How many answers it takes, and of whom; null: all. */
	limits: Json<CollectorLimits | null> | null;
	/** From when on it is known how many opened it and began. */
	stages_since: ColumnType<Date, Date | undefined, Date>;
	created_by: string;
	created_at: Timestamp;
}

/** How many opened a collector's page on a day, and began to answer; of each page the day on which it was opened. */
export interface CollectorDayTable {
	workspace_id: string;
	collector_id: string;
	/** `YYYY-MM-DD` in the workspace's time zone when it was counted. */
	day: string;
	views: number;
	starts: number;
}

/** A page that was opened, kept while it may tell of itself again. */
export interface VisitTable {
	workspace_id: string;
	/** Of the answer that it may send. */
	id: string;
	collector_id: string;
	day: string;
	started: boolean;
	at: Timestamp;
}

/** Links for one person each, made together. */
export interface LinkBatchTable {
	workspace_id: string;
	id: string;
	collector_id: string;
	name: string | null;
	total: number;
	/** Names of what its links say besides, in their order. */
	parameters: Json<string[]>;
	expires_at: Timestamp;
	revoked_at: Timestamp | null;
	created_by: string;
	created_at: Timestamp;
}

export interface PersonalLinkTable {
	workspace_id: string;
	/** Of the one answer that it may give. */
	id: string;
	batch_id: string;
	/** In its list, from 1. */
	nr: number;
	/** Whom it is for; null: whoever has it. */
	customer_id: string | null;
	parameters: Json<Record<string, string>>;
}

/** Directory of codes over all workspaces. */
export interface CollectorCodeTable {
	code: string;
	workspace_id: string;
	collector_id: string;
}

export interface SurveyTables {
	metric_definition: MetricDefinitionTable;
	metric_setting: MetricSettingTable;
	metric_target: MetricTargetTable;
	number_definition: NumberDefinitionTable;
	survey: SurveyTable;
	survey_version: SurveyVersionTable;
	collector: CollectorTable;
	collector_code: CollectorCodeTable;
	collector_day: CollectorDayTable;
	link_batch: LinkBatchTable;
	personal_link: PersonalLinkTable;
	visit: VisitTable;
}
