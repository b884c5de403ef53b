import { Resvg } from '@resvg/resvg-js';
import { issue } from '#domain/shared/result.ts';
import type { Shape } from '../drawing.ts';
import { SheetRefusal } from './refusal.ts';

/** A logo in a square of 100 units. */
export type Logo = readonly LogoPart[];
type LogoPart = Extract<Shape, { kind: 'path' }> | Extract<Shape, { kind: 'image' }>;

export type LogoKind = 'svg' | 'png' | 'jpeg';

const SIDE = 100;
/** A picture is drawn so large: 25 mm at 1,000 dots an inch. */
const PIXELS = 1000;
/** What a path may be long: it stands on every page. */
const LONGEST = 60_000;
/** The widest picture that is read, px. */
const WIDEST = 6000;

/** It is none, or says more than a drawing may. */
const refused = (code: 'logo' | 'logo_text' | 'logo_outside' | 'logo_large'): SheetRefusal =>
	new SheetRefusal(issue(code, ['logo']));

/**
 * SVG becomes paths where it is made of nothing else; gradients, masks and filters become a picture, as PNG and JPEG are.
 * Whatever it names outside itself – files, addresses, entities – is refused: the drawing program would open them.
 * @throws SheetRefusal
 */
export function readLogo(kind: LogoKind, bytes: Uint8Array): Logo {
	if (kind !== 'svg') return [pictured(pictureSvg(kind, bytes))];
	const text = new TextDecoder().decode(bytes);
	if (/<!(?!--)|<\?xml-stylesheet|@import|<(?:\w+:)?(?:image|feImage|foreignObject|script)\b/i.test(text))
		throw refused('logo_outside');
	if (/(?:href\s*=\s*["']|url\(\s*["']?)\s*(?!#)[^"')\s]/i.test(text)) throw refused('logo_outside');
	// There are no letters here but the page's own.
	if (/<(?:\w+:)?text\b/i.test(text)) throw refused('logo_text');
	const svg = opened(text);
	const { width, height } = svg;
	if (!(width > 0 && height > 0)) throw refused('logo');
	return vectors(svg.toString(), width, height) ?? [pictured(text)];
}

const options = { font: { loadSystemFonts: false } } as const;

function opened(svg: string): Resvg {
	try {
		return new Resvg(svg, options);
	} catch {
		throw refused('logo');
	}
}

/** The picture in an SVG of its own size. */
function pictureSvg(kind: 'png' | 'jpeg', bytes: Uint8Array): string {
	const size = kind === 'png' ? pngSize(bytes) : jpegSize(bytes);
	if (size === null) throw refused('logo');
	const [width, height] = size;
	if (Math.max(width, height) > WIDEST) throw refused('logo_large');
	const href = `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`;
}

function pngSize(bytes: Uint8Array): [number, number] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return null;
	return sized(view.getUint32(16), view.getUint32(20));
}

function jpegSize(bytes: Uint8Array): [number, number] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
	for (let at = 2; at + 9 < bytes.length;) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1]!;
		// A frame, of whatever kind; c4, c8 and cc are tables.
		if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
			return sized(view.getUint16(at + 7), view.getUint16(at + 5));
		at += 2 + view.getUint16(at + 2);
	}
	return null;
}

const sized = (width: number, height: number): [number, number] | null =>
	width > 0 && height > 0 ? [width, height] : null;

function pictured(svg: string): LogoPart {
	const shape = opened(svg);
	const { width, height } = shape;
	const wide = width >= height;
	const image = new Resvg(svg, { ...options, fitTo: { mode: wide ? 'width' : 'height', value: PIXELS } }).render();
	const href = `data:image/png;base64,${image.asPng().toString('base64')}`;
	const scale = SIDE / Math.max(width, height);
	const [w, h] = [width * scale, height * scale];
	return { kind: 'image', href, x: (SIDE - w) / 2, y: (SIDE - h) / 2, width: w, height: h };
}

type Matrix = readonly [number, number, number, number, number, number];

const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
	a * g + c * h,
	b * g + d * h,
	a * i + c * j,
	b * i + d * j,
	a * k + c * l + e,
	b * k + d * l + f
];

/**
 * Paths of what the drawing program has made of the file: groups and paths of straight and bent lines, all else resolved.
 * @returns null where something of it is no plain path
 */
function vectors(svg: string, width: number, height: number): LogoPart[] | null {
	const scale = SIDE / Math.max(width, height);
	const start: Matrix = [scale, 0, 0, scale, (SIDE - width * scale) / 2, (SIDE - height * scale) / 2];
	const groups: { matrix: Matrix; opacity: number }[] = [{ matrix: start, opacity: 1 }];
	const parts: LogoPart[] = [];
	for (const [, closing, name = '', attributes = ''] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^>]*?)\/?>/g)) {
		const given = new Map([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]));
		if (name === 'svg' || name === 'defs') continue;
		if (name === 'g' && closing) {
			groups.pop();
			continue;
		}
		if (name !== 'g' && name !== 'path') return null;
		if ([...given.keys()].some((key) => !PLAIN.has(key))) return null;
		const above = groups.at(-1)!;
		const matrix = given.has('transform') ? times(above.matrix, matrixOf(given.get('transform')!)) : above.matrix;
		const opacity = above.opacity * Number(given.get('opacity') ?? 1);
		if (name === 'g') {
			groups.push({ matrix, opacity });
			continue;
		}
		const part = pathOf(given, matrix, opacity);
		if (part === null) return null;
		parts.push(...part);
	}
	const length = parts.reduce((sum, part) => sum + (part.kind === 'path' ? part.d.length : 0), 0);
	return parts.length === 0 || length > LONGEST ? null : parts;
}

const PLAIN = new Set(
	'id transform opacity fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin d'.split(
		' '
	)
);

function matrixOf(text: string): Matrix {
	const numbers = /^matrix\(([^)]*)\)$/
		.exec(text)?.[1]
		?.split(/[\s,]+/)
		.map(Number);
	return numbers?.length === 6 ? (numbers as unknown as Matrix) : [1, 0, 0, 1, 0, 0];
}

const COLOR = /^#[0-9a-f]{6}$/i;

function pathOf(given: ReadonlyMap<string, string>, matrix: Matrix, opacity: number): LogoPart[] | null {
	const [fill, stroke] = [given.get('fill') ?? '#000000', given.get('stroke') ?? 'none'];
	if ([fill, stroke].some((paint) => paint !== 'none' && !COLOR.test(paint))) return null;
	const d = moved(given.get('d') ?? '', matrix);
	if (d === null) return null;
	const [a, b, c, e] = matrix;
	const seen = (of: string): { opacity?: number } => {
		const share = opacity * Number(given.get(of) ?? 1);
		return share < 1 ? { opacity: share } : {};
	};
	const parts: LogoPart[] = [];
	if (fill !== 'none')
		parts.push({
			kind: 'path',
			d,
			fill,
			...(given.get('fill-rule') === 'evenodd' && { evenOdd: true }),
			...seen('fill-opacity')
		});
	if (stroke !== 'none') {
		// Lines end and turn round on our pages: others would look different.
		if (given.get('stroke-linecap') !== 'round' || given.get('stroke-linejoin') !== 'round') return null;
		const width = Number(given.get('stroke-width') ?? 1) * Math.sqrt(Math.abs(a * e - b * c));
		parts.push({ kind: 'path', d, line: { color: stroke, width }, ...seen('stroke-opacity') });
	}
	return parts;
}

/** The path where the matrix puts it: only points, in pairs. */
function moved(d: string, [a, b, c, e, x, y]: Matrix): string | null {
	if (/[^MLCQZ\d\s.,e-]/.test(d)) return null;
	let result = '';
	for (const [, letter, rest = ''] of d.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
		const numbers = rest
			.split(/[\s,]+/)
			.filter(Boolean)
			.map(Number);
		if (numbers.length % 2 === 1 || numbers.some(Number.isNaN)) return null;
		const points: string[] = [];
		for (let at = 0; at < numbers.length; at += 2) {
			const [px, py] = [numbers[at]!, numbers[at + 1]!];
			points.push(`${round(a * px + c * py + x)} ${round(b * px + e * py + y)}`);
		}
		result += letter + points.join(' ');
	}
	return result;
}

const round = (value: number): number => Math.round(1000 * value) / 1000;
