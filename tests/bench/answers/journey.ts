import { OWNER } from '../../support/built-app.ts';

const DAY = 86_400_000;

/** A journey with one touchpoint that asks NPS, made over the API like everybody's. */
export interface AskedJourney {
	readonly journeyId: string;
	readonly code: string;
	/** A signed-in session, for what a browser would open. */
	readonly cookie: string;
	/** How many answers the results count. */
	answered(): Promise<number>;
	/** Records answers as another program does, each given so many days ago. @throws Error when one is not taken */
	record(answers: readonly { readonly nps: number; readonly daysAgo: number }[]): Promise<void>;
}

export async function askedJourney(url: string): Promise<AskedJourney> {
	const signedIn = await fetch(`${url}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(OWNER)
	});
	const cookie = signedIn.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	const api = async <T>(path: string, body?: object): Promise<T> => {
		const answer = await fetch(`${url}/api/v1${path}`, {
			method: body ? 'POST' : 'GET',
			headers: { cookie, origin: url, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) })
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	};
	const { id: journeyId } = await api<{ id: string }>('/journeys', { title: 'Bench' });
	const { scenes } = await api<{ scenes: { id: string }[] }>(`/journeys/${journeyId}`);
	const touchpoint = await api<{ id: string }>(`/journeys/${journeyId}/touchpoints`, {
		sceneId: scenes[0]!.id,
		title: 'Checkout'
	});
	const { collector } = await api<{ collector: { code: string } }>(`/touchpoints/${touchpoint.id}/ask`, {
		journeyId,
		kind: 'nps'
	});
	return {
		journeyId,
		cookie,
		code: collector.code,
		answered: async () => (await api<{ journey: { n: number }[] }>(`/journeys/${journeyId}/results`)).journey[0]!.n,
		async record(answers) {
			const { results } = await api<{ results: { status: string }[] }>('/responses/batch', {
				responses: answers.map(({ nps, daysAgo }) => ({
					collectorCode: collector.code,
					answers: { nps },
					submittedAt: new Date(Date.now() - daysAgo * DAY).toISOString()
				}))
			});
			const refused = results.filter(({ status }) => status !== 'created');
			if (refused.length > 0) throw new Error(JSON.stringify(refused));
		}
	};
}
