import type { ResponseFilters } from '#domain/survey/index.ts';
import type { Db } from '../../db/scope.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';
import { pages } from './export.ts';
import { responseViews } from './response-view.ts';

/** Answers as JSON in pieces: one object with the workspace's zone and all of them, each as the API's list has it. */
export async function* jsonOf(db: Db, workspaceId: string, filters: ResponseFilters): AsyncGenerator<string> {
	const { time_zone: timeZone } = await db.inWorkspace(workspaceId, (trx) => workspaceRules(trx, workspaceId));
	yield `{"timeZone":${JSON.stringify(timeZone)},"responses":[`;
	let first = true;
	for await (const { rows } of pages(db, workspaceId, filters)) {
		const views = await db.inWorkspace(workspaceId, (trx) => responseViews(trx, workspaceId, rows));
		yield (first ? '\n' : ',\n') + views.map((view) => JSON.stringify(view)).join(',\n');
		first = false;
	}
	yield '\n]}\n';
}
