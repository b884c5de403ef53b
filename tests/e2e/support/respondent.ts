/**
 * Answers a survey as a phone without script does: the form carries the answer's id and a signed ticket.
 * @param base origin of the server
 * @param answers by question, e.g. `{ nps: '9' }`
 * @throws when the server refuses it
 */
export async function answerAt(base: string, code: string, answers: Readonly<Record<string, string>>): Promise<void> {
	const form = await (await fetch(`${base}/s/${code}?lang=en`)).text();
	const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)![1]!;
	const { status } = await fetch(`${base}/s/${code}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base },
		body: new URLSearchParams({ response: hidden('response'), _ticket: hidden('_ticket'), lang: 'en', ...answers })
	});
	if (status >= 400) throw new Error(`The answer was refused: ${status}`);
}
