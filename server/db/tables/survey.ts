import type { BoxRule, Direction, MetricId, SettingOwner, SettingPlace } from '#domain/metrics/index.ts';
import type { LocalText } from '#domain/shared/locale.ts';
import type { EmbedSettings } from '#domain/survey/embed.ts';
import type { ColumnType } from 'kysely';
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
	/** Who answers for its place; need not have an account. */
	owner_email: string | null;
	closed_at: Timestamp | null;
	closes_at: Timestamp | null;
	created_by: string;
	created_at: Timestamp;
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
}
