import { createHash } from 'node:crypto';
import type { PhoneMessage, PhoneState } from '#contract/demo-phone.ts';
import { shownOf } from './demo-shown.ts';
import { createPhone, type Account, type Deliver, type User, type World } from './stand-in.ts';

/** Messages that a phone keeps. */
const KEPT = 100;

type Said = PhoneMessage extends infer M ? (M extends unknown ? Omit<M, 'id' | 'at'> : never) : never;

/** One person's phone, with the chat of the demo's account on it. */
export class DemoChat {
	readonly #user: User;
	readonly #phone: ReturnType<typeof createPhone> | null;
	readonly #watching = new Set<() => void>();
	#messages: PhoneMessage[] = [];
	#version = 0;

	/** @param account null: there is none to talk with */
	constructor(world: World, account: Account | null, memberId: string, deliver: Deliver) {
		// The same person after every start, and nobody's id to read.
		const openid = `oDEMO${createHash('sha256').update(memberId).digest('base64url').slice(0, 20)}`;
		this.#user = world.addUser(openid);
		this.#phone = account && createPhone(world, account, this.#user, deliver);
		this.#user.inbox.heard = (shown) => this.#say({ from: 'account', shown: shownOf(shown) });
	}

	get state(): PhoneState {
		return {
			version: this.#version,
			isConnected: this.#phone !== null,
			follows: this.#user.follows,
			messages: this.#messages
		};
	}
	get follows(): boolean {
		return this.#user.follows;
	}

	/** @returns stop */
	watch(changed: () => void): () => void {
		this.#watching.add(changed);
		return () => this.#watching.delete(changed);
	}

	async scan(url: string): Promise<void> {
		this.#say({ from: 'phone', did: 'scan' });
		await this.#phone?.scan(url);
		this.#changed();
	}
	async follow(): Promise<void> {
		this.#say({ from: 'phone', did: 'follow' });
		await this.#phone?.follow();
		this.#changed();
	}
	async leave(): Promise<void> {
		this.#say({ from: 'phone', did: 'leave' });
		await this.#phone?.leave();
		this.#changed();
	}
	async say(text: string): Promise<void> {
		this.#say({ from: 'me', text });
		await this.#phone?.say(text);
	}
	async tap(item: { id: string; content: string }): Promise<void> {
		this.#say({ from: 'me', text: item.content });
		await this.#phone?.tap(item);
	}

	#say(said: Said): void {
		const message = { id: this.#version + 1, at: new Date().toISOString(), ...said } as PhoneMessage;
		this.#messages = [...this.#messages, message].slice(-KEPT);
		this.#changed();
	}
	#changed(): void {
		this.#version++;
		for (const changed of this.#watching) changed();
	}
}
