import { describe, expect, it } from 'vitest';
import { pageUrl, qrCode } from './index.ts';

describe('QR code', () => {
	it('is drawn as SVG without script, and as PNG', async () => {
		const url = pageUrl('https://example.com', 'abcDEF1234');
		expect(url).toBe('https://example.com/s/abcDEF1234');
		const svg = await qrCode(url, 'svg');
		const text = new TextDecoder().decode(svg.body);
		expect(svg.contentType).toBe('image/svg+xml');
		expect(text).toMatch(/^<svg /);
		expect(text).not.toMatch(/script|href/);
		const png = await qrCode(url, 'png');
		expect(Buffer.from(png.body.subarray(0, 8)).toString('hex')).toBe('89504e470d0a1a0a');
		expect(Buffer.from(png.body).readUInt32BE(16)).toBe(1200);
	});
});
