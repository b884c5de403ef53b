import type { Locale } from '#domain/shared/locale.ts';
import type { FormParts, ReceiptNote, ShownQuestion, Unproven } from '#domain/survey/index.ts';

/** Why an answer was not taken. */
export interface Problem {
	readonly code: string;
	readonly params?: Readonly<Record<string, string | number>>;
}

/** By question id; `''` for what belongs to no question that is shown. */
export type Problems = Readonly<Record<string, Problem>>;

/** Everything the page of a survey shows. */
export interface ShownForm {
	/** Shown to the team: nothing that is sent is kept. */
	readonly preview: boolean;
	/** Tried out: what is sent is marked, and never counted. */
	readonly test: boolean;
	/** Stands in a frame of another website, which is told how high it is. */
	readonly embedded: boolean;
	/** One screen for many people, which begins anew after each. */
	readonly kiosk: boolean;
	/** Tells on the device what is kept of this page from what is kept of others with its code; `''`: there are none. */
	readonly whose: string;
	/** What the page's address has besides the language, beginning with `&`. */
	readonly query: string;
	readonly workspaceName: string;
	/** Where the workspace says how it treats personal data; null when it has not said. */
	readonly privacyUrl: string | null;
	readonly language: Locale;
	readonly languages: readonly Locale[];
	readonly questions: readonly ShownQuestion[];
	readonly version: number;
	readonly responseId: string;
	/** Shows that the form was loaded, and when; kept and sent together with the response id. */
	readonly ticket: string;
	/** Who looks at it, sealed; sent with the answer. */
	readonly who?: string;
	/** Why a website's proof of who looks at it proves nothing. */
	readonly unproven?: Unproven;
	/** Fields for what the address says besides. */
	readonly parameters?: readonly (readonly [name: string, value: string])[];
	/** What was typed before, when the page comes back with something to put right. */
	readonly values: Readonly<Record<string, string | readonly string[] | FormParts>>;
	readonly problems: Problems;
	/** The answer was fine, but could not be stored just now. */
	readonly failed: boolean;
}

/** What a survey shows that asks for its PIN first. */
export interface ShownLock {
	readonly workspaceName: string;
	readonly language: Locale;
	readonly languages: readonly Locale[];
	/** What the page's address has besides the language, beginning with `&`. */
	readonly query: string;
	/** Where the PIN is sent. */
	readonly address: string;
	/** null: none was given yet; 0: it was wrong; else how long nobody may try from here, s. */
	readonly wrong: number | null;
}

/** Everything a thank-you shows. */
export interface ShownThanks {
	readonly preview: boolean;
	readonly embedded: boolean;
	readonly query: string;
	readonly workspaceName: string;
	readonly language: Locale;
	readonly languages: readonly Locale[];
	readonly thanks: string;
	readonly note: ReceiptNote | null;
	/** Where it is shown again, by a reload or on the way back. */
	readonly address: string;
	/** Where whoever may be asked again says so; null: nowhere. */
	readonly again?: string | null;
	/** They just did. */
	readonly agreed?: boolean;
}

/** Names of the languages in themselves, as somebody looks for their own. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '中文' };

/** How long answering takes, in seconds; a tap is quick, a text is not needed. */
export const secondsFor = (questions: readonly ShownQuestion[]): number =>
	Math.max(
		10,
		questions.filter(({ rendering: { control } }) => control !== 'hidden' && control !== 'statement').length * 5
	);

/** The one that the page begins with: its heading, and what its window is called. */
export const firstOf = (questions: readonly ShownQuestion[]): ShownQuestion | undefined =>
	questions.find(({ rendering }) => rendering.control !== 'hidden');
