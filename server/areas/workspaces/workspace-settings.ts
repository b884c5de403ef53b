import type { WorkspaceView } from '#contract/identity.ts';
import { WorkspaceUpdateInput } from '#domain/access/inputs.ts';
import { eventActor } from '#domain/events/index.ts';
import { issue } from '#domain/shared/result.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { findDayRecount, requestDayRecount, type DayRecountRow } from '../answers/repo/day-recount.ts';
import { authorize, checked } from '../shared/guard.ts';
import * as workspaces from './repo/workspaces.ts';
import type { Workspaces, WorkspacesDeps } from './workspaces.ts';

/** A workspace's name, days and thresholds. */
export function createWorkspaceSettings({
	db,
	now
}: Pick<WorkspacesDeps, 'db' | 'now'>): Pick<Workspaces, 'get' | 'update'> {
	return {
		async get(actor) {
			authorize(actor, 'workspace.view');
			return db.inWorkspace(actor.workspaceId, (trx) => read(trx, actor.workspaceId));
		},

		async update(actor, input) {
			authorize(actor, 'workspace.configure');
			const { name, timeZone, minN, rankN, privacyUrl } = checked(WorkspaceUpdateInput, input);
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				const before = await read(trx, actor.workspaceId);
				if ((rankN ?? before.rankN) < (minN ?? before.minN)) throw invalid([issue('rank_below_min', ['rankN'])]);
				await workspaces.updateWorkspace(trx, actor.workspaceId, {
					...(name !== undefined && { name }),
					...(timeZone !== undefined && { time_zone: timeZone }),
					...(minN !== undefined && { min_n: minN }),
					...(rankN !== undefined && { rank_n: rankN }),
					...(privacyUrl !== undefined && { privacy_url: privacyUrl })
				});
				const given = { name, timeZone, minN, rankN, privacyUrl };
				const all = ['name', 'timeZone', 'minN', 'rankN', 'privacyUrl'] as const;
				const fields = all.filter((field) => given[field] !== undefined && given[field] !== before[field]);
				if (fields.length > 0)
					await record(trx, actor.workspaceId, eventActor(actor), [
						{ kind: 'workspace.changed', subject: actor.workspaceId, payload: { fields } }
					]);
				// A consumer of the event begins it at once.
				if (timeZone !== undefined && timeZone !== before.timeZone)
					await requestDayRecount(trx, actor.workspaceId, timeZone, now());
			});
			return db.inWorkspace(actor.workspaceId, (trx) => read(trx, actor.workspaceId));
		}
	};
}

const read = async (trx: Trx, workspaceId: string): Promise<WorkspaceView> =>
	view(await workspaces.findWorkspace(trx, workspaceId), await findDayRecount(trx, workspaceId));

function view(
	row: Awaited<ReturnType<typeof workspaces.findWorkspace>>,
	recount: DayRecountRow | undefined
): WorkspaceView {
	if (!row) throw notFound();
	return {
		id: row.workspace_id,
		name: row.name,
		timeZone: row.time_zone,
		minN: row.min_n,
		rankN: row.rank_n,
		privacyUrl: row.privacy_url,
		createdAt: row.created_at.toISOString(),
		recount: recount
			? {
					timeZone: recount.time_zone,
					startedAt: recount.requested_at.toISOString(),
					finishedAt: recount.finished_at?.toISOString() ?? null,
					moved: recount.moved
				}
			: null
	};
}
