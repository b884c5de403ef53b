import QRCode from 'qrcode';

export const qrFormats = ['svg', 'png'] as const;
export type QrFormat = (typeof qrFormats)[number];

export interface QrImage {
	readonly contentType: string;
	readonly body: Uint8Array;
}

/** Quarter of the modules may be damaged: codes hang in shops. Quiet zone of four modules as the standard asks. */
const settings = { errorCorrectionLevel: 'Q', margin: 4 } as const;

/** A QR code of an address: SVG of any size, or PNG large enough for print (1,200 px). */
export async function qrCode(url: string, format: QrFormat): Promise<QrImage> {
	switch (format) {
		case 'svg':
			return {
				contentType: 'image/svg+xml',
				body: new TextEncoder().encode(await QRCode.toString(url, { ...settings, type: 'svg' }))
			};
		case 'png':
			return { contentType: 'image/png', body: await QRCode.toBuffer(url, { ...settings, type: 'png', width: 1200 }) };
	}
}
