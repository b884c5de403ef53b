import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * WeChat's encryption of pushes and replies: AES-256-CBC, the key's first half as IV, around 16 random bytes, the length
 * in bytes, the message and the receiver's id, padded to 32 bytes – Node's own padding is of 16 and fails for every other
 * length, so it is switched off and done here.
 * @see https://developers.weixin.qq.com/doc/oplatform/developers/dev/ticket/crypto.html
 */

const BLOCK = 32;
const RANDOM = 16;

/** 43 letters are 32 bytes and two bits; Node reads them leniently, strict decoders refuse most such keys. */
const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64');

/** @param random 16 bytes; given by tests */
export function encrypt(
	aesKey: string,
	message: string,
	receiver: string,
	random: Buffer = randomBytes(RANDOM)
): string {
	const [text, key] = [Buffer.from(message), keyOf(aesKey)];
	const length = Buffer.alloc(4);
	length.writeUInt32BE(text.length);
	const plain = Buffer.concat([random, length, text, Buffer.from(receiver)]);
	const fill = BLOCK - (plain.length % BLOCK);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(fill, fill)), cipher.final()]).toString(
		'base64'
	);
}

/** @returns null for what this key did not make, or what is for another receiver */
export function decrypt(aesKey: string, encrypted: string, receiver: string): string | null {
	const [bytes, key] = [Buffer.from(encrypted, 'base64'), keyOf(aesKey)];
	if (bytes.length === 0 || bytes.length % 16 !== 0 || key.length !== 32) return null;
	const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
	const fill = padded.at(-1)!;
	if (fill < 1 || fill > BLOCK || padded.length < RANDOM + 4 + fill) return null;
	const plain = padded.subarray(0, padded.length - fill);
	const end = RANDOM + 4 + plain.readUInt32BE(RANDOM);
	if (end > plain.length || plain.subarray(end).toString() !== receiver) return null;
	return plain.subarray(RANDOM + 4, end).toString();
}
