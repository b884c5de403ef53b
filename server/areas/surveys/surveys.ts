import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { cut } from '#domain/shared/storable.ts';
import {
	Ask,
	CreateSurvey,
	defaultContent,
	kindOf,
	ListSurveys,
	readContent,
	UpdateDraft,
	type AskKind,
	type SurveyContent
} from '#domain/survey/index.ts';
import { changesTo, contentOf, publishable, type SurveyDraft, writeTitle } from '#domain/survey/draft/index.ts';
import * as repo from './repo/surveys.ts';
import { placedTouchpoint } from '../journeys/repo/touchpoints.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { addCollector, type CollectorView } from './collectors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { sameContent, titleOf, type Drafts } from './drafts.ts';
import { brokenSeries, draftContent, keepDefinitions, storedContent } from './publish.ts';
import { tellChanged, tellSurvey } from '../../bus/tell.ts';

export interface SurveyView {
	readonly id: string;
	readonly title: string;
	/** `nps`, `csat`, `ces-ease7`, `ces-effort5` or `custom`. */
	readonly kind: string;
	readonly draft: SurveyContent;
	/** What people are shown now; null before the first publishing. */
	readonly published: { readonly version: number; readonly content: SurveyContent } | null;
	/** Is the draft something else than what is published? */
	readonly changed: boolean;
	/** Questions of the draft for which publishing begins a new series of numbers, by id. */
	readonly newSeries: readonly string[];
	readonly createdAt: string;
	readonly updatedAt: string;
}

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
	/** Makes a survey of a kind and publishes it, inside a transaction of the caller, who has authorized. @returns its id */
	createPublished(trx: Trx, actor: Actor, given: { title: string; kind: AskKind }): Promise<string>;
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

export function createSurveys(deps: SurveysDeps): Surveys {
	const { db, drafts, newId } = deps;

	async function view(trx: Trx, workspaceId: string, id: string): Promise<SurveyView> {
		const row = isId(id) ? await repo.findSurvey(trx, workspaceId, id) : undefined;
		if (!row) throw notFound();
		const [published] = await repo.publishedVersions(trx, workspaceId, [id]);
		const draft = await drafts.read(trx, row);
		return toView({ ...row, title: titleOf(draft, row) }, contentOf(draft), published);
	}

	async function publishIn(
		trx: Trx,
		actor: Actor,
		row: repo.SurveyRow,
		draft: SurveyDraft
	): Promise<{ version: number; newSeries: readonly string[] }> {
		const ready = publishable(draft);
		if (!ready.ok) throw invalid(ready.issues);
		const content = ready.value;
		const [published] = await repo.publishedVersions(trx, actor.workspaceId, [row.id]);
		if (published && sameContent(storedContent(published.content), content))
			return { version: published.version, newSeries: [] };
		const version = (published?.version ?? 0) + 1;
		const definitions = await keepDefinitions(trx, actor.workspaceId, content, newId, published?.definitions);
		const ids = Object.values(definitions);
		if (new Set(ids).size < ids.length) throw invalid([issue('same_question_twice', ['questions'])]);
		await repo.insertVersion(trx, {
			workspace_id: actor.workspaceId,
			survey_id: row.id,
			version,
			content,
			definitions,
			published_by: actor.userId,
			published_at: deps.now()
		});
		// What was published is what the draft says: the row need not wait for its projection.
		const title = titleOf(draft, row);
		await repo.updateSurvey(trx, actor.workspaceId, row.id, {
			title,
			draft: content,
			changed: false,
			published_version: version
		});
		await record(trx, actor.workspaceId, eventActor(actor), [
			{ kind: 'survey.published', subject: row.id, payload: { version } }
		]);
		// Open boards show the new series from now on, not from its first answer on.
		await tellSurvey(trx, actor.workspaceId, row.id);
		if (published) await tellChanged(trx, actor.workspaceId, { surveyId: row.id });
		return { version, newSeries: brokenSeries(content, published) };
	}

	async function insert(
		trx: Trx,
		actor: Actor,
		title: string,
		kind: string,
		draft: SurveyContent
	): Promise<repo.SurveyRow> {
		const id = newId();
		await repo.insertSurvey(trx, { workspace_id: actor.workspaceId, id, title, kind, draft, created_by: actor.userId });
		await record(trx, actor.workspaceId, eventActor(actor), [{ kind: 'survey.created', subject: id, payload: {} }]);
		return (await repo.findSurvey(trx, actor.workspaceId, id))!;
	}

	return {
		async create(actor, input) {
			authorize(actor, 'survey.edit');
			const given = checked(CreateSurvey, input);
			const draft = given.kind === 'custom' ? givenContent(given.definition, 'definition') : defaultContent(given.kind);
			return db.inWorkspace(actor.workspaceId, async (trx) =>
				toView(await insert(trx, actor, given.title, given.kind, draft), draft, undefined)
			);
		},

		async list(actor, input) {
			authorize(actor, 'survey.view');
			const { limit, cursor, ids } = checked(ListSurveys, input);
			if (cursor !== undefined && !isId(cursor)) throw invalid([issue('invalid', ['cursor'])]);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const rows = await repo.listSurveys(trx, actor.workspaceId, {
					limit: limit + 1,
					...(cursor && { cursor }),
					...(ids && { ids })
				});
				const page = rows.slice(0, limit);
				const versions = await repo.publishedVersions(
					trx,
					actor.workspaceId,
					page.map((row) => row.id)
				);
				const published = new Map(versions.map((version) => [version.survey_id, version]));
				return {
					items: page.map((row) => toView(row, draftContent(row.draft), published.get(row.id))),
					next: rows.length > limit ? page.at(-1)!.id : null
				};
			});
		},

		async get(actor, id) {
			authorize(actor, 'survey.view');
			return db.inWorkspace(actor.workspaceId, (trx) => view(trx, actor.workspaceId, id));
		},

		async updateDraft(actor, id, input) {
			authorize(actor, 'survey.edit');
			const { title, content } = checked(UpdateDraft, input);
			const draft = content === undefined ? undefined : givenContent(content, 'content');
			const { workspaceId, userId } = actor;
			const key = { workspaceId, documentId: id };
			if (!(await drafts.open(key))) throw notFound();
			await drafts.edit(key, userId, (now) => [
				...(title === undefined || title === now.title ? [] : [writeTitle(title, now.title)]),
				...(draft === undefined ? [] : changesTo(now, draft))
			]);
			return db.inWorkspace(workspaceId, (trx) => view(trx, workspaceId, id));
		},

		async publish(actor, id) {
			authorize(actor, 'survey.publish');
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const row = isId(id) ? await repo.lockSurvey(trx, actor.workspaceId, id) : undefined;
				if (!row) throw notFound();
				return publishIn(trx, actor, row, await drafts.read(trx, row));
			});
		},

		async createPublished(trx, actor, { title, kind }) {
			const row = await insert(trx, actor, title, kind, defaultContent(kind));
			await publishIn(trx, actor, row, await drafts.read(trx, row));
			return row.id;
		},

		async ask(actor, input) {
			authorize(actor, 'survey.publish');
			authorize(actor, 'collector.edit');
			const { journeyId, touchpointId, kind, channel } = checked(Ask, input);
			const find = (trx: Trx) => placedTouchpoint(trx, actor.workspaceId, touchpointId);
			// Drawn a moment ago, the touchpoint may not have reached the tables.
			if (!(await db.inWorkspace(actor.workspaceId, find))) await deps.projectNow(actor.workspaceId, journeyId);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const touchpoint = await find(trx);
				if (!touchpoint || touchpoint.journeyId !== journeyId) throw notFound();
				const title = [cut(touchpoint.title, 180), kindOf(kind).title].filter((part) => part !== '').join(' · ');
				const row = await insert(trx, actor, title, kind, defaultContent(kind));
				await publishIn(trx, actor, row, await drafts.read(trx, row));
				const collector = await addCollector(trx, actor, deps, { surveyId: row.id, touchpointId, channel });
				return { survey: await view(trx, actor.workspaceId, row.id), collector };
			});
		}
	};
}

function givenContent(input: unknown, field: string): SurveyContent {
	const content = readContent(input);
	if (!content.ok) throw invalid(content.issues.map((found) => ({ ...found, path: [field, ...(found.path ?? [])] })));
	return content.value;
}

function toView(row: repo.SurveyRow, draft: SurveyContent, published: repo.VersionRow | undefined): SurveyView {
	const content = published === undefined ? null : storedContent(published.content);
	return {
		id: row.id,
		title: row.title,
		kind: row.kind,
		draft,
		published: published === undefined ? null : { version: published.version, content: content! },
		changed: content === null || !sameContent(content, draft),
		newSeries: brokenSeries(draft, published),
		createdAt: row.created_at.toISOString(),
		updatedAt: row.updated_at.toISOString()
	};
}
