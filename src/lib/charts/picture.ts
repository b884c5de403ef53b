import type { ChartData } from './chart-data.ts';
import type * as Code from './echarts.ts';
import type { EChartsOption } from './echarts.ts';
import type { Palette } from './palette.ts';

export interface Picture {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}

const PAD = 20;

/**
 * A chart as a picture that stands by itself: what it is above it, in the colours that the page has now, its words as text
 * that can be selected.
 * @param code the module that draws; it is fetched only for charts
 */
export function pictureOf(
	code: typeof Code,
	option: EChartsOption,
	{ title, note }: Pick<ChartData, 'title' | 'note'>,
	palette: Palette,
	size: { readonly width: number; readonly height: number }
): Picture {
	const chart = code.init(null, null, { renderer: 'svg', ssr: true, ...size });
	let drawn: string;
	try {
		chart.setOption({ ...option, animation: false });
		drawn = chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
	const letter = palette.letter;
	const lines = note === '' ? [] : broken(note, Math.floor(size.width / (6.2 * letter)));
	const top = PAD + 22 * letter + lines.length * 17 * letter + 6;
	const width = size.width + 2 * PAD;
	const height = Math.ceil(top + size.height + PAD);
	const text = (words: string, y: number, px: number, color: string, more = '') =>
		`<text x="${PAD}" y="${y}" font-size="${px}" fill="${color}"${more}>${escaped(words)}</text>`;
	const svg = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(palette.font)}" role="img">`,
		`<title>${escaped(title)}</title><desc>${escaped(note)}</desc>`,
		`<rect width="${width}" height="${height}" fill="${palette.surface}"/>`,
		text(title, PAD + 14 * letter, 15 * letter, palette.ink, ' font-weight="600"'),
		...lines.map((line, at) => text(line, PAD + (34 + 17 * at) * letter, 12 * letter, palette.muted)),
		`<g transform="translate(${PAD} ${top})">${drawn}</g>`,
		'</svg>'
	].join('\n');
	return { svg, width, height };
}

/** In lines of so many Latin letters; Chinese ones are twice as wide, and may be parted anywhere. */
export function broken(text: string, most: number): string[] {
	const lines: string[] = [];
	let line = '';
	const wide = (words: string) => [...words].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
	for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
		if (line !== '' && wide(line + part.trimEnd()) > most) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += part;
	}
	return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

const escaped = (text: string): string =>
	text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** So many points of a PNG a pixel of the page. */
const SCALE = 2;

/** @throws Error where the browser cannot draw it */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
	const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = width * SCALE;
		canvas.height = height * SCALE;
		const context = canvas.getContext('2d')!;
		context.scale(SCALE, SCALE);
		context.drawImage(image, 0, 0, width, height);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
		if (blob === null) throw new Error('the canvas gave no picture');
		return blob;
	} finally {
		URL.revokeObjectURL(address);
	}
}
