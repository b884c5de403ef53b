/** What we use of `compression`; its published types bring all of Express along. */
declare module 'compression' {
	import type { IncomingMessage, ServerResponse } from 'node:http';
	import type { BrotliOptions } from 'node:zlib';

	export default function compression(options: {
		/** May this answer be compressed? Its headers are set by then. */
		filter: (request: IncomingMessage, response: ServerResponse) => boolean;
		/** Of gzip. */
		level: number;
		brotli: BrotliOptions;
	}): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
}
