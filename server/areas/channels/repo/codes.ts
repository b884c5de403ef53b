import type { Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

interface Where {
	readonly workspaceId: string;
	readonly channelId: string;
}

/** What the platform's own code for a scene leads to. */
export async function findCode(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	scene: string
): Promise<string | undefined> {
	const row = await db
		.selectFrom('channel_code')
		.select('url')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('scene', '=', scene)
		.executeTakeFirst();
	return row?.url;
}

/** Two who asked at once were given two codes for the same scene, both of which work: one is kept. */
export async function keepCode(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	code: { readonly scene: string; readonly url: string; readonly at: Date }
): Promise<void> {
	await db
		.insertInto('channel_code')
		.values({
			workspace_id: workspaceId,
			channel_id: channelId,
			scene: code.scene,
			url: code.url,
			created_at: code.at
		})
		.onConflict((found) => found.columns(['workspace_id', 'channel_id', 'scene']).doNothing())
		.execute();
}

/** What leads somewhere for a while. */
export interface KeptLink {
	readonly url: string;
	readonly expiresAt: Date;
}

export async function findLink(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	scene: string
): Promise<KeptLink | undefined> {
	const row = await db
		.selectFrom('channel_code')
		.select(['url', 'expires_at'])
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('scene', '=', scene)
		.executeTakeFirst();
	return row?.expires_at ? { url: row.url, expiresAt: row.expires_at } : undefined;
}

/** In place of the one before, which works until its own end. */
export async function keepLink(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	link: KeptLink & { readonly scene: string; readonly at: Date }
): Promise<void> {
	await db
		.insertInto('channel_code')
		.values({
			workspace_id: workspaceId,
			channel_id: channelId,
			scene: link.scene,
			url: link.url,
			created_at: link.at,
			expires_at: link.expiresAt
		})
		.onConflict((found) =>
			found
				.columns(['workspace_id', 'channel_id', 'scene'])
				.doUpdateSet({ url: link.url, created_at: link.at, expires_at: link.expiresAt })
		)
		.execute();
}

/** Of another mini program than before, or of another page. */
export async function forgetLinks(db: Kysely<Database>, { workspaceId, channelId }: Where): Promise<void> {
	await db
		.deleteFrom('channel_code')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('expires_at', 'is not', null)
		.execute();
}

/** Those that are there for good. */
export async function countCodes(db: Kysely<Database>, { workspaceId, channelId }: Where): Promise<number> {
	const { n } = await db
		.selectFrom('channel_code')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('expires_at', 'is', null)
		.executeTakeFirstOrThrow();
	return n;
}

/** Of another account than before: it knows none of them. */
export async function forgetCodes(db: Kysely<Database>, { workspaceId, channelId }: Where): Promise<void> {
	await db
		.deleteFrom('channel_code')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.execute();
}
