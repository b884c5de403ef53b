import type { NewId } from '#domain/shared/ids.ts';
import type { Locale, LocalText } from '#domain/shared/locale.ts';
import { parse } from '#domain/shared/parse.ts';
import type { Issue } from '#domain/shared/result.ts';
import { channelOf, mayFinish, SubmitResponse, validate, type SurveyContent } from '#domain/survey/index.ts';
import type { GroupCommit } from '../../db/group-commit.ts';
import { settledIds } from '../../db/repos/answers.ts';
import type { OpenedCode } from '../../db/repos/collectors.ts';
import type { Db } from '../../db/scope.ts';
import type { Counted } from './counter.ts';
import { endsOf, type Opener } from './open.ts';
import { prepare, type AnswerJob } from './prepare.ts';

/** What a stranger with a code is shown. */
export interface RespondentForm {
	readonly code: string;
	/** Who asks. */
	readonly workspaceName: string;
	readonly version: number;
	readonly content: SurveyContent;
	/** The id under which this page will send its answer; making it writes nothing. */
	readonly responseId: string;
}

/** Why there is no form. `workspaceName` is null when nobody knows the code. */
export interface Gone {
	readonly gone: 'unknown' | 'closed' | 'expired';
	readonly workspaceName: string | null;
	readonly languages: readonly Locale[];
}

export type Submitted =
	| { readonly status: Counted }
	| { readonly status: 'gone'; readonly reason: Gone['gone'] }
	| { readonly status: 'invalid'; readonly issues: readonly Issue[] };

/** What the respondent page needs; none of it asks who is there. */
export interface Respondent {
	/** Writes nothing. */
	form(code: string): Promise<RespondentForm | Gone>;
	/** The thank-you page of a code; null when nobody knows it. */
	thanks(code: string): Promise<{ workspaceName: string; languages: readonly Locale[]; thanks: LocalText } | null>;
	/** What the page sends. Resolves after the commit; the same id again counts once. */
	submit(input: unknown): Promise<Submitted>;
}

export interface RespondentDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly opener: Opener;
	readonly counter: GroupCommit<AnswerJob, Counted>;
}

export function createRespondent({ db, newId, now, opener, counter }: RespondentDeps): Respondent {
	/** A code that a person may open in a browser. */
	async function openPage(code: string): Promise<OpenedCode | null> {
		const opened = await opener.open(code);
		return opened !== null && channelOf(opened.channel).opensPage ? opened : null;
	}

	return {
		async form(code) {
			const opened = await openPage(code);
			if (!opened) return { gone: 'unknown', workspaceName: null, languages: [] };
			const { content, version } = await opener.published(opened);
			const { workspace_name: workspaceName } = opened;
			const state = opener.state(opened);
			if (state !== 'open') return { gone: state, workspaceName, languages: content.languages };
			return { code, workspaceName, version, content, responseId: newId() };
		},

		async thanks(code) {
			const opened = await openPage(code);
			if (!opened) return null;
			const { content } = await opener.published(opened);
			return { workspaceName: opened.workspace_name, languages: content.languages, thanks: content.thanks };
		},

		async submit(input) {
			const given = parse(SubmitResponse, input);
			if (!given.ok) return { status: 'invalid', issues: given.issues };
			const { code, responseId: id, language, answers: raw } = given.value;
			const opened = await openPage(code);
			if (!opened) return { status: 'gone', reason: 'unknown' };
			const state = opener.state(opened);
			if (state !== 'open' && !mayFinish(id, endsOf(opened), now())) {
				// A retry of something that was counted in time must still end in a thank you.
				const settled = await settledIds(db.system, [{ workspaceId: opened.workspace_id, id }]);
				return settled.size > 0 ? { status: 'duplicate' } : { status: 'gone', reason: state };
			}
			// A page opened before a new version came out is judged by the version that it showed.
			const shown = given.value.version ?? opened.published_version;
			const version = (await opener.version(opened, shown)) ?? (await opener.published(opened));
			const answers = validate(version.content, raw);
			if (!answers.ok) return { status: 'invalid', issues: answers.issues };
			const from = { opened, version, id, answers: answers.value, language, now: now() };
			return { status: await counter.add(prepare({ ...from, submittedAt: null, customer: null })) };
		}
	};
}
