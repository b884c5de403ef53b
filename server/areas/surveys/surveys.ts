import type { CollectorView, SurveyView } from '#contract/surveys.ts';
import type { Actor } from '#domain/access/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { AskKind, SurveyContent } from '#domain/survey/index.ts';
import type { Db, Trx } from '../../db/scope.ts';
import type { Drafts } from './drafts.ts';
import { createSurveyEdits } from './survey-edits.ts';
import { createSurveyPublishing } from './survey-publishing.ts';
import { createSurveyReads } from './survey-reads.ts';

export interface Surveys {
	create(actor: Actor | null, input: unknown): Promise<SurveyView>;
	/** Newest first. */
	list(actor: Actor | null, input: unknown): Promise<{ items: SurveyView[]; next: string | null }>;
	get(actor: Actor | null, id: string): Promise<SurveyView>;
	/** Title and content of the draft, as one edit among those of everybody who has it open; nobody sees it before it is published. */
	updateDraft(actor: Actor | null, id: string, input: unknown): Promise<SurveyView>;
	/**
	 * Makes the draft, as every committed edit left it, the version that every collector of the survey shows. An unchanged
	 * draft keeps its version. 400 with everything that is missing or too long in one of its languages; nothing is changed then.
	 */
	publish(actor: Actor | null, id: string): Promise<{ version: number; newSeries: readonly string[] }>;
	/** Makes a survey of a kind, or with a content of its own, and publishes it, inside a transaction of the caller, who has authorized. @returns its id */
	createPublished(
		trx: Trx,
		actor: Actor,
		given: { title: string } & ({ kind: AskKind } | { content: SurveyContent })
	): Promise<string>;
	/** "Ask here": survey, its first version and a collector on the touchpoint, all or nothing. */
	ask(actor: Actor | null, input: unknown): Promise<{ survey: SurveyView; collector: CollectorView }>;
}

export interface SurveysDeps {
	readonly db: Db;
	readonly drafts: Pick<Drafts, 'open' | 'read' | 'edit'>;
	readonly newId: NewId;
	readonly now: () => Date;
	/** Letters and digits of a new collector's address. */
	readonly newCode: () => string;
	/** Address people use, without a trailing slash. */
	readonly origin: string;
	/** Brings the tables up to date with the journey's document, in which the touchpoint may be a moment old. */
	readonly projectNow: (workspaceId: string, journeyId: string) => Promise<void>;
}

export const createSurveys = (deps: SurveysDeps): Surveys => ({
	...createSurveyReads(deps),
	...createSurveyEdits(deps),
	...createSurveyPublishing(deps)
});
