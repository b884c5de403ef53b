import type { FieldValue } from '#domain/channels/rounds.ts';
import type { Seal } from '../../platform/seal.ts';
import { about } from './account.ts';
import type { MessageRow } from './repo/messages.ts';
import type { RoundRow } from './repo/rounds.ts';

/** What a round says; sealed, since people's own words are in it. */
export interface RoundContent {
	readonly templateId: string;
	readonly occasion: string;
	readonly fields: Readonly<Record<string, FieldValue>>;
	readonly text: string;
	readonly sender: string;
	readonly survey: string;
	readonly touchpoint: string;
	readonly workspace: string;
	readonly zone: string;
}

interface Channel {
	readonly workspace_id: string;
	readonly id: string;
}

export const sealRound = (seal: Seal, row: Channel, id: string, content: RoundContent): Buffer =>
	seal.close(JSON.stringify(content), about(row, `round ${id}`));

/** null: sealed under another secret of the installation. */
export function openRound(seal: Seal, row: Channel, round: Pick<RoundRow, 'id' | 'content'>): RoundContent | null {
	const text = seal.open(round.content, about(row, `round ${round.id}`));
	return text === null ? null : (JSON.parse(text) as RoundContent);
}

/** To whom one of its messages goes. */
export interface ToWhom {
	readonly name: string;
	readonly heardAt: string;
}

export const sealToWhom = (seal: Seal, row: Channel, number: string, to: ToWhom): Buffer =>
	seal.close(JSON.stringify(to), about(row, `message ${number}`));

export function openToWhom(seal: Seal, row: Channel, message: Pick<MessageRow, 'number' | 'content'>): ToWhom | null {
	const text = seal.open(message.content, about(row, `message ${message.number}`));
	return text === null ? null : (JSON.parse(text) as ToWhom);
}

/** What tells somebody from others for those who look on, and says no more. */
export const tailOf = (name: string | null): string => (name === null ? '–' : `…${name.slice(-6)}`);
