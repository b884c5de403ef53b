import type { NewId } from '#domain/shared/ids.ts';
import { bySystem } from '#domain/events/index.ts';
import { portOf, type Account, type Hook, type Push, type Refusal, type Refused } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import type { Seal } from '../../platform/seal.ts';
import { about, accountOf } from './account.ts';
import { markOf } from './person-of.ts';
import { readHookAddress } from './hook-address.ts';
import { channelById, noteVerified, type ChannelRow } from './repo/channels.ts';
import { noteLine } from './repo/log.ts';
import { insertPush } from './repo/pushes.ts';
import type { Replies } from './replies.ts';

/** What is sent back to a platform. */
export interface HookAnswer {
	readonly status: number;
	readonly type: string;
	readonly body: string;
}

export interface HookCall {
	readonly kind: string;
	/** As `writeHookAddress` made it. */
	readonly address: string;
	readonly query: Readonly<Record<string, string>>;
	/** null: larger than any push, and not read. */
	readonly body: Uint8Array | null;
}

/** Where platforms tell us something. Whoever calls is nobody until the signature is right. */
export interface Hooks {
	verify(call: HookCall): Promise<HookAnswer>;
	receive(call: HookCall): Promise<HookAnswer>;
	/** Bytes that a push of this kind may have. */
	limitOf(kind: string): number;
}

export interface HooksDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	/** What the sender is shown at once. */
	readonly reply: Replies;
}

const plain = (status: number, body: string): HookAnswer => ({ status, type: 'text/plain', body });

/** Who sends what nobody signed learns no more than that. */
const STATUS: Readonly<Record<Refusal, number>> = {
	bad_signature: 401,
	stale: 401,
	too_large: 413,
	malformed: 400,
	doctype: 400,
	not_encrypted: 400,
	not_decrypted: 400,
	other_account: 400,
	other_person: 400
};

interface Opened {
	readonly row: ChannelRow;
	readonly hook: Hook;
	readonly account: Account;
}

export function createHooks({ db, newId, now, seal, reply }: HooksDeps): Hooks {
	const { system } = db;

	async function open({ kind, address }: HookCall): Promise<Opened | HookAnswer> {
		const [port, ids] = [portOf(kind), readHookAddress(address)];
		const row = port?.hook && ids ? await channelById(system, ids.workspaceId, ids.channelId) : undefined;
		if (!port?.hook || !row || row.kind !== kind) return plain(404, 'there is no such address');
		const account = accountOf(seal, row);
		if (account === null) {
			await note(row, 'not_readable');
			return plain(503, 'not set up');
		}
		return { row, hook: port.hook, account };
	}

	const note = ({ workspace_id: workspaceId, id: channelId }: ChannelRow, code: string): Promise<void> =>
		noteLine(system, { workspaceId, channelId }, { code, detail: '', at: now() });

	async function refuse(row: ChannelRow, { refused }: Refused): Promise<HookAnswer> {
		await note(row, refused);
		return plain(STATUS[refused], refused);
	}

	/** Once, with the event that lets a consumer handle it: both are there, or neither is. */
	const store = (row: ChannelRow, push: Push): Promise<boolean> =>
		db.inWorkspace(row.workspace_id, async (trx) => {
			const id = newId();
			const isNew = await insertPush(trx, {
				workspace_id: row.workspace_id,
				channel_id: row.id,
				id,
				dedupe_key: push.key,
				person: markOf(seal, row, push.person),
				content: seal.close(
					JSON.stringify({ person: push.person, trigger: push.trigger, of: push.of }),
					about(row, 'push')
				),
				happened_at: push.happenedAt,
				received_at: now()
			});
			if (isNew)
				await record(trx, row.workspace_id, bySystem, [
					{ kind: 'channel.pushed', subject: row.id, payload: { pushId: id } }
				]);
			return isNew;
		});

	return {
		limitOf: (kind) => portOf(kind)?.hook?.bodyLimit ?? 0,

		async verify(call) {
			const opened = await open(call);
			if ('status' in opened) return opened;
			const { row, hook, account } = opened;
			const asked = hook.verify(account, { query: call.query, body: new Uint8Array(), now: now() });
			if ('refused' in asked) return refuse(row, asked);
			await noteVerified(system, row.workspace_id, row.id, now());
			return plain(200, asked.text);
		},

		async receive(call) {
			const opened = await open(call);
			if ('status' in opened) return opened;
			const { row, hook, account } = opened;
			if (call.body === null) return refuse(row, { refused: 'too_large' });
			const push = hook.receive(account, { query: call.query, body: call.body, now: now() });
			if ('refused' in push) return refuse(row, push);
			const isNew = await store(row, push);
			return { status: 200, ...hook.answer(account, push, await reply(row, push, isNew), now()) };
		}
	};
}
