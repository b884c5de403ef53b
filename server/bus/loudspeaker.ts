import type { BusDeps } from './index.ts';

/** Texts to every process of the installation, this one too, on a channel of their own: nothing of it is stored. */
export const createLoudspeaker = (channel: string, { listener, query }: BusDeps) => ({
	/** @param messages 7,900 bytes each at most */
	say: async (messages: readonly string[]): Promise<void> => {
		await query('select pg_notify($1, message) from unnest($2::text[]) as message', [channel, messages]);
	},
	hear: (heard: { message(message: string): void; gap(): void }): (() => void) => listener.hear(channel, heard)
});
