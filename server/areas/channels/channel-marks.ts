import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { markOf } from './person-of.ts';
import { channelsIn } from './repo/channels.ts';

/** How a channel would know somebody by a name of its platform. */
export interface Mark {
	readonly workspaceId: string;
	readonly person: string;
}

/** By every channel, since a platform's name is that of one account of it only. */
export const createMarks =
	({ db, seal }: { readonly db: Pick<Db, 'system'>; readonly seal: Seal }) =>
	async (name: string, workspaceId: string | undefined): Promise<Mark[]> =>
		(await channelsIn(db.system, workspaceId)).map((row) => ({
			workspaceId: row.workspace_id,
			person: markOf(seal, row, name)
		}));

export type Marks = ReturnType<typeof createMarks>;
