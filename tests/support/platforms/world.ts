import { randomBytes } from 'node:crypto';
import { Inbox } from './inbox.ts';

/** What an account may do; a verified service account may all of it but the last three, which are of a mini program. */
export type Right = 'qrcode' | 'custom' | 'template' | 'share' | 'notice' | 'once' | 'wxacode' | 'urllink' | 'minotice';

export interface Account {
	readonly appId: string;
	appSecret: string;
	readonly token: string;
	readonly aesKey: string;
	mode: 'plain' | 'compatible' | 'encrypted';
	readonly rights: Set<Right>;
	/** null: any. */
	ipList: readonly string[] | null;
	/** Where it pushes to. */
	serverUrl: string | null;
	/** Issued, with its end; the newest alone is good. */
	access: { token: string; until: number } | null;
	forced: number[];
	/** With which pages are signed. */
	ticket: { token: string; until: number } | null;
	/** Of a mini program: pages that are published. */
	pages: readonly string[];
}

export interface User {
	openid: string;
	follows: boolean;
	/** Messages that may still be sent, and until when. */
	window: { left: number; until: number };
	/** What their phone shows. */
	readonly inbox: Inbox;
}

export type Shown =
	| { readonly kind: 'card'; readonly title: string; readonly text: string; readonly url: string }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'menu'; readonly head: string; readonly items: readonly { id: string; content: string }[] }
	/** 该公众号暂时无法提供服务，请稍后再试 */
	| { readonly kind: 'out_of_order' };

/** What a platform does wrong, so many times, on paths that begin so. */
export interface Fault {
	readonly path: string;
	times: number;
	readonly does:
		| 'busy'
		| 'quota-day'
		| 'quota-minute'
		| 'ip-denied'
		| 'rights-missing'
		| 'banned'
		| 'hang'
		/** Does it, and breaks off before it says so. */
		| 'reset-after-accept'
		/** Another program is sending its welcome. */
		| 'other-welcome';
}

/** What goes wrong with the next push of somebody's phone. */
export const pushFaults = ['duplicate', 'out-of-order', 'replay', 'late', 'bad-signature', 'doctype'] as const;
export type PushFault = (typeof pushFaults)[number];

/** A push as it is sent; kept for later where it comes out of order, or again. */
export interface Held {
	readonly url: string;
	readonly body: Uint8Array;
}

export interface WorldOptions {
	/** Its clock goes on by itself, as a demo's does; else it stands still until somebody advances it. */
	readonly running?: boolean;
	/** Where its counter begins: after a restart it may give nothing out again. */
	readonly made?: number;
}

/** Everything the stand-in knows; its time is its own. */
export class World {
	#at: number;
	#made: number;
	readonly #since: number | null;
	readonly accounts = new Map<string, Account>();
	readonly users = new Map<string, User>();
	readonly codes = new Map<string, { appId: string; scene: string }>();
	/** Round codes that mini programs were given, in their order, and links by their address. */
	readonly miniCodes: { readonly appId: string; readonly scene: string; readonly page: string }[] = [];
	readonly miniLinks = new Map<string, { appId: string; path: string; query: string; until: number }>();
	readonly faults: Fault[] = [];
	/** For the next pushes, one each. */
	readonly pushFaults: PushFault[] = [];
	/** Sent after the next push. */
	readonly held: Held[] = [];
	/** When tokens were asked for, and how often another program had made one. */
	readonly tokens: { readonly appId: string; readonly at: number }[] = [];
	superseded = 0;
	/** Paths that were asked for, without what stands behind the question mark: it holds tokens. */
	readonly log: string[] = [];

	constructor(start: Date, { running = false, made = 0 }: WorldOptions = {}) {
		this.#at = start.getTime();
		this.#made = made;
		this.#since = running ? Date.now() : null;
	}

	now = (): Date => new Date(this.#at + (this.#since === null ? 0 : Date.now() - this.#since));
	/** Does it go on by itself? */
	get isRunning(): boolean {
		return this.#since !== null;
	}
	advance(ms: number): void {
		this.#at += ms;
	}

	/** From a counter: what it makes is the same in every run. */
	next(prefix: string): string {
		return `${prefix}${String(++this.#made).padStart(8, '0')}`;
	}

	addAccount(more: Partial<Account> = {}): Account {
		const appId = more.appId ?? this.next('wxfake');
		const account: Account = {
			appId,
			appSecret: randomBytes(16).toString('hex'),
			token: 'FakeToken1',
			aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
			mode: 'encrypted',
			rights: new Set(['qrcode', 'custom', 'template', 'share', 'notice', 'once']),
			ipList: null,
			serverUrl: null,
			access: null,
			forced: [],
			ticket: null,
			pages: [],
			...more
		};
		this.accounts.set(appId, account);
		return account;
	}

	/** A mini program of a company, with one page published. */
	addMiniProgram(more: Partial<Account> = {}): Account {
		return this.addAccount({
			rights: new Set(['wxacode', 'urllink', 'minotice']),
			pages: ['pages/survey/survey'],
			...more
		});
	}

	addUser(openid = this.next('oFAKE')): User {
		const user: User = { openid, follows: false, window: { left: 0, until: 0 }, inbox: new Inbox() };
		this.users.set(user.openid, user);
		return user;
	}

	/** The fault that is due on this path, if any. */
	fault(path: string): Fault['does'] | null {
		const found = this.faults.find((fault) => path.startsWith(fault.path) && fault.times > 0);
		if (found) found.times--;
		return found?.does ?? null;
	}

	/** Another program has asked for a token in the old way: the one before is worthless. */
	supersede(account: Account): void {
		this.superseded++;
		account.access = { token: `${this.next('90_other')}`, until: this.now().getTime() + 7200_000 };
	}

	/** As it was at the start; its clock and counter go on, so that nothing is given out again. */
	reset(): void {
		for (const all of [this.accounts, this.users, this.codes, this.miniLinks]) all.clear();
		this.miniCodes.length = 0;
		for (const all of [this.faults, this.pushFaults, this.held, this.tokens, this.log]) all.length = 0;
		this.superseded = 0;
	}

	/** What a program that asks this platform must not do; empty when it did none of it. */
	wrongs(): string[] {
		const since = this.now().getTime() - 2 * 3_600_000;
		const tokens = [...this.accounts.keys()].flatMap((appId) => {
			const asked = this.tokens.filter((one) => one.appId === appId && one.at > since).length;
			return asked > 1 + this.superseded ? [`${appId}: ${asked} tokens within two hours`] : [];
		});
		const secrets = [...this.accounts.values()].flatMap(({ appSecret, token }) => [appSecret, token]);
		const told = this.log.filter((line) => secrets.some((secret) => line.includes(secret)));
		return [...tokens, ...told.map((line) => `a secret in an address: ${line.slice(0, 60)}`)];
	}
}
