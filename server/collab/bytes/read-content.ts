import * as decoding from 'lib0/decoding';

/** Deeper values than any editor makes; Yjs and everybody's browser read and write them by recursion. */
const DEEPEST = 100;

/**
 * Reads and checks what an item holds, as strictly as Yjs when it reads it, and when it writes it again.
 * @returns its length in clocks
 */
export function readContent(decoder: decoding.Decoder, kind: number): number {
	switch (kind) {
		case 1: // deleted
			return decoding.readVarUint(decoder);
		case 2: {
			// JSON values of old clients
			const length = decoding.readVarUint(decoder);
			for (let left = length; left > 0; left--) {
				const text = decoding.readVarString(decoder);
				if (text !== 'undefined') readJson(text);
			}
			return length;
		}
		case 3: // bytes
			skip(decoder, decoding.readVarUint(decoder));
			return 1;
		case 4: // text
			return decoding.readVarString(decoder).length;
		case 5: // an object in a text
			readJson(decoding.readVarString(decoder));
			return 1;
		case 6: // the beginning or end of a format
			decoding.readVarString(decoder);
			readJson(decoding.readVarString(decoder));
			return 1;
		case 7:
			readType(decoder);
			return 1;
		case 8: {
			// any values
			const length = decoding.readVarUint(decoder);
			for (let left = length; left > 0; left--) readValue(decoder, DEEPEST);
			return length;
		}
		default:
			// 9 is a document in the document: nobody makes one here, and each would cost a Y.Doc.
			throw new Error('content of an unknown kind');
	}
}

/** Array, map, text, XML element, fragment, hook, text. */
function readType(decoder: decoding.Decoder): void {
	const type = decoding.readVarUint(decoder);
	if (type > 6) throw new Error('a shared type of an unknown kind');
	if (type === 3 || type === 5) decoding.readVarString(decoder);
}

/** One value as lib0 writes it (`readAny`), without making it. */
function readValue(decoder: decoding.Decoder, depth: number): void {
	if (depth === 0) throw new Error('a value that is nested too deeply');
	switch (decoding.readUint8(decoder)) {
		case 127: // undefined
		case 126: // null
		case 121: // false
		case 120: // true
			return;
		case 125:
			decoding.readVarInt(decoder);
			return;
		case 124: // float32
			return skip(decoder, 4);
		case 123: // float64
		case 122: // bigint
			return skip(decoder, 8);
		case 119:
			decoding.readVarString(decoder);
			return;
		case 118:
			for (let left = decoding.readVarUint(decoder); left > 0; left--) {
				// It would become the object's prototype, and then Yjs may take the object for bytes.
				if (decoding.readVarString(decoder) === '__proto__') throw new Error('a forbidden key');
				readValue(decoder, depth - 1);
			}
			return;
		case 117:
			for (let left = decoding.readVarUint(decoder); left > 0; left--) readValue(decoder, depth - 1);
			return;
		case 116: // bytes
			return skip(decoder, decoding.readVarUint(decoder));
		default:
			throw new Error('a value of an unknown kind');
	}
}

function skip(decoder: decoding.Decoder, length: number): void {
	decoder.pos += length;
	if (decoder.pos > decoder.arr.length) throw new Error('the end is missing');
}

/** V8 parses JSON of any depth, but writes it by recursion. */
function readJson(text: string): void {
	const value: unknown = JSON.parse(text);
	if (text.length > DEEPEST) mustBeShallow(value, DEEPEST);
}

function mustBeShallow(value: unknown, depth: number): void {
	if (typeof value !== 'object' || value === null) return;
	if (depth === 0) throw new Error('a value that is nested too deeply');
	for (const inner of Object.values(value)) mustBeShallow(inner, depth - 1);
}
