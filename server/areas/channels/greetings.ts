import { setTimeout as wait } from 'node:timers/promises';
import type { NewId } from '#domain/shared/ids.ts';
import type { LinkCard, Outcome, Push } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import type { Clients } from './clients.ts';
import { newNumber } from './menu-of.ts';
import { markOf } from './person-of.ts';
import type { ChannelRow } from './repo/channels.ts';
import { insertMessage, settleMessage } from './repo/messages.ts';

export interface GreetingsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	/** How long a push waits for its greeting; then that goes on alone. */
	readonly patienceMs?: number;
	/** Between tries. */
	readonly againMs?: number;
}

const PATIENCE_MS = 3_000;
/** A greeting has twenty seconds; another program of the company may be at it. */
const TRIES = 3;
const AGAIN_MS = 1_500;

/** Greets with the survey whoever has added a member in WeCom: once a push, however often that comes. */
export function createGreetings(deps: GreetingsDeps) {
	const { db, newId, now, seal, clients, patienceMs = PATIENCE_MS, againMs = AGAIN_MS } = deps;

	async function send(row: ChannelRow, push: Push, text: string, card: LinkCard): Promise<void> {
		const { WelcomeCode: code } = push.fields;
		// None comes when the console greets, or when they were there before.
		if (!code) return;
		const where = { workspaceId: row.workspace_id, channelId: row.id };
		const [id, number] = [newId(), newNumber()];
		const isNew = await insertMessage(db.system, {
			workspace_id: row.workspace_id,
			channel_id: row.id,
			id,
			kind: 'welcome',
			dedupe_key: push.key,
			number,
			person: markOf(seal, row, push.person),
			content: seal.close(JSON.stringify({ url: card.url }), about(row, `message ${number}`)),
			created_at: now()
		});
		if (!isNew) return;
		let sent: Outcome<null>;
		for (let tries = 1; ; tries++) {
			sent = await clients.askWecom(row, 'customer', (api) => api.welcome(code, text, card));
			if (sent.ok || sent.code !== 'wecom_41096' || tries === TRIES) break;
			await wait(againMs);
		}
		const state = sent.ok ? 'sent' : sent.kind === 'unknown' ? 'unknown' : 'failed';
		const became = { state, code: sent.ok ? null : sent.code, platform_id: null, settled_at: now() } as const;
		await settleMessage(db.system, where, id, became);
	}

	return async (row: ChannelRow, push: Push, text: string, card: LinkCard): Promise<void> => {
		const sending = send(row, push, text, card);
		const late = new AbortController();
		try {
			const inTime = wait(patienceMs, undefined, { signal: late.signal, ref: false });
			inTime.catch(() => {});
			await Promise.race([sending, inTime]);
		} finally {
			late.abort();
			// What goes on alone has noted its own failures.
			sending.catch(() => {});
		}
	};
}

export type Greetings = ReturnType<typeof createGreetings>;
