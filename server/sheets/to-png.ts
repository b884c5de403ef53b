import { Resvg } from '@resvg/resvg-js';
import type { Block, Box, Drawing, Line, Shape, Text } from './drawing.ts';
import { runsOf, type Fonts } from './fonts.ts';

/** So many points a px: twice A4 at 96 dpi. */
export const SCALE = 2;

export const pngOf = (drawing: Drawing, fonts: Fonts): Buffer =>
	new Resvg(svgOf(drawing, fonts), {
		fitTo: { mode: 'zoom', value: SCALE },
		background: '#ffffff',
		// Letters are outlines already: the same ones that the PDF has, whatever is installed here.
		font: { loadSystemFonts: false }
	})
		.render()
		.asPng();

/** A page of the drawing as SVG, its letters as outlines. */
export function svgOf({ size, pages }: Drawing, fonts: Fonts, page = 0): string {
	const letters = new Map<string, string>();
	let cuts = 0;

	function outlines({ text, weight, size, x, y, color }: Text): string {
		// Of every family as many units: a test holds them to it.
		const scale = size / fonts.face('sc', weight).font.unitsPerEm;
		const used: string[] = [];
		let at = 0;
		for (const run of runsOf(text)) {
			const { glyphs, positions } = fonts.face(run.family, weight).font.layout(run.text, [...run.features]);
			glyphs.forEach((glyph, index) => {
				const id = `${run.family}${weight}${glyph.id}`;
				if (!letters.has(id)) letters.set(id, glyph.path.toSVG());
				const { xAdvance, xOffset, yOffset } = positions[index]!;
				used.push(`<use href="#${id}" transform="translate(${round(at + xOffset)} ${round(yOffset)})"/>`);
				at += xAdvance;
			});
		}
		return `<g fill="${color}" transform="translate(${round(x)} ${round(y)}) scale(${scale} ${-scale})">${used.join('')}</g>`;
	}

	function one(shape: Shape): string {
		switch (shape.kind) {
			case 'text':
				return outlines(shape);
			case 'image':
				return `<image ${boxOf(shape)} href="${shape.href}"/>`;
			case 'circle':
				return `<circle cx="${round(shape.x)}" cy="${round(shape.y)}" r="${shape.r}" fill="${shape.fill}"/>`;
			case 'box':
				return `<rect ${boxOf(shape)} rx="${shape.radius}"${painted(shape)}/>`;
			case 'path': {
				const place = shape.at ? ` transform="translate(${shape.at.x} ${shape.at.y}) scale(${shape.at.scale})"` : '';
				const rule = shape.evenOdd ? ' fill-rule="evenodd"' : '';
				const pale = shape.opacity === undefined ? '' : ` opacity="${shape.opacity}"`;
				const path = `<path d="${shape.d}"${painted(shape)}${rule}${pale}${place}`;
				if (!shape.within) return `${path}/>`;
				const id = `cut${cuts++}`;
				return `<clipPath id="${id}"><rect ${boxOf(shape.within)} rx="${shape.within.radius}"/></clipPath>${path} clip-path="url(#${id})"/>`;
			}
		}
	}

	const block = ({ shapes, turned }: Block): string => {
		const drawn = shapes.map(one).join('\n');
		return turned ? `<g transform="rotate(180 ${turned.x} ${turned.y})">${drawn}</g>` : drawn;
	};
	const shapes = pages[page]!.map(block);
	const defined = [...letters].map(([id, d]) => `<path id="${id}" d="${d}"/>`);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">`,
		`<defs>${defined.join('')}</defs>`,
		...shapes,
		'</svg>'
	].join('\n');
}

const round = (value: number): number => Math.round(100 * value) / 100;
const boxOf = ({ x, y, width, height }: Box): string =>
	`x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;

function painted({ fill, line }: { readonly fill?: string; readonly line?: Line }): string {
	const stroke = line
		? ` stroke="${line.color}" stroke-width="${line.width}" stroke-linejoin="round" stroke-linecap="${line.dash ? 'butt' : 'round'}"`
		: '';
	const dash = line?.dash ? ` stroke-dasharray="${line.dash}"` : '';
	return ` fill="${fill ?? 'none'}"${stroke}${dash}`;
}
