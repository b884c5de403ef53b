import type { ColumnType } from 'kysely';
import type { Shown } from '#domain/sharing/inputs.ts';
import type { Timestamp } from './tenancy.ts';

export interface ShareLinkTable {
	workspace_id: string;
	id: string;
	/** SHA-256 of the secret in the link; the secret itself is shown once. */
	secret_hash: Buffer;
	name: string | null;
	/** What it shows; jsonb. */
	shown: ColumnType<Shown, string, string>;
	/** null: whoever has the link may look. */
	password_hash: string | null;
	created_by: string;
	created_at: Timestamp;
	/** null: until it is withdrawn. */
	expires_at: Timestamp | null;
	last_opened_at: Timestamp | null;
	withdrawn_at: Timestamp | null;
}

export interface SharingTables {
	share_link: ShareLinkTable;
}
