/** How a survey gets to people; which channels there are stands in `domain/survey/channels`. */
export { pageUrl } from './page-url.ts';
export { qrCode, qrFormats, type QrFormat, type QrImage } from './qr-code.ts';
