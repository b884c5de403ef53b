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

/** UTF-8, or what Excel writes in China. */
export async function textOf(file: File): Promise<string> {
	const bytes = await file.arrayBuffer();
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}
