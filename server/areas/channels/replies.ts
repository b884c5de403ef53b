import { localText } from '#domain/shared/locale.ts';
import type { Push, Reply } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Opener } from '../answers/open.ts';
import { chatWords } from './chat-words.ts';
import type { Greetings } from './greetings.ts';
import type { Menus } from './menus.ts';
import { ownAnswer, ownLink } from './own-answer.ts';
import { markOf } from './person-of.ts';
import { noteAskedFor } from './repo/answers.ts';
import type { ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { codeOfScene } from './scene-address.ts';
import { languageOf, wantsNoMore } from './wants-no-more.ts';

export interface RepliesDeps {
	readonly db: Db;
	readonly opener: Pick<Opener, 'openOwn' | 'published' | 'state'>;
	readonly seal: Seal;
	readonly now: () => Date;
	readonly origin: string;
	/** Seals the links. */
	readonly secret: string;
	readonly menus: Menus;
	readonly greet: Greetings;
}

/**
 * What somebody is shown in the chat at once: whoever scans a code, or follows the account, gets the survey that is asked
 * there: its first question to tap on, or a link of their own. It follows from the push alone: the same push again is answered with the same link.
 */
export function createReplies({ db, seal, opener, now, origin, secret, menus, greet }: RepliesDeps) {
	return async (row: ChannelRow, push: Push, isNew: boolean): Promise<Reply | null> => {
		const { trigger } = push;
		if (trigger.kind === 'tap') return menus.tapped(row, push, isNew);
		if (wantsNoMore(trigger)) return { kind: 'text', text: localText(chatWords.noMore, languageOf(trigger)) };
		const code =
			trigger.kind === 'scan'
				? codeOfScene(trigger.scene)
				: trigger.kind === 'follow'
					? (row.settings.followCode ?? null)
					: null;
		const isWanted = trigger.kind === 'scan' || (trigger.kind === 'follow' && row.settings.followCode !== undefined);
		if (!isWanted) return null;
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const opened = code === null ? undefined : (await opener.openOwn(row.workspace_id, [code])).get(code);
		if (!opened || opener.state(opened) !== 'open') {
			await noteLine(db.system, where, { code: 'nothing_to_ask', detail: code ?? '', at: now() });
			return null;
		}
		const own = ownAnswer(row.id, push);
		if (row.settings.know === 'yes')
			await noteAskedFor(
				db.system,
				{ ...where, responseId: own.responseId, person: markOf(seal, row, push.person) },
				now()
			);
		const card = {
			title: opened.survey_title,
			text: opened.touchpoint_title ?? opened.workspace_name,
			url: ownLink({ origin, secret }, opened.code, own)
		};
		// There nobody is shown a reply.
		if (row.kind === 'wecom') {
			const { languages } = (await opener.published(opened)).content;
			const language = languages.includes('zh-CN') ? 'zh-CN' : languages[0]!;
			await greet(row, push, localText(chatWords.welcome, language), card);
			return null;
		}
		if (await menus.ask(row, push, opened, own)) return null;
		return { kind: 'card', ...card };
	};
}

export type Replies = ReturnType<typeof createReplies>;
