import { Resvg } from '@resvg/resvg-js';

/** A picture in shades of grey. */
export interface Raster {
	readonly width: number;
	readonly height: number;
	readonly grey: Uint8Array;
}

/** @param scale dots a px of the drawing: 300 / 96 is print */
export function rasterOf(svg: string, scale: number): Raster {
	const image = new Resvg(svg, {
		fitTo: { mode: 'zoom', value: scale },
		background: '#ffffff',
		font: { loadSystemFonts: false }
	}).render();
	const { width, height, pixels } = image;
	const grey = new Uint8Array(width * height);
	for (let at = 0; at < grey.length; at++)
		grey[at] = 0.299 * pixels[4 * at]! + 0.587 * pixels[4 * at + 1]! + 0.114 * pixels[4 * at + 2]!;
	return { width, height, grey };
}

export function cropped({ width, grey }: Raster, x: number, y: number, w: number, h: number): Raster {
	const [left, top] = [Math.round(x), Math.round(y)];
	const cut = { width: Math.round(w), height: Math.round(h) };
	const out = new Uint8Array(cut.width * cut.height);
	for (let row = 0; row < cut.height; row++)
		out.set(grey.subarray((top + row) * width + left, (top + row) * width + left + cut.width), row * cut.width);
	return { ...cut, grey: out };
}

/** Turned about its middle, on paper large enough. */
export function turned(raster: Raster, degrees: number): Raster {
	if (degrees === 0) return raster;
	const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
	const width = Math.ceil(Math.abs(raster.width * cos) + Math.abs(raster.height * sin));
	const height = Math.ceil(Math.abs(raster.width * sin) + Math.abs(raster.height * cos));
	const grey = new Uint8Array(width * height).fill(255);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const [dx, dy] = [x - width / 2 + 0.5, y - height / 2 + 0.5];
			grey[y * width + x] = at(
				raster,
				dx * cos + dy * sin + raster.width / 2 - 0.5,
				dy * cos - dx * sin + raster.height / 2 - 0.5
			);
		}
	return { width, height, grey };
}

function at({ width, height, grey }: Raster, x: number, y: number): number {
	const [left, top] = [Math.floor(x), Math.floor(y)];
	const of = (column: number, row: number): number =>
		column < 0 || row < 0 || column >= width || row >= height ? 255 : grey[row * width + column]!;
	const [right, below] = [x - left, y - top];
	return Math.round(
		(of(left, top) * (1 - right) + of(left + 1, top) * right) * (1 - below) +
			(of(left, top + 1) * (1 - right) + of(left + 1, top + 1) * right) * below
	);
}

/** As through a lens that is not quite sharp (Gaussian; `sigma` in dots). */
export function blurred({ width, height, grey }: Raster, sigma: number): Raster {
	if (sigma <= 0) return { width, height, grey };
	const reach = Math.ceil(3 * sigma);
	const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
	const whole = weights.reduce((sum, one) => sum + one, 0);
	const pass = (from: Float32Array, along: number, across: number, length: number, lines: number): Float32Array => {
		const out = new Float32Array(from.length);
		for (let line = 0; line < lines; line++)
			for (let i = 0; i < length; i++) {
				let sum = 0;
				for (let k = -reach; k <= reach; k++)
					sum += weights[k + reach]! * from[line * across + Math.min(length - 1, Math.max(0, i + k)) * along]!;
				out[line * across + i * along] = sum / whole;
			}
		return out;
	};
	const rows = pass(Float32Array.from(grey), 1, width, width, height);
	return { width, height, grey: Uint8Array.from(pass(rows, width, 1, height, width)) };
}
