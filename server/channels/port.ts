/** A text in both languages of the interface: what a channel asks for is said by the channel, beside what it does with it. */
export interface Text {
	readonly en: string;
	readonly 'zh-CN': string;
}

/** Fields that belong together, in the order in which they are filled in. */
export interface FieldGroup {
	readonly id: string;
	readonly title: Text;
	/** What they are for, and where to find them. */
	readonly text: Text;
	/** May be left alone: folded away until something of it is set. */
	readonly canWait: boolean;
}

/** One thing that an administrator copies from the platform's console. */
export interface SettingField {
	readonly name: string;
	/** To which of the port's groups it belongs. */
	readonly group: string;
	readonly label: Text;
	/** Where in the console it stands, or what it is for. */
	readonly hint: Text;
	/** Stored encrypted, never shown again. */
	readonly secret: boolean;
	readonly required: boolean;
	/** The whole value, trimmed. */
	readonly pattern: RegExp;
	/** What a value has to look like. */
	readonly wrong: Text;
	/** One of these; the first unless said otherwise. */
	readonly options?: readonly { readonly value: string; readonly label: Text }[];
	/** When it is changed the value before stays usable: what is under way was made with it. Kept under `<name>Before`. */
	readonly keepsBefore?: true;
}

/** What a channel can do on its platform. */
export interface Abilities {
	readonly openPage: boolean;
	readonly messagePerson: boolean;
	readonly receivePush: boolean;
	readonly knowPerson: boolean;
}

/** Values by name of the field, secrets in the clear: only for as long as something is done with them. */
export type Account = Readonly<Record<string, string>>;

/** What is known of a connected channel. */
export interface Facts {
	/** When the platform last checked our address with success. */
	readonly verifiedAt: Date | null;
	readonly lastPushAt: Date | null;
	/** What the platform said when it was last asked: `ok`, or why not; null: never asked. */
	readonly check: { readonly code: string; readonly detail: string } | null;
	/** The same of a second account that belongs to it; undefined: there is none. */
	readonly mini?: Facts['check'] | undefined;
}

/** One step on the way from nothing to the first answer. */
export interface Step {
	readonly id: string;
	readonly title: Text;
	/** What to do while it is open. */
	readonly text: Text;
	readonly isDone: boolean;
}

/** Why a push is not taken; each has a line on the log page. */
export const refusals = [
	'bad_signature',
	'stale',
	'too_large',
	'malformed',
	'doctype',
	'not_encrypted',
	'not_decrypted',
	'other_account',
	'other_person'
] as const;
export type Refusal = (typeof refusals)[number];

export interface Refused {
	readonly refused: Refusal;
}

export interface HookRequest {
	readonly query: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
	readonly now: Date;
}

/** What somebody did there, whatever their platform calls it. */
export type Trigger =
	/** They scanned a code of ours; `scene` is what we wrote into it. Following by it is the same. */
	| { readonly kind: 'scan'; readonly scene: string }
	| { readonly kind: 'follow' }
	| { readonly kind: 'leave' }
	| { readonly kind: 'said'; readonly text: string }
	/** They tapped on an answer that we offered in the chat. */
	| { readonly kind: 'tap'; readonly item: string; readonly text: string }
	/** The platform says what became of a message, of which kind; `why` is '' where it arrived. */
	| {
			readonly kind: 'receipt';
			readonly of: 'template' | 'subscription';
			readonly message: string;
			readonly why: string;
	  }
	/** They agreed to be sent a message of these templates once, or took back (`ended`) all that they had agreed to. */
	| { readonly kind: 'agreed'; readonly templates: readonly string[]; readonly ended: readonly string[] }
	| { readonly kind: 'other' };

/** A push that was really sent by the platform. */
export interface Push {
	/** Equal for a repetition of the same push, and for nothing else. */
	readonly key: string;
	/** The platform's name of who did it. */
	readonly person: string;
	readonly happenedAt: Date;
	readonly trigger: Trigger;
	/** As the platform names them; for the reply. */
	readonly fields: Readonly<Record<string, string>>;
	/** It came from the mini program beside the account, which has names of its own for people. */
	readonly of?: 'mini' | undefined;
	/** How a reply must be wrapped. */
	readonly isEncrypted: boolean;
}

/** What the sender of a push is shown at once. */
export type Reply =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'card'; readonly title: string; readonly text: string; readonly url: string };

/** How a platform pushes to us. */
export interface Hook {
	/** Bytes. */
	readonly bodyLimit: number;
	/** The platform asks whether the address is ours. */
	verify(account: Account, request: HookRequest): { readonly text: string } | Refused;
	receive(account: Account, request: HookRequest): Push | Refused;
	/** The body of the answer; no reply: that it was taken. */
	answer(
		account: Account,
		push: Push,
		reply: Reply | null,
		now: Date
	): { readonly type: string; readonly body: string };
}

/** Something of which a platform lets an account have only so many, as we count it. */
export interface Limit {
	readonly id: string;
	readonly label: Text;
	readonly of: number;
	/**
	 * All codes there are; what people may be sent; what they agreed to be sent; or what was done on the platform's day, by its name.
	 */
	readonly counts: 'codes' | 'windows' | { readonly day: string } | { readonly consents: 'notice' | 'once' | 'mini' };
	/** Shown only where this field is filled in. */
	readonly needs?: string;
}

/** A platform over which a survey goes out. Each is one file beside this one and one line in `all-ports.ts`. */
export interface ChannelPort<Kind extends string = string> {
	readonly kind: Kind;
	readonly name: Text;
	/** What it is for, in a sentence. */
	readonly intro: Text;
	readonly can: Abilities;
	readonly groups: readonly FieldGroup[];
	readonly fields: readonly SettingField[];
	/** Can it be asked whether it would do as we ask? */
	readonly canCheck: boolean;
	/** What has to be filled in together: names of fields that are missing. */
	missing(account: Account): readonly string[];
	/** What is unwise about what was typed. */
	warnings?(account: Account): readonly Text[];
	/** In the order in which they are done. */
	steps(facts: Facts): readonly Step[];
	readonly limits: readonly Limit[];
	/** Of what the platform tells how much is left of the day, by its path. */
	readonly quotas: readonly {
		readonly path: string;
		readonly label: Text;
		/** Of the second account. */
		readonly of?: 'mini';
	}[];
	/** What was never tried on a real account. */
	readonly untried: readonly Text[];
	/** null: the platform pushes nothing. */
	readonly hook: Hook | null;
}
