import { emptyDocument } from '../core/about.ts';
import type { JoinedKind, KindTypes } from '../core/kind.ts';
import { connect, type ConnectOptions } from './connect.ts';

/** `sent`: all of it is on the server. `refused`: this person may not, or it is gone. `later`: nothing was reached. */
export type Sent = 'sent' | 'refused' | 'later';

/** Joins a document for as long as it takes to send what this browser holds of it, without showing it. */
export async function sendUnsent<T extends KindTypes>(
	kind: JoinedKind<T>,
	options: Pick<ConnectOptions<T>, 'url' | 'id' | 'userId' | 'WebSocket' | 'isOnline'>
): Promise<Sent> {
	const doc = emptyDocument();
	const connection = connect({ ...options, kind, doc });
	try {
		return await new Promise((resolve) => {
			const look = (): void => {
				const { status } = connection.state;
				if (status === 'saved') resolve('sent');
				else if (status === 'offline' || status === 'reconnecting') resolve('later');
				else if (status !== 'connecting' && status !== 'saving') resolve('refused');
			};
			connection.subscribe(look);
			look();
		});
	} finally {
		await connection.close();
		doc.destroy();
	}
}
