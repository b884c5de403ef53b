import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps texts that the database may hold and nobody may read in it, or in a backup of it: AES-256-GCM under a key that
 * follows from the installation's secret (secret.ts), which lies in neither.
 */
export interface Seal {
	/** @param about whose it is: a sealed text opens for nothing else */
	close(text: string, about: string): Buffer;
	/** @returns null when it was sealed under another secret, or for something else */
	open(sealed: Uint8Array, about: string): string | null;
	/** The same for the same text, and says nothing of it: to find again what may not be stored. */
	mark(text: string): string;
}

const NONCE = 12;
const TAG = 16;
/** The first byte: how it was made, should that ever change. */
const VERSION = 1;

export function createSeal(secret: string, purpose: string): Seal {
	const derived = (what: string): Buffer =>
		Buffer.from(hkdfSync('sha256', secret, '', `wayfelt ${purpose} ${what}`, 32));
	const [key, marks] = [derived('seal'), derived('mark')];
	return {
		close(text, about) {
			const nonce = randomBytes(NONCE);
			const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
			const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
		},
		open(sealed, about) {
			const bytes = Buffer.from(sealed);
			if (bytes.length < 1 + NONCE + TAG || bytes[0] !== VERSION) return null;
			const nonce = bytes.subarray(1, 1 + NONCE);
			const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
				.setAAD(Buffer.from(about))
				.setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG));
			try {
				return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
			} catch {
				// What Node throws for a tag that does not fit has no code of its own; nothing else can go wrong here.
				return null;
			}
		},
		mark: (text) => createHmac('sha256', marks).update(text).digest('base64url')
	};
}
