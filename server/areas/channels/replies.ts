import { createHash } from 'node:crypto';
import { uuidv7 } from '#domain/shared/ids.ts';
import { pageUrl, type Push, type Reply } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import { personalQuery } from '../answers/personal-link.ts';
import type { Opener } from '../answers/open.ts';
import type { ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { codeOfScene } from './scene-address.ts';

export interface RepliesDeps {
	readonly db: Db;
	readonly opener: Pick<Opener, 'openOwn' | 'state'>;
	readonly now: () => Date;
	readonly origin: string;
	/** Seals the links. */
	readonly secret: string;
}

/**
 * What somebody is shown in the chat at once: whoever scans a code, or follows the account, gets the survey that is asked
 * there, under a link of their own. It follows from the push alone: the same push again is answered with the same link.
 */
export function createReplies({ db, opener, now, origin, secret }: RepliesDeps) {
	return async (row: ChannelRow, push: Push): Promise<Reply | null> => {
		const { trigger } = push;
		const code =
			trigger.kind === 'scan'
				? codeOfScene(trigger.scene)
				: trigger.kind === 'follow'
					? (row.settings.followCode ?? null)
					: null;
		const isWanted = trigger.kind === 'scan' || (trigger.kind === 'follow' && row.settings.followCode !== undefined);
		if (!isWanted) return null;
		const opened = code === null ? undefined : (await opener.openOwn(row.workspace_id, [code])).get(code);
		if (!opened || opener.state(opened) !== 'open') {
			const where = { workspaceId: row.workspace_id, channelId: row.id };
			await noteLine(db.system, where, { code: 'nothing_to_ask', detail: code ?? '', at: now() });
			return null;
		}
		const id = answerId(row.id, push);
		const query = personalQuery(secret, opened.code, id, push.happenedAt);
		return {
			kind: 'card',
			title: opened.survey_title,
			text: opened.touchpoint_title ?? opened.workspace_name,
			url: `${pageUrl(origin, opened.code)}?${query}`
		};
	};
}

export type Replies = ReturnType<typeof createReplies>;

/** Of the one answer that may come of a push. */
const answerId = (channelId: string, { key, person, happenedAt }: Push): string =>
	uuidv7(happenedAt.getTime(), createHash('sha256').update(`${channelId}\0${person}\0${key}`).digest());
