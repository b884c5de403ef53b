import { eventActor } from '#domain/events/index.ts';
import { StartImport } from '#domain/imports/index.ts';
import { issue } from '#domain/shared/result.ts';
import { kindOf, publishIssues, readContent, type AskKind } from '#domain/survey/index.ts';
import { record } from '../../events/record.ts';
import { invalid } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findRun, findRunView } from './find-run.ts';
import type { Imports, ImportsDeps } from './imports.ts';
import * as repo from './repo/imports.ts';
import { collectorsFor, type GivenSurvey } from './set-up.ts';
import { undoImport } from './undo-import.ts';

/** The survey whose answers come, checked: it asks what the scores measure. @throws AppError 400 */
function readSurvey({ title, definition }: { title: string; definition: unknown }, kind: AskKind): GivenSurvey {
	const content = readContent(definition);
	const issues = content.ok ? publishIssues(content.value) : content.issues;
	const asks =
		content.ok && content.value.questions.some((one) => one.kind === kind && one.id === kindOf(kind).defaultId);
	const found = issues.length > 0 || asks ? issues : [issue('nothing_measured', ['questions'])];
	if (!content.ok || found.length > 0)
		throw invalid(found.map((one) => ({ ...one, path: ['survey', 'definition', ...(one.path ?? [])] })));
	return { title, content: content.value };
}

/** A run from its beginning to its end, or until it is undone; its rows are added by `import-rows.ts`. */
export function createImportRuns(deps: Omit<ImportsDeps, 'responses'>): Pick<Imports, 'start' | 'finish' | 'undo'> {
	const { db, newId, now } = deps;

	return {
		async start(actor, input) {
			authorize(actor, 'response.import');
			authorize(actor, 'survey.publish');
			authorize(actor, 'collector.edit');
			const { fileName, kind, total, unreadable, known, touchpointIds, places, language, survey } = checked(
				StartImport,
				input
			);
			const made = survey && readSurvey(survey, kind);
			if (touchpointIds.length + places.length === 0) throw invalid([issue('too_few', ['touchpointIds'])]);
			const { workspaceId, userId: createdBy } = actor;
			const id = newId();
			await db.inWorkspace(workspaceId, async (trx) => {
				const asked = [
					...touchpointIds.map((id, at) => ({ id, path: ['touchpointIds', at] })),
					...places.map(({ touchpointId: id }, at) => ({ id, path: ['places', at, 'touchpointId'] }))
				];
				const placed = await repo.knownTouchpoints(trx, workspaceId, [...new Set(asked.map(({ id }) => id))]);
				const unknown = asked.flatMap(({ id, path }) => (placed.has(id) ? [] : [issue('unknown', path)]));
				if (unknown.length > 0) throw invalid(unknown);
				const report = {
					...(await collectorsFor(trx, actor, deps, kind, { touchpointIds, places, survey: made })),
					language,
					question: kindOf(kind).defaultId,
					linked: true
				};
				await repo.insertImport(trx, {
					workspaceId,
					id,
					kind,
					fileName,
					total: total + unreadable + known,
					duplicate: known,
					failed: unreadable,
					createdBy,
					at: now(),
					report
				});
				await record(trx, workspaceId, eventActor(actor), [{ kind: 'import.started', subject: id, payload: {} }]);
			});
			return findRunView(db, actor, id);
		},

		async finish(actor, id) {
			authorize(actor, 'response.import');
			const { workspaceId } = actor;
			await findRun(db, actor, id);
			await db.inWorkspace(workspaceId, async (trx) => {
				if (await repo.endImport(trx, workspaceId, id, 'done', now()))
					await record(trx, workspaceId, eventActor(actor), [{ kind: 'import.finished', subject: id, payload: {} }]);
			});
			return findRunView(db, actor, id);
		},

		async undo(actor, id) {
			authorize(actor, 'response.import');
			const run = await findRun(db, actor, id);
			authorize(actor, 'import.undo', { workspaceId: run.workspace_id, createdBy: run.created_by });
			await undoImport(db, actor, run, now);
			return findRunView(db, actor, id);
		}
	};
}
