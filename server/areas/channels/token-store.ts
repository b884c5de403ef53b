import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { IssuedToken, Outcome, PlatformTokens } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import { endLease, findToken, keepToken, takeLease, type TokenRow } from './repo/tokens.ts';

/** A token is renewed so long before it ends: what is on its way with it arrives. */
const EARLY_MS = 5 * 60_000;
/** Making one by force makes all others worthless: so often at most. */
const FORCED_MS = 60_000;

/** Longer than asking twice may take. */
const LEASE_S = 25;
/** Who waits for another process looks again so often, and gives up after so long. */
const LOOK_MS = 50;
const WAIT_MS = 20_000;

/** What was found, or what is to be renewed. */
type Found = { readonly kept: string } | { readonly row: TokenRow | undefined };

export interface TokenStoreDeps {
	readonly db: Db;
	readonly seal: Seal;
	readonly now: () => Date;
}

interface Of {
	readonly workspaceId: string;
	readonly channelId: string;
	/** What it is for: `access`; `jsapi`, which pages in WeChat are signed with; `mini`, of the mini program beside the account. */
	readonly kind?: 'access' | 'jsapi' | 'mini';
	/** Asks the platform for a token; by force where it knows that. */
	issue(force: boolean): Promise<Outcome<IssuedToken>>;
}

/**
 * One token an account, for all who send at once and all processes: within one they wait for the same promise, between
 * them whoever has the lease asks, and the others look for what it stores. No connection waits for the platform. Who was refused with a token that is not the stored one any more takes the stored one; else a
 * new one is asked for – gently, then, if the platform still gives out the refused one, by force, once a minute at most.
 */
export function createTokenStore({ db, seal, now }: TokenStoreDeps) {
	const running = new Map<string, Promise<Outcome<string>>>();

	/** Only one asks at a time in this process, and all who come meanwhile are told the same. */
	function once(key: string, work: () => Promise<Outcome<string>>): Promise<Outcome<string>> {
		const found = running.get(key);
		if (found) return found;
		const promise = work().finally(() => running.delete(key));
		running.set(key, promise);
		return promise;
	}

	return (of: Of): PlatformTokens => {
		const { kind = 'access' } = of;
		const opened = (row: TokenRow | undefined): string | null =>
			row === undefined || row.expires_at.getTime() - EARLY_MS <= now().getTime()
				? null
				: seal.open(row.token, about({ workspace_id: of.workspaceId, id: of.channelId }, kind));

		const find = async (refused: string | null): Promise<Found> => {
			const row = await findToken(db.system, of, kind);
			const kept = opened(row);
			return kept !== null && kept !== refused ? { kept } : { row };
		};

		async function renew(refused: string | null): Promise<Outcome<string>> {
			const holder = randomUUID();
			const until = performance.now() + WAIT_MS;
			for (;;) {
				const isMine = await takeLease(db.system, of, kind, holder, LEASE_S);
				try {
					// With the lease in hand too: who had it before may have stored one.
					const found = await find(refused);
					if ('kept' in found) return { ok: true, value: found.kept };
					if (isMine) return await issue(refused, found.row);
				} finally {
					if (isMine) await endLease(db.system, of, kind, holder);
				}
				if (performance.now() > until)
					return { ok: false, kind: 'retry', code: 'token_refused', detail: '', afterMs: 4_000 };
				await wait(LOOK_MS);
			}
		}

		async function issue(refused: string | null, row: TokenRow | undefined): Promise<Outcome<string>> {
			let forcedAt = row?.forced_at ?? null;
			let issued = await of.issue(false);
			if (issued.ok && issued.value.token === refused) {
				if (forcedAt !== null && now().getTime() - forcedAt.getTime() < FORCED_MS)
					return { ok: false, kind: 'retry', code: 'token_refused', detail: '', afterMs: FORCED_MS };
				forcedAt = now();
				issued = await of.issue(true);
			}
			if (!issued.ok) return issued;
			const { token, expiresAt } = issued.value;
			await keepToken(db.system, {
				workspace_id: of.workspaceId,
				channel_id: of.channelId,
				kind: kind,
				token: seal.close(token, about({ workspace_id: of.workspaceId, id: of.channelId }, kind)),
				expires_at: expiresAt,
				forced_at: forcedAt
			});
			return { ok: true, value: token };
		}

		return {
			async current() {
				const kept = opened(await findToken(db.system, of, kind));
				return kept === null ? once(`${of.channelId} ${kind}`, () => renew(null)) : { ok: true, value: kept };
			},
			instead: (refused) => once(`${of.channelId} ${kind} ${refused}`, () => renew(refused))
		};
	};
}

export type TokenStore = ReturnType<typeof createTokenStore>;
