import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isId } from '#domain/shared/ids.ts';

/**
 * A link or token that is itself the right to do something: workspace, row and a 256-bit secret in one URL-safe text.
 * The workspace is in it so that the row is found by its primary key; only the secret's SHA-256 is stored (no salt or
 * slow hash: there is nothing to guess).
 */
export interface Capability {
	readonly workspaceId: string;
	readonly id: string;
	readonly secretHash: Buffer;
}

const ID_BYTES = 16;
const SECRET_BYTES = 32;
/** base64url of 64 bytes. */
const SHAPE = /^[A-Za-z0-9_-]{86}$/;

export function newCapability(workspaceId: string, id: string): { text: string; secretHash: Buffer } {
	const secret = randomBytes(SECRET_BYTES);
	return {
		text: Buffer.concat([idBytes(workspaceId), idBytes(id), secret]).toString('base64url'),
		secretHash: sha256(secret)
	};
}

export function readCapability(text: string): Capability | null {
	if (!SHAPE.test(text)) return null;
	const bytes = Buffer.from(text, 'base64url');
	const workspaceId = idText(bytes.subarray(0, ID_BYTES));
	const id = idText(bytes.subarray(ID_BYTES, 2 * ID_BYTES));
	if (!isId(workspaceId) || !isId(id)) return null;
	return { workspaceId, id, secretHash: sha256(bytes.subarray(2 * ID_BYTES)) };
}

export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function idText(bytes: Buffer): string {
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
