import { getDocumentProxy } from 'unpdf';

interface Node {
	readonly role?: string;
	readonly children?: readonly Node[];
}

/** What another program reads in a PDF. */
export async function readPdf(bytes: Uint8Array) {
	const read = await getDocumentProxy(new Uint8Array(bytes), { fontExtraProperties: true, verbosity: 0 });
	const { info } = await read.getMetadata();
	const page = await read.getPage(1);
	const [, , width, height] = page.view;
	const { items } = await page.getTextContent();
	const { fnArray, argsArray } = await page.getOperatorList();
	const names = new Set<string>();
	let images = 0;
	const { OPS } = await import('unpdf/pdfjs');
	fnArray.forEach((op, at) => {
		if (op === OPS.setFont) names.add((argsArray[at] as [string])[0]);
		if (op === OPS.paintImageXObject || op === OPS.paintInlineImageXObject) images++;
	});
	const fonts = [...names].map((name) => {
		const { name: called, data } = page.commonObjs.get(name) as { name: string; data?: Uint8Array };
		return { name: called, embedded: data?.length ?? 0 };
	});
	const roles: string[] = [];
	const walk = (node: Node): void => {
		if (node.role && node.role !== 'Root' && node.role !== 'Document') roles.push(node.role);
		node.children?.forEach(walk);
	};
	walk((await page.getStructTree()) as Node);
	return {
		pages: read.numPages,
		size: [width, height],
		info: info as Record<string, unknown>,
		lang: (info as { Language?: string }).Language,
		text: items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''),
		fonts,
		images,
		roles
	};
}
