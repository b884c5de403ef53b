import { m } from '#lib/paraglide/messages.js';

/** Code of a form that was refused since its page was opened at another address than the server's own, or nobody is signed in. */
const CODES: readonly unknown[] = ['wrong_address', 'origin_unset', 'signed_out'];

/** Where this page was opened, when the server has another address; it writes its own into the page. */
export function wrongAddress(): { readonly here: string; readonly address: string; readonly isSet: boolean } | null {
	const { origin: address, originSet } = document.documentElement.dataset;
	const { origin: here } = location;
	return address === undefined || address === here ? null : { here, address, isSet: originSet === 'true' };
}

/** What to say about it; null when everything is right. */
export function wrongAddressText(): string | null {
	const wrong = wrongAddress();
	if (wrong === null) return null;
	return wrong.isSet ? m.error_wrong_address(wrong) : m.error_origin_unset(wrong);
}

/** The sentence of a form that was refused for one of these reasons: nothing is wrong with what it says. */
export function refusedAddress(result: { readonly type: string; readonly data?: unknown }): string | null {
	const { code, message } = (result.data ?? {}) as { code?: unknown; message?: unknown };
	return result.type === 'failure' && CODES.includes(code) ? String(message) : null;
}
