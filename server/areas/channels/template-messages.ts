import type { ChannelMessageView } from '#contract/channels.ts';
import type { Actor } from '#domain/access/index.ts';
import { TemplateMessageInput } from '#domain/channels/inputs.ts';
import type { RoundWay } from '#domain/channels/rounds.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { wrongValues } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import { invalid, notFound, tooMany } from '../../platform/errors.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Opener } from '../answers/open.ts';
import { authorize, checked } from '../shared/guard.ts';
import { about } from './account.ts';
import { chinaDay, untilChinaMidnight } from './china-day.ts';
import type { Clients } from './clients.ts';
import { createContact } from './contact.ts';
import { newNumber } from './menu-of.ts';
import { markOf } from './person-of.ts';
import { noteAskedFor } from './repo/answers.ts';
import { findChannel, type ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { createSendFields, dayLimits } from './send-fields.ts';
import { dropMessage, insertMessage, messageOf, settleMessage, usesOn, type MessageRow } from './repo/messages.ts';

/** Surveys sent to followers after something that was done for them. */
export interface TemplateMessages {
	/**
	 * Sends it once for a key; asked again it says what became of it, or tries again what WeChat never took.
	 * @throws AppError 429 when nothing was sent and may be tried later
	 */
	sendTemplate(actor: Actor | null, kind: string, input: unknown): Promise<ChannelMessageView>;
}

export interface TemplateMessagesDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'openOwn' | 'state'>;
	readonly origin: string;
	readonly secret: string;
}

const view = ({ id, state, code, created_at, settled_at }: MessageRow): ChannelMessageView => ({
	id,
	state,
	code,
	createdAt: created_at.toISOString(),
	settledAt: settled_at?.toISOString() ?? null
});

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

export function createTemplateMessages(deps: TemplateMessagesDeps): TemplateMessages {
	const { db, newId, now, seal, opener, secret } = deps;
	const contact = createContact(secret);
	const send = createSendFields(deps);
	const { system } = db;

	/** What the platform lets an account send in a day. */
	async function refuseAtLimit(row: ChannelRow, way: RoundWay): Promise<void> {
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const limit = dayLimits[way];
		if (!limit || ((await usesOn(system, where, chinaDay(now()))).get(limit.what) ?? 0) < limit.of) return;
		await noteLine(system, where, { code: limit.code, detail: '', at: now() });
		throw tooMany(seconds(untilChinaMidnight(now())));
	}

	return {
		async sendTemplate(actor, kind, input) {
			authorize(actor, 'channel.manage');
			const given = checked(TemplateMessageInput, input);
			const { workspaceId } = actor;
			const row = kind === 'wechat' ? await findChannel(system, workspaceId, kind) : undefined;
			if (!row) throw notFound();
			const wrong = wrongValues(given.data);
			if (wrong.length > 0) throw invalid(wrong.map((name) => issue('invalid', ['data', name])));
			const opened = (await opener.openOwn(workspaceId, [given.collectorCode])).get(given.collectorCode);
			if (!opened || opened.channel !== kind || opener.state(opened) !== 'open')
				throw invalid([issue('unknown', ['collectorCode'])]);

			const where = { workspaceId, channelId: row.id };
			const [key, person] = [`t${given.key}`, markOf(seal, row, given.openid)];
			const before = await messageOf(system, where, key);
			if (!before && !(await contact.may(system, { ...where, person })))
				throw invalid([issue('do_not_contact', ['openid'])]);
			// What the platform never took may be tried again; by its id, which a row that somebody else makes just now has not.
			const isFree = before?.state === 'failed' && before.platform_id === null;
			if (before && !isFree) return view(before);
			await refuseAtLimit(row, given.way);
			if (before) await dropMessage(system, where, before.id, 'failed');

			const [id, number, at] = [newId(), newNumber(), now()];
			const content = JSON.stringify({ code: opened.code, responseId: id, occasion: given.occasion });
			const isNew = await insertMessage(system, {
				...{ workspace_id: workspaceId, channel_id: row.id, id, kind: given.way, dedupe_key: key, number, person },
				content: seal.close(content, about(row, `message ${number}`)),
				created_at: at
			});
			if (!isNew) return view((await messageOf(system, where, key))!);
			if (row.settings.know === 'yes') await noteAskedFor(system, { ...where, responseId: id, person }, at);

			const { openid, templateId: template, data } = given;
			// WeChat knows a repetition by the id, for ten minutes.
			const message = { ...{ id, person, openid, template, code: opened.code, at, data }, isTest: false };
			const sent = await send(row, given.way, message);
			if (!sent.ok && sent.kind === 'retry') {
				// Nothing was sent: the same key may be tried again.
				await dropMessage(system, where, id, 'sending');
				throw tooMany(seconds(sent.afterMs));
			}
			await settleMessage(system, where, id, {
				state: sent.ok ? 'sent' : sent.kind === 'unknown' ? 'unknown' : 'failed',
				code: sent.ok ? null : sent.code,
				platform_id: sent.ok ? sent.value.id : null,
				settled_at: now()
			});
			return view((await messageOf(system, where, key))!);
		}
	};
}
