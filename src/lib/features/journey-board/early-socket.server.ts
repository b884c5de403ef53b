import { earlyCopyScript } from '#document/client/early-copy.ts';
import { earlySocketScript } from '#document/client/early-socket.ts';
import { documentName } from '#document/core/kind.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';

/** Where `app.html` has room for it; the page's nonce stands in it. */
const PLACE = /<!--early-socket (\S*)-->/;

/** A page that runs nothing before its own code. */
export const withoutEarlySocket = (html: string): string => html.replace(PLACE, '');

/** The page of a journey: its socket is opened, or its copy in this browser read, before the code that joins it is here. */
export function withEarlySocket(html: string, journeyId: string, userId: string): string {
	const of = { document: documentName(journeyKind, journeyId), userId };
	// The socket first: it looks whether there is a copy, and reading that makes one.
	const script = `${earlySocketScript({ ...of, schema: schemaNumberOf(journeyKind.schema.current) })};
${earlyCopyScript(of)}`;
	return html.replace(PLACE, (_, nonce: string) => `<script nonce="${nonce}">${script}</script>`);
}
