import { m } from '#lib/paraglide/messages.js';

/** What a line of a channel's log says; codes are those of `server/channels/port.ts` and `server/areas/channels`. */
const sentences: Readonly<Record<string, () => string>> = {
	bad_signature: m.channels_log_bad_signature,
	stale: m.channels_log_stale,
	too_large: m.channels_log_too_large,
	malformed: m.channels_log_malformed,
	doctype: m.channels_log_doctype,
	not_encrypted: m.channels_log_not_encrypted,
	not_decrypted: m.channels_log_not_decrypted,
	other_account: m.channels_log_other_account,
	other_person: m.channels_log_other_person,
	not_readable: m.channels_log_not_readable
};

/** A line of a later program has no sentence here yet: its code is better than nothing. */
export const logSentence = (code: string): string =>
	Object.hasOwn(sentences, code) ? sentences[code]!() : m.channels_log_other({ code });
