import type { ColumnType } from 'kysely';
import type { Json } from './survey.ts';
import type { Timestamp } from './tenancy.ts';

/** Found out later; nothing when the row is made. */
type Found<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** An account on a platform; one of a kind in a workspace. */
export interface ChannelTable {
	workspace_id: string;
	/** Also in the address to which the platform pushes. */
	id: string;
	kind: string;
	/** What is no secret, by field. */
	settings: Json<Record<string, string>>;
	/** A sealed JSON object of what is. */
	secrets: Buffer;
	/** When the platform last checked our address. */
	verified_at: Timestamp | null;
	last_push_at: Timestamp | null;
	/** Rights that the account turned out to lack, by what they are for. */
	missing: ColumnType<string[], never, string>;
	/** The platform wants to be left alone until then. */
	paused_until: Found<Date>;
	/** When it was last asked whether it would do as we ask, and what it said: `ok`, or why not. */
	checked_at: Found<Date>;
	check_code: Found<string>;
	check_detail: Found<string>;
	created_at: Timestamp;
	updated_at: Timestamp;
}

/** Something a platform told us, once however often it was told. */
export interface ChannelPushTable {
	workspace_id: string;
	channel_id: string;
	id: string;
	dedupe_key: string;
	/** `Seal.mark` of the platform's name of the person. */
	person: string;
	/** Sealed fields. */
	content: Buffer;
	happened_at: Timestamp;
	received_at: Timestamp;
	handled_at: Timestamp | null;
}

/** Somebody whom a platform told us of. */
export interface ChannelPersonTable {
	workspace_id: string;
	channel_id: string;
	person: string;
	/** What the platform calls them, sealed. */
	name: Buffer;
	follows: boolean;
	first_at: Timestamp;
	/** Of the newest push that counts here: an older one that comes later changes nothing. */
	last_at: Timestamp;
	/** When they last wrote something. */
	said_at: Timestamp | null;
}

/** What the channel's log page says; the same within an hour is one line that counts. */
export interface ChannelLogTable {
	workspace_id: string;
	channel_id: string;
	code: string;
	/** Fills the sentence of the code; '' where it needs nothing. */
	detail: ColumnType<string, string, never>;
	hour: Timestamp;
	first_at: Timestamp;
	last_at: Timestamp;
	times: number;
}

/** A token of the platform, for all processes. */
export interface ChannelTokenTable {
	workspace_id: string;
	channel_id: string;
	kind: string;
	/** Sealed. */
	token: Buffer;
	expires_at: Timestamp;
	/** When one was last made by force. */
	forced_at: Timestamp | null;
}

/** A code that the platform made for us. */
export interface ChannelCodeTable {
	workspace_id: string;
	channel_id: string;
	/** What we wrote into it. */
	scene: string;
	url: string;
	created_at: Timestamp;
}

export interface ChannelTables {
	channel_token: ChannelTokenTable;
	channel_code: ChannelCodeTable;
	channel: ChannelTable;
	channel_push: ChannelPushTable;
	channel_person: ChannelPersonTable;
	channel_log: ChannelLogTable;
}
