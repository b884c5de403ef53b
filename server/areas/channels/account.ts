import type { Account } from '../../channels/index.ts';
import type { Seal } from '../../platform/seal.ts';
import type { ChannelRow } from './repo/channels.ts';

type Sealed = Pick<ChannelRow, 'workspace_id' | 'id'>;

/** What a sealed text of a channel is about: copied to another row it opens no more. */
export const about = ({ workspace_id, id }: Sealed, what: string): string => `${workspace_id} ${id} ${what}`;

/** @returns null when the installation's secret is another one than when they were typed */
export function secretsOf(seal: Seal, row: Sealed & Pick<ChannelRow, 'secrets'>): Record<string, string> | null {
	const text = seal.open(row.secrets, about(row, 'secrets'));
	return text === null ? null : (JSON.parse(text) as Record<string, string>);
}

export function accountOf(seal: Seal, row: ChannelRow): Account | null {
	const secrets = secretsOf(seal, row);
	return secrets === null ? null : { ...row.settings, ...secrets };
}
