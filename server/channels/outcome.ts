/** What became of a request to a platform. */
export type Outcome<T> =
	| { readonly ok: true; readonly value: T }
	/** Not done; may be tried again, after so long. */
	| {
			readonly ok: false;
			readonly kind: 'retry';
			readonly code: string;
			readonly detail: string;
			readonly afterMs: number;
	  }
	/** Not done, and never will be until somebody changes something. */
	| {
			readonly ok: false;
			readonly kind: 'permanent';
			readonly scope: Scope;
			readonly code: string;
			readonly detail: string;
	  }
	/** It was sent, and no answer came: perhaps it is done. Never sent again blindly. */
	| { readonly ok: false; readonly kind: 'unknown'; readonly code: string; readonly detail: string };

/** Whom it is about: this person, a right that the account lacks, what was typed into the settings, or the whole account. */
export type Scope = 'recipient' | 'right' | 'config' | 'channel';

export type Failed = Exclude<Outcome<never>, { readonly ok: true }>;
