import { randomBytes } from 'node:crypto';
import { pageSignature, pageUrl } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Opener } from '../answers/open.ts';
import type { Clients } from './clients.ts';
import { findChannel } from './repo/channels.ts';

/** What a page tells WeChat, so that whoever passes it on passes a card on. */
export interface ShareCard {
	readonly appId: string;
	readonly timestamp: number;
	readonly nonce: string;
	readonly signature: string;
	readonly text: string;
	/** Never the personal link: who it is passed on to is somebody else. */
	readonly link: string;
	readonly picture: string;
}

export interface ShareCards {
	/** Asked by nobody known. null: no account that may, or another page than the survey's own. */
	shareCard(code: string, url: string): Promise<ShareCard | null>;
}

export interface ShareCardsDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly origin: string;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'open' | 'state'>;
}

const LONGEST = 2_000;

export function createShareCards({ db, now, origin, clients, opener }: ShareCardsDeps): ShareCards {
	/** Nothing but the page of this survey is signed for whoever asks. */
	const isOwn = (code: string, url: string): boolean => {
		const page = pageUrl(origin, code);
		return url.length <= LONGEST && !url.includes('#') && (url === page || url.startsWith(`${page}?`));
	};

	return {
		async shareCard(code, url) {
			if (!isOwn(code, url)) return null;
			const opened = await opener.open(code);
			if (!opened || opener.state(opened) !== 'open') return null;
			const row = await findChannel(db.system, opened.workspace_id, 'wechat');
			if (!row?.settings.appId || row.missing.includes('share')) return null;
			const ticket = await clients.jsapiTicket(row);
			if (!ticket.ok) return null;
			const [nonce, timestamp] = [randomBytes(8).toString('hex'), Math.floor(now().getTime() / 1000)];
			return {
				appId: row.settings.appId,
				timestamp,
				nonce,
				signature: pageSignature(ticket.value, nonce, timestamp, url),
				text: opened.workspace_name,
				link: pageUrl(origin, code),
				picture: `${origin}/share.png`
			};
		}
	};
}
