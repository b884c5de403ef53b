import PDFDocument from 'pdfkit';
import type { Block, Box, Drawing, Shape, Text } from './drawing.ts';
import { families, runsOf, type Family, type Fonts } from './fonts.ts';

const PT = 72 / 96;
const PRODUCT = 'Wayfelt';

type Width = Fonts['width'];
type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** What is drawn with: letters and how wide they are, and pictures that were read once for all pages. */
interface Pen {
	readonly pdf: Pdf;
	readonly width: Width;
	readonly images: Map<string, object>;
}

/** The drawing as a PDF: vectors, letters that can be selected, and what is read in which order. */
export async function pdfOf(
	{ lang, title, size, pages }: Drawing,
	{ face, width }: Fonts,
	drawnAt: Date
): Promise<Buffer> {
	const pdf = new PDFDocument({
		size: [size.width * PT, size.height * PT],
		autoFirstPage: false,
		margin: 0,
		pdfVersion: '1.7',
		lang,
		displayTitle: true,
		tagged: true,
		// No author: it is the company's.
		info: { Title: title, Creator: PRODUCT, Producer: PRODUCT, CreationDate: drawnAt, ModDate: drawnAt }
	});
	const parts: Buffer[] = [];
	const ended = new Promise<void>((done, fail) => {
		pdf.on('data', (part: Buffer) => parts.push(part));
		pdf.on('end', done);
		pdf.on('error', fail);
	});
	const used = new Set(pages.flat().flatMap(({ shapes }) => shapes.flatMap(familiesIn)));
	for (const family of families)
		if (used.has(family))
			for (const weight of ['regular', 'bold'] as const)
				pdf.registerFont(`${family} ${weight}`, face(family, weight).bytes);
	const pen: Pen = { pdf, width, images: new Map() };
	const whole = pdf.struct('Document');
	pdf.addStructure(whole);
	for (const blocks of pages) {
		pdf.addPage();
		pdf.scale(PT);
		draw(pen, whole, blocks);
	}
	whole.end();
	pdf.end();
	await ended;
	return Buffer.concat(parts);
}

/** Which fonts a shape is written with. */
const familiesIn = (shape: Shape): Family[] =>
	shape.kind === 'text' ? runsOf(shape.text).map(({ family }) => family) : [];

function draw(pen: Pen, whole: Element, blocks: readonly Block[]): void {
	const { pdf } = pen;
	const open: { table: Element | null; row: Element | null; at: number } = { table: null, row: null, at: -1 };
	const endTable = (): void => {
		open.row?.end();
		open.table?.end();
		Object.assign(open, { table: null, row: null });
	};
	for (const { role, row: at, alt, turned, shapes } of blocks) {
		const turn = (): void => {
			if (turned) pdf.save().rotate(180, { origin: [turned.x, turned.y] });
		};
		pdf.markContent('Artifact', { type: 'Layout' });
		turn();
		for (const shape of shapes) if (shape.kind !== 'text') drawShape(pen, shape);
		if (turned) pdf.restore();
		pdf.endMarkedContent();
		const letters = shapes.filter(({ kind }) => kind === 'text');
		if (letters.length === 0) continue;
		const content = pdf.markStructureContent(role);
		turn();
		for (const shape of letters) drawShape(pen, shape);
		if (turned) pdf.restore();
		pdf.endMarkedContent();
		const element = pdf.struct(role, alt === undefined ? {} : { alt }, [content]);
		if (at === undefined) {
			endTable();
			whole.add(element);
		} else {
			if (open.table === null) whole.add((open.table = pdf.struct('Table')));
			if (open.row === null || open.at !== at) {
				open.row?.end();
				open.table.add((open.row = pdf.struct('TR')));
				open.at = at;
			}
			open.row.add(element);
		}
		element.end();
	}
	endTable();
}

function drawShape({ pdf, width, images }: Pen, shape: Shape): void {
	switch (shape.kind) {
		case 'image': {
			let image = images.get(shape.href);
			// Read once: each page would hold a picture of its own.
			if (image === undefined) images.set(shape.href, (image = opened(pdf, shape.href)));
			pdf.image(image as unknown as string, shape.x, shape.y, { width: shape.width, height: shape.height });
			return;
		}
		case 'text':
			return written(pdf, shape, width);
		case 'circle':
			pdf.circle(shape.x, shape.y, shape.r).fill(shape.fill);
			return;
		case 'box':
			rounded(pdf, shape, shape.radius);
			return painted(pdf, shape);
		case 'path':
			return drawPath(pdf, shape);
	}
}

const opened = (pdf: Pdf, href: string): object =>
	(pdf as unknown as { openImage(src: string): object }).openImage(href);

function drawPath(pdf: Pdf, { d, within, at, opacity, evenOdd, ...look }: Extract<Shape, { kind: 'path' }>): void {
	const apart = within !== undefined || at !== undefined || opacity !== undefined;
	if (apart) pdf.save();
	if (within) {
		rounded(pdf, within, within.radius);
		pdf.clip();
	}
	if (at) pdf.translate(at.x, at.y).scale(at.scale);
	if (opacity !== undefined) pdf.opacity(opacity);
	pdf.path(d);
	painted(pdf, look, evenOdd);
	if (apart) pdf.restore();
}

function written(pdf: Pdf, { text, x, y, size, weight, color, href }: Text, width: Width): void {
	pdf.fillColor(color);
	let at = x;
	for (const run of runsOf(text)) {
		pdf.font(`${run.family} ${weight}`).fontSize(size);
		pdf.text(run.text, at, y, {
			lineBreak: false,
			baseline: 'alphabetic',
			features: run.features as PDFKit.Mixins.OpenTypeFeatures[],
			...(href !== undefined && { link: href })
		});
		at += width(run.text, size, weight);
	}
}

function rounded(pdf: Pdf, { x, y, width, height }: Box, radius: number): void {
	if (radius > 0) pdf.roundedRect(x, y, width, height, radius);
	else pdf.rect(x, y, width, height);
}

function painted(
	pdf: Pdf,
	{ fill, line }: Pick<Extract<Shape, { kind: 'box' }>, 'fill' | 'line'>,
	evenOdd = false
): void {
	if (line) {
		pdf
			.lineWidth(line.width)
			.lineCap(line.dash ? 'butt' : 'round')
			.lineJoin('round');
		if (line.dash) pdf.dash(line.dash, { space: line.dash });
		else pdf.undash();
	}
	const rule = evenOdd ? 'even-odd' : 'non-zero';
	if (fill !== undefined && line) pdf.fillAndStroke(fill, line.color, rule);
	else if (fill !== undefined) pdf.fill(fill, rule);
	else if (line) pdf.stroke(line.color);
}
