import PDFDocument from 'pdfkit';
import { PAGE, type Block, type Box, type Drawing, type Shape, type Text } from './drawing.ts';
import { runsOf, type Fonts } from './fonts.ts';

const PT = 72 / 96;
const PRODUCT = 'Wayfelt';

type Width = Fonts['width'];
type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** The drawing as a PDF: vectors, letters that can be selected, and what is read in which order. */
export async function pdfOf(
	{ lang, title, blocks, further = [] }: Drawing,
	{ faces, width }: Fonts,
	drawnAt: Date
): Promise<Buffer> {
	const pdf = new PDFDocument({
		size: [PAGE.width * PT, PAGE.height * PT],
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
	for (const [name, { bytes }] of Object.entries(faces)) pdf.registerFont(name, bytes);
	draw(pdf, [blocks, ...further], width);
	pdf.end();
	await ended;
	return Buffer.concat(parts);
}

function draw(pdf: Pdf, pages: readonly (readonly Block[])[], width: Width): void {
	const whole = pdf.struct('Document');
	pdf.addStructure(whole);
	for (const [at, blocks] of pages.entries()) {
		if (at > 0) pdf.addPage();
		pdf.scale(PT);
		drawPage(pdf, blocks, width, whole);
	}
	whole.end();
}

function drawPage(pdf: Pdf, blocks: readonly Block[], width: Width, whole: Element): void {
	const open: { table: Element | null; row: Element | null; at: number } = { table: null, row: null, at: -1 };
	const endTable = (): void => {
		open.row?.end();
		open.table?.end();
		Object.assign(open, { table: null, row: null });
	};
	for (const { role, row: at, alt, shapes } of blocks) {
		pdf.markContent('Artifact', { type: 'Layout' });
		for (const shape of shapes) if (shape.kind !== 'text') drawShape(pdf, shape, width);
		pdf.endMarkedContent();
		const letters = shapes.filter(({ kind }) => kind === 'text');
		if (letters.length === 0) continue;
		const content = pdf.markStructureContent(role);
		for (const shape of letters) drawShape(pdf, shape, width);
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

function drawShape(pdf: Pdf, shape: Shape, width: Width): void {
	switch (shape.kind) {
		case 'text':
			return written(pdf, shape, width);
		case 'circle':
			pdf.circle(shape.x, shape.y, shape.r).fill(shape.fill);
			return;
		case 'box':
			rounded(pdf, shape, shape.radius);
			return painted(pdf, shape);
		case 'path':
			if (shape.within) {
				pdf.save();
				rounded(pdf, shape.within, shape.within.radius);
				pdf.clip();
			}
			pdf.path(shape.d);
			painted(pdf, shape);
			if (shape.within) pdf.restore();
	}
}

function written(pdf: Pdf, { text, x, y, size, weight, color, href }: Text, width: Width): void {
	pdf.font(weight).fontSize(size).fillColor(color);
	let at = x;
	for (const run of runsOf(text)) {
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

function painted(pdf: Pdf, { fill, line }: Pick<Extract<Shape, { kind: 'box' }>, 'fill' | 'line'>): void {
	if (line) {
		pdf
			.lineWidth(line.width)
			.lineCap(line.dash ? 'butt' : 'round')
			.lineJoin('round');
		if (line.dash) pdf.dash(line.dash, { space: line.dash });
		else pdf.undash();
	}
	if (fill !== undefined && line) pdf.fillAndStroke(fill, line.color);
	else if (fill !== undefined) pdf.fill(fill);
	else if (line) pdf.stroke(line.color);
}
