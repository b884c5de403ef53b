import { decode } from '#lib/forms/decode.ts';
import { readLinkList, type ReadList } from '#domain/survey/index.ts';

/** The separator that the first line has most of. */
function separatorOf(text: string): string {
	const [first = ''] = text.split('\n', 1);
	const count = (one: string): number => first.split(one).length;
	return ['\t', ';', '，'].reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}

/** A list as somebody pasted it, or as it stands in a file; what reads it is fetched when there is something to read. */
export async function readPasted(text: string): Promise<ReadList> {
	const { parse } = await import('csv-parse/browser/esm/sync');
	const lines = parse(text, {
		bom: true,
		delimiter: separatorOf(text),
		record_delimiter: ['\r\n', '\n', '\r'],
		relax_column_count: true,
		relax_quotes: true
	}) as string[][];
	return readLinkList(lines);
}

/** What stands in a file, whatever it is encoded in; null for a workbook, and whatever else is no text. */
export async function textOf(file: File): Promise<string | null> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
	return isWorkbook ? null : (decode(bytes)?.text ?? null);
}
