import { randomUUID } from 'node:crypto';
import { fieldValue, minuteIn, type FieldFacts } from '#domain/channels/rounds.ts';
import { pageUrl, type Failed, type Outcome } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { chinaDay, untilChinaMidnight } from './china-day.ts';
import type { Clients } from './clients.ts';
import { ownLink } from './own-answer.ts';
import { noteAskedFor } from './repo/answers.ts';
import { channelById, type ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { settleMessage, usesOn, type MessageRow } from './repo/messages.ts';
import { createContact } from './contact.ts';
import { claimMessage } from './repo/people.ts';
import { giveUpSending, putBack, roundOf, setRound, takeWaiting, type RoundRow } from './repo/rounds.ts';
import { endLease, takeLease } from './repo/tokens.ts';
import { openRound, openToWhom, type RoundContent, type ToWhom } from './round-content.ts';
import { createSendFields, dayLimits } from './send-fields.ts';
import { windows } from './windows.ts';

export interface RunRoundsDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	readonly origin: string;
	readonly secret: string;
}

/** Longer than one that hangs takes, with its token. */
const LEASE_S = 60;
/** One process sends that long before it shows again that it is there. */
const STRETCH_MS = 15_000;
/** Two that nobody answered: whoever hangs is not sent the rest. */
const MOST_UNANSWERED = 2;

/** Why a round does not go on just now. */
type Halt = { readonly stop: string } | { readonly code: string; readonly resumeAt: Date };

interface Sending {
	readonly row: ChannelRow;
	readonly round: RoundRow;
	readonly content: RoundContent;
}

/** @returns true when nothing goes on with it by itself any more */
export type RunRound = (round: RoundRow) => Promise<boolean>;

/**
 * Sends what waits of a round. One process at a time; what was being sent when a process ended may have arrived, and is never
 * sent again. When this process ends, another one, or the next, goes on.
 */
export function createRunRounds(deps: RunRoundsDeps): { readonly run: RunRound; stop(): void } {
	const { db, now } = deps;
	const { system } = db;
	const sendOne = createSendOne(deps);
	let isStopped = false;

	async function stretch(sending: Sending): Promise<Halt | 'more' | 'done' | 'stopped'> {
		const { row, round } = sending;
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const until = performance.now() + STRETCH_MS;
		let unanswered = 0;
		while (performance.now() < until) {
			if (isStopped) return 'stopped';
			// Somebody may have stopped it meanwhile.
			if ((await roundOf(system, where, round.id))?.state !== 'running') return 'done';
			if (round.way === 'customer') return (await sendToConfirm(deps, sending)) ?? 'done';
			const [message] = await takeWaiting(system, where, round.id, 1);
			if (!message) return 'done';
			const became = await sendOne(sending, message);
			if (typeof became === 'object') return became;
			unanswered = became === 'unknown' ? unanswered + 1 : 0;
			if (unanswered >= MOST_UNANSWERED) return { stop: 'no_answers' };
		}
		return 'more';
	}

	const run: RunRound = async (found) => {
		const where = { workspaceId: found.workspace_id, channelId: found.channel_id };
		const [holder, what] = [randomUUID(), `round ${found.id}`];
		for (;;) {
			if (!(await takeLease(system, where, what, holder, LEASE_S))) return false;
			try {
				const row = await channelById(system, where.workspaceId, where.channelId);
				const round = await roundOf(system, where, found.id);
				if (!row || round?.state !== 'running') return true;
				await giveUpSending(system, where, round.id, now());
				const content = openRound(deps.seal, row, round);
				const ended = content === null ? { stop: 'not_readable' } : await stretch({ row, round, content });
				if (ended === 'more') continue;
				if (ended === 'stopped') return false;
				const to =
					ended === 'done'
						? { state: 'done' as const, stop_code: null, resume_at: null }
						: 'stop' in ended
							? { state: 'stopped' as const, stop_code: ended.stop, resume_at: null }
							: { state: 'running' as const, stop_code: ended.code, resume_at: ended.resumeAt };
				await setRound(system, where, round.id, 'running', to);
				return to.state !== 'running';
			} finally {
				await endLease(system, where, what, holder);
			}
		}
	};
	return {
		run,
		stop: () => {
			isStopped = true;
		}
	};
}

/** What a refusal that is about nobody in particular means for all who still wait. */
const haltOf = (failed: Failed, now: Date): Halt =>
	failed.kind === 'retry'
		? { code: failed.code, resumeAt: new Date(now.getTime() + failed.afterMs) }
		: { stop: failed.code };

const isAboutOne = (failed: Failed): boolean => failed.kind === 'permanent' && failed.scope === 'recipient';

function createSendOne(deps: RunRoundsDeps) {
	const { db, now, seal, clients, origin, secret } = deps;
	const sendFields = createSendFields(deps);
	const contact = createContact(secret);
	const { system } = db;

	/** Of one answer, once per message. */
	const linkOf = ({ round }: Sending, { id, created_at: at }: MessageRow): string =>
		`${ownLink({ origin, secret }, round.code, { responseId: id, at })}${round.is_test ? '&test' : ''}`;

	const send = (
		{ row, round, content }: Sending,
		message: MessageRow,
		to: ToWhom
	): Promise<Outcome<{ readonly id: string | null } | null>> => {
		const { survey, touchpoint, workspace, zone, fields, text, templateId } = content;
		if (round.way === 'chat') {
			const url = linkOf({ row, round, content }, message);
			const title = survey.replaceAll('<', '‹').replaceAll('>', '›');
			return clients.ask(row, 'menu', (api) => api.sendText(to.name, `${text} <a href="${url}">${title}</a>`));
		}
		const facts: FieldFacts = {
			...{ survey, touchpoint, workspace },
			now: minuteIn(zone, now()),
			heard: minuteIn(zone, new Date(to.heardAt))
		};
		const data = Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [name, fieldValue(name, value, facts)])
		);
		return sendFields(row, round.way, {
			...{ id: message.id, person: message.person, at: message.created_at, code: round.code, isTest: round.is_test },
			...{ openid: to.name, template: templateId, data }
		});
	};

	/** Before anybody is asked: may this one be sent at all? */
	async function refusal({ row, round }: Sending, message: MessageRow): Promise<Halt | string | null> {
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		// They may have said so since the round began.
		if (!(await contact.may(system, { ...where, person: message.person }))) return 'no_contact';
		if (round.way === 'chat') {
			if (await claimMessage(system, { ...where, person: message.person }, windows, now())) return null;
			return 'window_closed';
		}
		const limit = dayLimits[round.way];
		if (!limit || ((await usesOn(system, where, chinaDay(now()))).get(limit.what) ?? 0) < limit.of) return null;
		await noteLine(system, where, { code: limit.code, detail: '', at: now() });
		return { code: limit.code, resumeAt: new Date(now().getTime() + untilChinaMidnight(now())) };
	}

	return async (sending: Sending, message: MessageRow): Promise<Halt | MessageRow['state']> => {
		const { row } = sending;
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const settle = async (state: MessageRow['state'], code: string | null, platformId: string | null = null) => {
			const became = { state, code, platform_id: platformId, settled_at: now() };
			await settleMessage(system, where, message.id, became);
			return state;
		};
		const to = openToWhom(seal, row, message);
		if (to === null) return settle('failed', 'not_readable');
		const refused = await refusal(sending, message);
		if (typeof refused === 'string') return settle('failed', refused);
		if (refused !== null) {
			await putBack(system, where, message.id);
			return refused;
		}
		const isKnown = row.settings.know === 'yes' && !sending.round.is_test;
		if (isKnown) await noteAskedFor(system, { ...where, responseId: message.id, person: message.person }, now());
		const sent = await send(sending, message, to);
		if (sent.ok) return settle('sent', null, sent.value?.id ?? null);
		if (sent.kind === 'unknown') return settle('unknown', sent.code);
		if (isAboutOne(sent)) return settle('failed', sent.code);
		// Nothing was sent, and the next one would fare no better.
		await putBack(system, where, message.id);
		return haltOf(sent, now());
	};
}

/** Most customers of one message that a member confirms. */
const MOST_CUSTOMERS = 10_000;

/** One message for all of them, which goes out when the member confirms it. */
async function sendToConfirm(
	{ db, now, seal, clients, origin }: RunRoundsDeps,
	{ row, round, content }: Sending
): Promise<Halt | null> {
	const { system } = db;
	const where = { workspaceId: row.workspace_id, channelId: row.id };
	const messages = await takeWaiting(system, where, round.id, MOST_CUSTOMERS);
	const to = messages.map((message) => ({ message, name: openToWhom(seal, row, message)?.name }));
	const named = to.flatMap(({ name }) => (name === undefined ? [] : [name]));
	if (named.length === 0) return null;
	const card = {
		title: content.survey,
		text: content.touchpoint || content.workspace,
		url: `${pageUrl(origin, round.code)}${round.is_test ? '?test' : ''}`
	};
	const sent = await clients.askWecom(row, 'customer', (api) =>
		api.customerMessage(content.sender, named, content.text, card)
	);
	if (!sent.ok && sent.kind !== 'unknown') {
		for (const { message } of to) await putBack(system, where, message.id);
		return haltOf(sent, now());
	}
	for (const { message, name } of to) {
		const isRefused = name === undefined || (sent.ok && sent.value.failed.includes(name));
		await settleMessage(system, where, message.id, {
			state: isRefused ? 'failed' : sent.ok ? 'sent' : 'unknown',
			code: isRefused ? 'not_friend' : sent.ok ? 'to_confirm' : sent.code,
			platform_id: sent.ok ? sent.value.id : null,
			settled_at: now()
		});
	}
	return null;
}
