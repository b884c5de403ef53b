import type { ColumnType } from 'kysely';
import type { Json } from './survey.ts';
import type { Timestamp } from './tenancy.ts';

/** Found out later; nothing when the row is made. */
type Found<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Questions of one kind that the platform answers in a day. */
export interface PlatformQuota {
	readonly path: string;
	readonly limit: number;
	readonly used: number;
}

/** Templates of one way, and when the platform named them. */
export interface KeptTemplates {
	readonly at: string;
	readonly list: readonly {
		readonly id: string;
		readonly title: string;
		readonly fields: readonly { readonly name: string; readonly label: string }[];
	}[];
}

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
	/** The same of the mini program that belongs to the account, which has pauses of its own. */
	mini_check_code: Found<string>;
	mini_check_detail: Found<string>;
	mini_paused_until: Found<Date>;
	/** What the platform said of its quotas of the day, and when. */
	quotas: ColumnType<PlatformQuota[], never, string>;
	quotas_at: Found<Date>;
	/** Templates as the platform named them, by way. */
	templates: ColumnType<Readonly<Record<string, KeptTemplates>>, never, string>;
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

export type KnownBy = 'account' | 'consent' | 'mini';

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
	/** When they last scanned, followed or tapped. */
	acted_at: Found<Date>;
	/** Messages sent since either: the platform counts them apart. */
	said_sent: ColumnType<number, number | undefined, number>;
	acted_sent: ColumnType<number, number | undefined, number>;
	/** false: they do not want to be written to. */
	contact: ColumnType<boolean, boolean | undefined, boolean>;
	/**
	 * What told of them: something they did with the account; nothing but that they agreed to be sent a message, so that nobody
	 * knows whether they follow; or the mini program, which has names of its own for people.
	 */
	known_by: ColumnType<KnownBy, KnownBy | undefined, KnownBy>;
}

/** `waiting`: of a round, and not sent yet. `unknown`: sent, and nobody knows whether it arrived. `arrived`: the platform said so later. */
export type MessageState = 'waiting' | 'sending' | 'sent' | 'arrived' | 'failed' | 'unknown';

/** Something that we sent to somebody, once. */
export interface ChannelMessageTable {
	workspace_id: string;
	channel_id: string;
	id: string;
	/** `menu`, `template`, … */
	kind: string;
	/** Of what it follows from: for the same nothing is sent twice. */
	dedupe_key: string;
	/** What the platform hands back with an answer to it. */
	number: string;
	/** `Seal.mark` of the platform's name of the person. */
	person: string;
	/** Sealed; which answer it leads to is in it. */
	content: Buffer;
	state: MessageState;
	/** Why it failed. */
	code: Found<string>;
	/** What the platform calls it. */
	platform_id: Found<string>;
	created_at: Timestamp;
	settled_at: Found<Date>;
	/** Of the answer that counts. */
	tapped_at: Found<Date>;
	/** With which others it is sent. */
	round_id: Found<string>;
}

/**
 * Subscription messages, each once for each time that somebody agreed to it. `notice`: of the account (订阅通知); `once`: its older
 * ones (一次性订阅消息), agreed to on WeChat's own page; `mini`: of the mini program (小程序订阅消息).
 */
export type ConsentWay = 'notice' | 'once' | 'mini';

/** One time that somebody agreed to be sent a message. */
export interface ChannelConsentTable {
	workspace_id: string;
	channel_id: string;
	id: string;
	way: ConsentWay;
	template: string;
	/** `Seal.mark` of the platform's name of the person. */
	person: string;
	/** Of what it follows from: told again it is the same. */
	dedupe_key: string;
	/** Of `once`: what it was agreed to for. */
	scene: Found<number>;
	given_at: Timestamp;
	/** When something was sent by it, or when it ended. */
	used_at: Found<Date>;
}

/**
 * `template`: WeChat's template messages; `chat`: within two days of what somebody wrote; `customer`: WeCom's, which a member
 * confirms; and the subscription messages.
 */
export type RoundWay = 'template' | 'chat' | 'customer' | ConsentWay;

/** Messages that somebody sent to many. */
export interface ChannelRoundTable {
	workspace_id: string;
	channel_id: string;
	id: string;
	/** Of the form: sent twice it is one round. */
	key: string;
	way: RoundWay;
	/** To oneself; its answer counts nowhere. */
	is_test: boolean;
	/** Of the survey's collector. */
	code: string;
	/** Sealed; what is said. */
	content: Buffer;
	state: 'running' | 'stopped' | 'done';
	/** Why it stopped, or waits. */
	stop_code: Found<string>;
	/** When it goes on. */
	resume_at: Found<Date>;
	created_by: string;
	created_at: Timestamp;
}

/** Whose answer it will be, where the workspace wants to know. */
export interface ChannelAnswerTable {
	workspace_id: string;
	channel_id: string;
	response_id: string;
	/** `Seal.mark` of the platform's name of the person. */
	person: string;
	asked_at: Timestamp;
}

/** How often something was done on a day of the platform. */
export interface ChannelUseTable {
	workspace_id: string;
	channel_id: string;
	day: ColumnType<string, string, never>;
	what: string;
	times: number;
}

/** One process does it; until then nobody else does. */
export interface ChannelLeaseTable {
	workspace_id: string;
	channel_id: string;
	what: string;
	holder: string;
	until: Timestamp;
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
	/** null: it is there for good. */
	expires_at: Found<Date>;
}

export interface ChannelTables {
	channel_message: ChannelMessageTable;
	channel_consent: ChannelConsentTable;
	channel_round: ChannelRoundTable;
	channel_answer: ChannelAnswerTable;
	channel_use: ChannelUseTable;
	channel_lease: ChannelLeaseTable;
	channel_token: ChannelTokenTable;
	channel_code: ChannelCodeTable;
	channel: ChannelTable;
	channel_push: ChannelPushTable;
	channel_person: ChannelPersonTable;
	channel_log: ChannelLogTable;
}
