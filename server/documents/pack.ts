import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** An update and who made it; '' when nobody is known (scratch documents). */
export interface AuthoredUpdate {
	readonly update: Uint8Array;
	readonly author: string;
}

export interface Packed {
	readonly bytes: Uint8Array;
	readonly authors: readonly string[];
}

/** Packs the updates of one commit into one row: (author's place in the list, update)*. */
export function pack(updates: readonly AuthoredUpdate[]): Packed {
	const authors: string[] = [];
	const encoder = encoding.createEncoder();
	for (const { update, author } of updates) {
		let place = authors.indexOf(author);
		if (place < 0) place = authors.push(author) - 1;
		encoding.writeVarUint(encoder, place);
		encoding.writeVarUint8Array(encoder, update);
	}
	return { bytes: encoding.toUint8Array(encoder), authors };
}

/** @throws if the bytes were not made by `pack` */
export function unpack(packed: Packed): AuthoredUpdate[] {
	const decoder = decoding.createDecoder(packed.bytes);
	const out: AuthoredUpdate[] = [];
	while (decoding.hasContent(decoder)) {
		const author = packed.authors[decoding.readVarUint(decoder)];
		if (author === undefined) throw new Error('a packed update names an author that is not listed');
		out.push({ author, update: decoding.readVarUint8Array(decoder) });
	}
	return out;
}
