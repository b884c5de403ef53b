import { isId } from '#domain/shared/ids.ts';

/**
 * Where a platform pushes to. Workspace and channel are in it, so that the channel is found by its primary key; it is no
 * secret: what comes there is believed by its signature.
 */
export interface HookAddress {
	readonly workspaceId: string;
	readonly channelId: string;
}

export const writeHookAddress = ({ workspaceId, channelId }: HookAddress): string =>
	Buffer.from((workspaceId + channelId).replaceAll('-', ''), 'hex').toString('base64url');

/** @returns null for anything that we did not write */
export function readHookAddress(text: string): HookAddress | null {
	if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return null;
	const hex = Buffer.from(text, 'base64url').toString('hex');
	const id = (from: number): string =>
		hex.slice(from, from + 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	const [workspaceId, channelId] = [id(0), id(32)];
	if (!isId(workspaceId) || !isId(channelId)) return null;
	// The last letter has two bits to spare: only as we wrote it.
	return writeHookAddress({ workspaceId, channelId }) === text ? { workspaceId, channelId } : null;
}
