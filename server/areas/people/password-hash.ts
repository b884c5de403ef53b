import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';

/** OWASP's smallest argon2id setting: 19 MiB, two passes, one lane; about 35 ms of one core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;

export interface PasswordHash {
	hash(password: string): Promise<string>;
	verify(given: { hash: string; password: string }): Promise<boolean>;
}

/**
 * argon2id with a turnstile: at most two at once and a short queue, so that a burst of sign-ins can take neither the
 * memory nor the threads that answers and edits need. Beyond the queue: 503, try again.
 */
export function createPasswordHash({ atOnce = 2, waiting = 20 } = {}): PasswordHash {
	const enter = createTurnstile(atOnce, waiting);
	return {
		hash: (password) =>
			enter(async () => {
				const salt = randomBytes(16);
				return encode(salt, await derive(password, salt, MEMORY_KIB, PASSES, TAG_BYTES));
			}),
		verify: ({ hash, password }) =>
			enter(async () => {
				const stored = decode(hash);
				const tag = await derive(password, stored.salt, stored.memory, stored.passes, stored.tag.length);
				return timingSafeEqual(tag, stored.tag);
			})
	};
}

function createTurnstile(atOnce: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
	const queue: (() => void)[] = [];
	let inside = 0;
	return async (work) => {
		if (inside >= atOnce) {
			if (queue.length >= waiting) throw new AppError(503, 'busy', { retryAfter: 5 });
			// The leaver hands over its place, so nobody can slip in between.
			await new Promise<void>((go) => queue.push(go));
		} else {
			inside++;
		}
		try {
			return await work();
		} finally {
			const next = queue.shift();
			if (next) next();
			else inside--;
		}
	};
}

function derive(password: string, salt: Buffer, memory: number, passes: number, tagLength: number): Promise<Buffer> {
	// The same character typed on two keyboards may be two code point sequences.
	const message = Buffer.from(password.normalize('NFKC'));
	return new Promise((resolve, reject) => {
		argon2('argon2id', { message, nonce: salt, parallelism: 1, tagLength, memory, passes }, (error, tag) =>
			error ? reject(error) : resolve(tag)
		);
	});
}

/** PHC string: the settings travel with the hash, so they can be raised later. */
const encode = (salt: Buffer, tag: Buffer): string =>
	`$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${unpadded(salt)}$${unpadded(tag)}`;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function decode(phc: string): { memory: number; passes: number; salt: Buffer; tag: Buffer } {
	const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
	if (!match) throw new Error('stored password hash is not an argon2id string of ours');
	const [, memory, passes, salt, tag] = match as unknown as [string, string, string, string, string];
	return {
		memory: Number(memory),
		passes: Number(passes),
		salt: Buffer.from(salt, 'base64'),
		tag: Buffer.from(tag, 'base64')
	};
}
