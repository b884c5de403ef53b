import { keyText, type DocumentKey } from './store.ts';

/** Postgres takes 8,000 bytes; what does not fit is said as "look at everything you have open". */
const MAX_PAYLOAD = 7_900;

/** What is told of a commit, on the channel of the journal: a hint, which may be lost with a connection. */
export interface JournalNote {
	/** Whose connection committed; see `document_update.node`. */
	readonly node: number;
	/** null: perhaps any document. */
	readonly keys: readonly DocumentKey[] | null;
}

/** `node` or `node,workspace/document,…` */
export function writeNote(node: number, keys: readonly DocumentKey[]): string {
	const all = [node, ...keys.map(keyText)].join(',');
	return all.length > MAX_PAYLOAD ? String(node) : all;
}

export function readNote(payload: string): JournalNote {
	const [node, ...keys] = payload.split(',');
	return { node: Number(node), keys: keys.length === 0 ? null : keys.map(readKey) };
}

function readKey(text: string): DocumentKey {
	const [workspaceId = '', documentId = ''] = text.split('/');
	return { workspaceId, documentId };
}
