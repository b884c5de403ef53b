import type { TargetView } from '#contract/results.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { TargetInput, targetIssues, type MetricDefinition } from '#domain/metrics/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { definitionsById, lockDefinition } from '../surveys/repo/definitions.ts';
import { insertTarget, targetsOf } from './repo/targets.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { tellChanged } from '../../bus/tell.ts';

/** What is wanted of numbers. */
export interface Targets {
	get(actor: Actor | null, definitionId: string): Promise<TargetView>;
	/** From now on the numbers of this definition are judged by it, on every map. The same again changes nothing. */
	set(actor: Actor | null, definitionId: string, input: unknown): Promise<TargetView>;
}

export interface TargetsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
}

/** Changes that are listed. */
const SHOWN = 50;

export function createTargets({ db, newId, now }: TargetsDeps): Targets {
	async function find(trx: Trx, workspaceId: string, id: string): Promise<MetricDefinition> {
		const found = isId(id) ? (await definitionsById(trx, workspaceId, [id])).get(id) : undefined;
		if (!found) throw notFound();
		return found;
	}

	async function view(trx: Trx, workspaceId: string, id: string): Promise<TargetView> {
		const { target, margin } = await find(trx, workspaceId, id);
		const rows = await targetsOf(trx, workspaceId, id, SHOWN);
		return {
			definition: id,
			target,
			margin,
			history: rows.map((row) => ({
				target: row.target,
				margin: row.margin,
				setAt: row.set_at.toISOString(),
				setBy: row.set_by_name
			}))
		};
	}

	return {
		async get(actor, id) {
			authorize(actor, 'result.view');
			return db.inWorkspace(actor.workspaceId, (trx) => view(trx, actor.workspaceId, id));
		},

		async set(actor, id, input) {
			authorize(actor, 'target.edit');
			const given = checked(TargetInput, input);
			const { workspaceId, userId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				await find(trx, workspaceId, id);
				// One after the other, so that the latest in the history is the one that holds.
				await lockDefinition(trx, workspaceId, id);
				const before = await find(trx, workspaceId, id);
				const issues = targetIssues(before.metric, before.scale, given);
				if (issues.length > 0) throw invalid(issues);
				const { seen } = given;
				if (seen !== undefined && (seen.target !== before.target || seen.margin !== before.margin))
					throw conflict('setting_changed');
				const { target, margin = before.margin } = given;
				if (target !== before.target || margin !== before.margin) {
					await insertTarget(trx, {
						workspace_id: workspaceId,
						id: newId(),
						definition_id: id,
						target,
						margin,
						set_by: userId,
						set_at: now()
					});
					await record(trx, workspaceId, eventActor(actor), [{ kind: 'target.set', subject: id, payload: {} }]);
					await tellChanged(trx, workspaceId, { definitionId: id });
				}
				return view(trx, workspaceId, id);
			});
		}
	};
}
