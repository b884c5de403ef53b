import { setTimeout as wait } from 'node:timers/promises';
import type { NewId } from '#domain/shared/ids.ts';
import { localText, type Locale } from '#domain/shared/locale.ts';
import { translate } from '#domain/survey/index.ts';
import type { Push, Reply } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import type { OpenedCode, Opener } from '../answers/open.ts';
import { storedAnswer } from '../answers/repo/answers.ts';
import type { Respondent } from '../answers/respondent.ts';
import { issueTicket } from '../answers/ticket.ts';
import { about, accountOf } from './account.ts';
import { chatWords } from './chat-words.ts';
import type { Clients } from './clients.ts';
import { askableOf, asksMore, newNumber, readItem, type Askable } from './menu-of.ts';
import { ownLink, type OwnAnswer } from './own-answer.ts';
import { markOf, personOf } from './person-of.ts';
import type { ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { insertMessage, messageNumbered, messageOf, noteTap, settleMessage, type MessageRow } from './repo/messages.ts';
import { claimMessage, notePerson } from './repo/people.ts';
import { windows } from './windows.ts';

export interface MenusDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'openOwn' | 'published' | 'version'>;
	readonly submit: Respondent['submit'];
	readonly origin: string;
	/** Seals the links. */
	readonly secret: string;
	/** How long a reply waits for the question to go out. */
	readonly patienceMs?: number;
}

/** Questions in the chat whose answer is a tap. */
export interface Menus {
	/** @returns false when nothing went out that could be tapped, or nobody knows: then the link is to be sent */
	ask(row: ChannelRow, push: Push, opened: OpenedCode, own: OwnAnswer): Promise<boolean>;
	/**
	 * Takes the answer: the newest tap counts, for as long as an answer may be changed.
	 * @param isNew false: the platform repeats it
	 */
	tapped(row: ChannelRow, push: Push, isNew: boolean): Promise<Reply | null>;
}

/** What was asked; sealed, since whom it was asked stands beside it. */
interface Asked {
	readonly code: string;
	readonly responseId: string;
	readonly at: number;
	readonly version: number;
	readonly question: string;
	readonly values: readonly number[];
	readonly language: Locale;
}

/** WeChat waits five seconds, and tokens may have to be fetched. Both ways lead to the same answer, which counts once. */
const PATIENCE_MS = 2_000;

const whereOf = (row: ChannelRow) => ({ workspaceId: row.workspace_id, channelId: row.id });

export const createMenus = (deps: MenusDeps): Menus => ({ ask: createAsk(deps), tapped: createTapped(deps) });

function createAsk({ db, newId, now, seal, clients, opener, patienceMs = PATIENCE_MS }: MenusDeps): Menus['ask'] {
	const { system } = db;
	/** The same push twice at once is one question, and told the same. */
	const running = new Map<string, Promise<boolean>>();

	/** Stored before it is sent: whoever comes later knows that it may have been. */
	async function store(row: ChannelRow, push: Push, askable: Askable, asked: Asked): Promise<MessageRow | null> {
		const where = whereOf(row);
		const [id, number] = [newId(), newNumber()];
		const isNew = await insertMessage(system, {
			workspace_id: row.workspace_id,
			channel_id: row.id,
			id,
			kind: 'menu',
			dedupe_key: push.key,
			number,
			person: markOf(seal, row, push.person),
			content: seal.close(JSON.stringify(asked), about(row, `message ${number}`)),
			created_at: now()
		});
		return isNew ? (await messageOf(system, where, push.key))! : null;
	}

	async function send(row: ChannelRow, push: Push, askable: Askable, asked: Asked): Promise<boolean> {
		const where = whereOf(row);
		const message = await store(row, push, askable, asked);
		if (message === null) return (await messageOf(system, where, push.key))?.state === 'sent';
		await notePerson(system, personOf(seal, row, push));
		const settle = (state: MessageRow['state'], code: string | null) =>
			settleMessage(system, where, message.id, { state, code, platform_id: null, settled_at: now() });
		if (!(await claimMessage(system, { ...where, person: message.person }, windows, now()))) {
			await settle('failed', 'window_closed');
			await noteLine(system, where, { code: 'window_closed', detail: '', at: now() });
			return false;
		}
		const sent = await clients.ask(row, 'menu', (api) => api.sendMenu(push.person, askable.menu(message.number)));
		await settle(sent.ok ? 'sent' : sent.kind === 'unknown' ? 'unknown' : 'failed', sent.ok ? null : sent.code);
		return sent.ok;
	}

	return async (row, push, opened, own) => {
		if (row.settings.ask === 'link' || row.missing.includes('menu') || !accountOf(seal, row)?.appSecret) return false;
		const { content, version } = await opener.published(opened);
		const askable = askableOf(content, opened.touchpoint_title);
		if (askable === null) return false;
		const { question, values, language } = askable;
		const asked: Asked = {
			...{ code: opened.code, responseId: own.responseId, at: own.at.getTime() },
			...{ version, question, values, language }
		};
		const key = `${row.id} ${push.key}`;
		const sending = running.get(key) ?? send(row, push, askable, asked).finally(() => running.delete(key));
		running.set(key, sending);
		const late = new AbortController();
		try {
			const inTime = wait(patienceMs, false, { signal: late.signal, ref: false });
			inTime.catch(() => {});
			return await Promise.race([sending, inTime]);
		} finally {
			late.abort();
			// What goes on after the reply has noted its own failures; the link has been sent.
			sending.catch(() => {});
		}
	};
}

function createTapped({ db, now, seal, opener, submit, origin, secret }: MenusDeps): Menus['tapped'] {
	const { system } = db;
	const text = (words: Readonly<Record<Locale, string>>, language: Locale): Reply => ({
		kind: 'text',
		text: localText(words, language)
	});

	/** null: none of ours, or not asked of this person. */
	async function find(
		row: ChannelRow,
		push: Push,
		item: string
	): Promise<{ row: MessageRow; asked: Asked; value: number } | null> {
		const read = readItem(item);
		const found = read && (await messageNumbered(system, whereOf(row), read.number));
		if (!read || !found || found.person !== markOf(seal, row, push.person)) return null;
		const content = seal.open(found.content, about(row, `message ${found.number}`));
		if (content === null) return null;
		const asked = JSON.parse(content) as Asked;
		const value = asked.values[read.at];
		return value === undefined ? null : { row: found, asked, value };
	}

	return async (row, push, isNew) => {
		const { trigger } = push;
		if (trigger.kind !== 'tap') return null;
		const found = await find(row, push, trigger.item);
		const opened = found && (await opener.openOwn(row.workspace_id, [found.asked.code])).get(found.asked.code);
		if (!found || !opened) {
			await noteLine(system, whereOf(row), { code: 'unknown_tap', detail: '', at: now() });
			return null;
		}
		const { asked, value } = found;
		const { code, responseId, question, language } = asked;
		const own: OwnAnswer = { responseId, at: new Date(asked.at) };
		const before = await storedAnswer(system, row.workspace_id, responseId);
		const isNewest = await noteTap(system, whereOf(row), found.row.id, push.happenedAt, !isNew);
		if (isNewest) {
			// What was written on the page meanwhile stays beside it.
			const taken = await submit({
				...{ code, responseId, language, version: before?.version ?? asked.version },
				ticket: issueTicket(secret, code, responseId, own.at),
				answers: { ...before?.answers, [question]: String(value) }
			});
			if (taken.status === 'gone') return text(chatWords.over, language);
			if (taken.status === 'late') return text(chatWords.first, language);
		}
		const { content } = (await opener.version(opened, asked.version)) ?? (await opener.published(opened));
		if (asksMore(content))
			return {
				kind: 'card',
				title: localText(chatWords.more, language),
				text: opened.survey_title,
				url: ownLink({ origin, secret }, code, own, { question, value })
			};
		const { thanks } = translate(content, language, { touchpoint: opened.touchpoint_title });
		return { kind: 'text', text: thanks || localText(chatWords.thanks, language) };
	};
}
