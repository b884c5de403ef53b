import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { scanImageData } from '@undecaf/zbar-wasm';
import jsQr from 'jsqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Raster } from './raster.ts';

/** Programs that read codes, none of which has anything of another: what each of them sees in a picture. */
export interface Reader {
	readonly name: string;
	read(raster: Raster): Promise<string[]>;
}

// By itself it would fetch its module from a network.
const zxing = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(zxing).buffer } });

/** CommonJS with a default of its own: Node hands out the whole. */
const jsQR = (jsQr as unknown as { default: typeof jsQr }).default;

const imageOf = ({ width, height, grey }: Raster) => {
	const data = new Uint8ClampedArray(4 * width * height);
	for (let at = 0; at < grey.length; at++) data.fill(grey[at]!, 4 * at, 4 * at + 3).fill(255, 4 * at + 3, 4 * at + 4);
	return { width, height, data, colorSpace: 'srgb' } as ImageData;
};

export const readers: readonly Reader[] = [
	{
		name: 'jsQR',
		read: (raster) => {
			const { data, width, height } = imageOf(raster);
			const found = jsQR(data, width, height, { inversionAttempts: 'dontInvert' });
			return Promise.resolve(found ? [found.data] : []);
		}
	},
	{
		name: 'ZXing',
		read: async (raster) => {
			const found = await readBarcodes(imageOf(raster), {
				formats: ['QRCode'],
				tryHarder: true,
				maxNumberOfSymbols: 255
			});
			return found.filter(({ isValid }) => isValid).map(({ text }) => text);
		}
	},
	{
		name: 'ZBar',
		read: async (raster) => (await scanImageData(imageOf(raster))).map((one) => one.decode('utf-8'))
	}
];
