import type { JourneyCardView } from '#contract/journeys.ts';
import { isId } from '#domain/shared/ids.ts';
import type { Actor } from '#domain/access/index.ts';
import type { Db } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import * as repo from './repo/journeys.ts';

/** @throws AppError 404 when this person's workspace has no such journey, or no longer */
export async function findJourney(db: Db, actor: Actor, id: string): Promise<repo.JourneyRow> {
	const row = isId(id)
		? await db.inWorkspace(actor.workspaceId, (trx) => repo.findJourney(trx, actor.workspaceId, id))
		: undefined;
	if (row === undefined) throw notFound();
	return row;
}

/** What lists say of journeys, in the order of their rows. */
export async function toCards(
	db: Db,
	workspaceId: string,
	rows: readonly repo.JourneyRow[]
): Promise<JourneyCardView[]> {
	if (rows.length === 0) return [];
	const scenes = await db.inWorkspace(workspaceId, (trx) =>
		repo.listScenes(
			trx,
			workspaceId,
			rows.map((row) => row.id)
		)
	);
	return rows.map((row) =>
		card(
			row,
			scenes.filter((scene) => scene.journey_id === row.id)
		)
	);
}

/** What a card and a whole map have alike. */
export const stamps = (row: repo.JourneyRow) => ({
	status: row.status,
	createdAt: row.created_at.toISOString(),
	updatedAt: row.updated_at.toISOString()
});

function card(row: repo.JourneyRow, scenes: Awaited<ReturnType<typeof repo.listScenes>>): JourneyCardView {
	const strip = scenes.map(({ id, title, touchpoints }) => ({ id, title, touchpointCount: Number(touchpoints) }));
	return {
		id: row.id,
		title: row.title,
		scenes: strip,
		touchpointCount: strip.reduce((sum, scene) => sum + scene.touchpointCount, 0),
		...stamps(row)
	};
}
