import { stableToken, type Outcome, type PlatformHttp, type WechatTokens } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import { findToken, keepToken, lockToken, type TokenRow } from './repo/tokens.ts';

/** A token is renewed so long before it ends: what is on its way with it arrives. */
const EARLY_MS = 5 * 60_000;
/** Making one by force makes all others worthless: so often at most. */
const FORCED_MS = 60_000;

const KIND = 'access';

export interface TokenStoreDeps {
	readonly db: Db;
	readonly seal: Seal;
	readonly now: () => Date;
	readonly http: PlatformHttp;
	readonly base: string;
}

interface Of {
	readonly workspaceId: string;
	readonly channelId: string;
	readonly appId: string;
	readonly appSecret: string;
}

/**
 * One token an account, for all who send at once and all processes: within one they wait for the same promise, between
 * them for the same lock. Who was refused with a token that is not the stored one any more takes the stored one; else a
 * new one is asked for – gently, then, if the platform still gives out the refused one, by force, once a minute at most.
 */
export function createTokenStore({ db, seal, now, http, base }: TokenStoreDeps) {
	const running = new Map<string, Promise<Outcome<string>>>();

	/** Only one asks at a time in this process, and all who come meanwhile are told the same. */
	function once(key: string, work: () => Promise<Outcome<string>>): Promise<Outcome<string>> {
		const found = running.get(key);
		if (found) return found;
		const promise = work().finally(() => running.delete(key));
		running.set(key, promise);
		return promise;
	}

	return (of: Of): WechatTokens => {
		const opened = (row: TokenRow | undefined): string | null =>
			row === undefined || row.expires_at.getTime() - EARLY_MS <= now().getTime()
				? null
				: seal.open(row.token, about({ workspace_id: of.workspaceId, id: of.channelId }, KIND));

		const renew = (refused: string | null): Promise<Outcome<string>> =>
			db.system.transaction().execute(async (trx) => {
				await lockToken(trx, of);
				const row = await findToken(trx, of, KIND);
				const kept = opened(row);
				if (kept !== null && kept !== refused) return { ok: true, value: kept };
				let forcedAt = row?.forced_at ?? null;
				let issued = await stableToken({ http, base, now }, of, false);
				if (issued.ok && issued.value.token === refused) {
					if (forcedAt !== null && now().getTime() - forcedAt.getTime() < FORCED_MS)
						return { ok: false, kind: 'retry', code: 'token_refused', detail: '', afterMs: FORCED_MS };
					forcedAt = now();
					issued = await stableToken({ http, base, now }, of, true);
				}
				if (!issued.ok) return issued;
				const { token, expiresAt } = issued.value;
				await keepToken(trx, {
					workspace_id: of.workspaceId,
					channel_id: of.channelId,
					kind: KIND,
					token: seal.close(token, about({ workspace_id: of.workspaceId, id: of.channelId }, KIND)),
					expires_at: expiresAt,
					forced_at: forcedAt
				});
				return { ok: true, value: token };
			});

		return {
			async current() {
				const kept = opened(await findToken(db.system, of, KIND));
				return kept === null ? once(of.channelId, () => renew(null)) : { ok: true, value: kept };
			},
			instead: (refused) => once(`${of.channelId} ${refused}`, () => renew(refused))
		};
	};
}

export type TokenStore = ReturnType<typeof createTokenStore>;
