import type { ColumnType, Generated } from 'kysely';
import type { Role } from '#domain/access/index.ts';

/** Timestamps are `timestamptz`, read as Date, written as Date; "now" comes from the caller's clock or the database. */
export type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

export interface WorkspaceTable {
	workspace_id: string;
	name: string;
	/** IANA name; "a day" of every number is a day in this zone. */
	time_zone: string;
	/** Below this n no value is shown (default 5); below `rank_n` (30) nothing is ranked. */
	min_n: Generated<number>;
	rank_n: Generated<number>;
	/** Where it says how it treats personal data. */
	privacy_url: Generated<string | null>;
	created_at: Timestamp;
}

export interface DepartmentTable {
	workspace_id: string;
	id: string;
	parent_id: string | null;
	name: string;
	created_at: Timestamp;
}

export interface MemberTable {
	workspace_id: string;
	user_id: string;
	role: Role;
	department_id: string | null;
	created_at: Timestamp;
}

export interface InvitationTable {
	workspace_id: string;
	id: string;
	/** SHA-256 of the secret in the link; the secret itself is shown once. */
	token_hash: Buffer;
	role: Role;
	department_id: string | null;
	note: string | null;
	created_by: string;
	created_at: Timestamp;
	expires_at: Timestamp;
	revoked_at: Timestamp | null;
	/** How many people may join by it; null: any number. */
	max_uses: Generated<number | null>;
	/** How many have: as many as it has rows in `invitation_use`. */
	uses: Generated<number>;
}

/** Who joined by which invitation. Stays when they leave: nobody comes back by a link they were removed after. */
export interface InvitationUseTable {
	workspace_id: string;
	invitation_id: string;
	user_id: string;
	used_at: Timestamp;
}

export interface ApiTokenTable {
	workspace_id: string;
	id: string;
	name: string;
	role: Role;
	secret_hash: Buffer;
	created_by: string;
	created_at: Timestamp;
	expires_at: Timestamp | null;
	last_used_at: Timestamp | null;
	revoked_at: Timestamp | null;
}

/** Answers already given to a POST with an `Idempotency-Key`, kept 24 h. */
export interface IdempotencyKeyTable {
	workspace_id: string;
	/** Who sent it: `token:<id>` or `user:<id>`. */
	actor: string;
	key: string;
	body_hash: Buffer;
	/** null while the first request still runs. */
	status: number | null;
	body: unknown;
	created_at: Timestamp;
}

export interface TenancyTables {
	workspace: WorkspaceTable;
	department: DepartmentTable;
	member: MemberTable;
	invitation: InvitationTable;
	invitation_use: InvitationUseTable;
	api_token: ApiTokenTable;
	idempotency_key: IdempotencyKeyTable;
}
