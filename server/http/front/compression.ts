import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';

type Compress = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What shrinks. Events are not among them: a compressor would hold each back until it has enough to write. */
const SHRINKS =
	/^(?:text\/(?:html|css|plain|csv|javascript)|application\/(?:json|javascript|manifest\+json)|image\/svg\+xml)\b/;

/**
 * Compresses what pages and API answer (Brotli or gzip, as the browser asks); files of the build are compressed already
 * and pass through.
 *
 * A text that mixes a secret with words somebody else chose gives the secret away by its compressed length (BREACH).
 * Whoever tries that makes a person's browser ask us again and again from a page of their own: such requests – from
 * another site, with a cookie – are answered uncompressed. Respondent pages know no cookies.
 */
export const createCompression = (): Compress =>
	compression({
		filter: (request, response) =>
			SHRINKS.test(String(response.getHeader('Content-Type') ?? '')) && !mayBeAProbe(request),
		level: 9,
		// Five is a tenth smaller than four in half a millisecond; the window of 256 kB is enough for pages and saves memory.
		brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 18 } }
	});

const mayBeAProbe = ({ headers }: IncomingMessage): boolean =>
	headers.cookie !== undefined && ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
