import type { Generated } from 'kysely';
import type { Json } from './survey.ts';
import type { Timestamp } from './tenancy.ts';

/** What has changed, for whoever wants to know; written by the transaction that makes the change (server/events). */
export interface OutboxTable {
	workspace_id: string;
	id: Generated<string>;
	/** Order of the commits within one subject. int8, so a string where the driver is asked for it alone. */
	seq: Generated<string>;
	kind: string;
	subject_kind: string;
	subject_id: string;
	actor_kind: 'user' | 'token' | 'respondent' | 'system';
	actor_id: string | null;
	at: Timestamp;
	payload: Json;
	/** When it was put into the queues of its consumers. */
	handed_at: Timestamp | null;
}

export interface OutboxTables {
	outbox: OutboxTable;
}
