import { earlySocketScript } from '#document/client/early-socket.ts';
import { documentName } from '#document/core/kind.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';

/** Where `app.html` has room for it; the page's nonce stands in it. */
const PLACE = /<!--early-socket (\S*)-->/;

/** A page that runs nothing before its own code. */
export const withoutEarlySocket = (html: string): string => html.replace(PLACE, '');

/** The page of a journey: its socket is opened before the code that joins it is here. */
export function withEarlySocket(html: string, journeyId: string, userId: string): string {
	const script = earlySocketScript({
		document: documentName(journeyKind, journeyId),
		schema: schemaNumberOf(journeyKind.schema.current),
		userId
	});
	return html.replace(PLACE, (_, nonce: string) => `<script nonce="${nonce}">${script}</script>`);
}
