/** The `Idempotency-Key` of what is sent: the same sent again, since its receipt was lost, is the same request. */
export interface SendKey {
	of(body: unknown): string;
	/** It was answered: the same from now on is another. */
	done(): void;
}

export function createSendKey(
	newKey: () => string = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
): SendKey {
	let sent: string | null = null;
	let key = '';
	return {
		of(body) {
			const text = JSON.stringify(body);
			if (text !== sent) [sent, key] = [text, newKey()];
			return key;
		},
		done() {
			sent = null;
		}
	};
}
