import { MAX_LIST } from '#domain/printing/index.ts';
import { decode } from '#lib/forms/decode.ts';

export type Read<T> = { readonly ok: T } | { readonly problem: 'kind' | 'large' };

/** A list of places from a file, whatever it is encoded in. */
export async function readList(file: File): Promise<Read<string>> {
	if (file.size > 4 * MAX_LIST) return { problem: 'large' };
	const bytes = new Uint8Array(await file.arrayBuffer());
	// Workbooks: a ZIP, or the older container.
	const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
	const decoded = isWorkbook ? null : decode(bytes);
	if (decoded === null) return { problem: 'kind' };
	return decoded.text.length > MAX_LIST ? { problem: 'large' } : { ok: decoded.text };
}

const LOGO_BYTES = 300_000;

export interface LogoFile {
	readonly name: string;
	readonly kind: 'svg' | 'png' | 'jpeg';
	readonly data: string;
}

export async function readLogo(file: File): Promise<Read<LogoFile>> {
	if (file.size > LOGO_BYTES) return { problem: 'large' };
	const bytes = new Uint8Array(await file.arrayBuffer());
	const kind =
		bytes[0] === 0x89
			? 'png'
			: bytes[0] === 0xff
				? 'jpeg'
				: /<svg[\s>]/.test(new TextDecoder().decode(bytes))
					? 'svg'
					: null;
	if (kind === null) return { problem: 'kind' };
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return { ok: { name: file.name, kind, data: btoa(text) } };
}
