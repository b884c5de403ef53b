import type { Generated } from 'kysely';
import type { Timestamp } from './tenancy.ts';

export type JourneyStatus = 'active' | 'archived';

/** `id` is also the id of its document. */
export interface JourneyTable {
	workspace_id: string;
	id: string;
	title: string;
	status: Generated<JourneyStatus>;
	/** Every text on the map, lower case. */
	search_text: Generated<string>;
	created_by: string;
	created_at: Timestamp;
	updated_at: Timestamp;
	/** What is seen of it when it is opened, as JSON; null: not written yet. */
	opening: Generated<string | null>;
	/** The document's edits up to here are in this view. */
	projected_at: Timestamp;
	deleted_at: Timestamp | null;
}

export interface SceneTable {
	workspace_id: string;
	id: string;
	journey_id: string;
	title: string;
	department_id: string | null;
	order_key: string;
	/** Since when it is no longer on the map. */
	deleted_at: Timestamp | null;
}

export interface TouchpointTable {
	workspace_id: string;
	id: string;
	journey_id: string;
	scene_id: string;
	lane_id: string;
	title: string;
	channel: string;
	department_id: string | null;
	moment_of_truth: boolean;
	order_key: string;
	/** Since when it is no longer on the map; what customers said stays. */
	deleted_at: Timestamp | null;
}

export interface JourneyTables {
	journey: JourneyTable;
	scene: SceneTable;
	touchpoint: TouchpointTable;
}
