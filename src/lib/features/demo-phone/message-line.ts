import type { PhoneMessage } from '#contract/demo-phone.ts';
import { m } from '#lib/paraglide/messages.js';
import { partsOf } from './phone.svelte.ts';

/** A message in one line, for the list of chats. */
export function lineOf(message: PhoneMessage): string {
	if (message.from === 'me') return message.text;
	if (message.from === 'phone') return m.demo_did({ did: message.did });
	const { shown } = message;
	if (shown.kind === 'out_of_order') return m.demo_out_of_order();
	if (shown.kind === 'menu') return shown.head;
	if (shown.kind === 'text')
		return partsOf(shown.text)
			.map(({ text }) => text)
			.join('');
	return shown.title;
}
