import type { IncomingMessage } from 'node:http';
import type { Actor } from '#domain/access/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { Issue } from '#domain/shared/result.ts';
import type { App as Wayfelt } from '#server/app.ts';
import type { ReceiptNote } from '#domain/survey/index.ts';
import type { SessionInfo } from '#server/areas/people/auth.ts';

declare global {
	namespace App {
		interface Locals {
			/** Everything the program can do; composed outside Kit. */
			app: Wayfelt;
			/** Who acts, in which workspace; null for strangers and for people without a workspace. */
			actor: Actor | null;
			/** The signed-in person, also without a workspace; null for strangers and API tokens. */
			session: SessionInfo | null;
			/** Why it could not be found out who asks. */
			unidentified?: unknown;
			/** Stands in the log and in the header X-Request-Id. */
			requestId: string;
			/** Language of the page, where it is not the person's own for the interface (respondent pages). */
			lang?: Locale;
			/** Origins of websites on which a respondent's page may stand in a frame; null: on none. */
			frame?: readonly string[] | null;
			/** A respondent's answer was taken by this request: its page is a thank-you. */
			answered?: ReceiptNote | null;
			/** Response id of an answer that this request could not take: its form is shown again, maybe after the end. */
			correcting?: { responseId: string; ticket: string };
			/** What the page shows of a map before its own script does, as HTML. */
			opening?: string;
			/** What `handleError` made of this request's error, for the API's answer. */
			failure?: App.Error;
		}
		/** Of the built program; the development server has none. */
		interface Platform {
			req: IncomingMessage;
		}
		interface Error {
			status: number;
			/** A sentence in the reader's language. */
			message: string;
			/** What the interface tells cases apart by; see messages/*\/errors.json. */
			code: string;
			issues?: readonly Issue[];
			/** Seconds. */
			retryAfter?: number;
			requestId?: string;
			/** Who asked, on a respondent page that is closed. */
			workspaceName?: string | null;
			/** When a survey opens, `YYYY-MM-DD HH:MM` by the clock where its workspace is. */
			opensAt?: string;
			/** What a respondent page is written in, as its `lang` says. */
			language?: Locale;
		}
	}
}

export {};
