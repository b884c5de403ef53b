import { m } from '#lib/paraglide/messages.js';

/** What a line of a channel's log says; codes are those of `server/channels/port.ts` and `server/areas/channels`. */
const sentences: Readonly<Record<string, (said: { detail: string }) => string>> = {
	bad_signature: m.channels_log_bad_signature,
	stale: m.channels_log_stale,
	too_large: m.channels_log_too_large,
	malformed: m.channels_log_malformed,
	doctype: m.channels_log_doctype,
	not_encrypted: m.channels_log_not_encrypted,
	not_decrypted: m.channels_log_not_decrypted,
	other_account: m.channels_log_other_account,
	other_person: m.channels_log_other_person,
	not_readable: m.channels_log_not_readable,
	nothing_to_ask: m.channels_log_nothing_to_ask,
	window_closed: m.channels_log_window_closed,
	unknown_tap: m.channels_log_unknown_tap,
	codes_used_up: m.channels_log_codes_used_up,
	token_refused: m.channels_log_token,
	unreachable: m.channels_log_unreachable,
	timeout: m.channels_log_unknown,
	broken_off: m.channels_log_unknown,
	wx_40003: m.channels_log_wx_40003,
	wx_40013: m.channels_log_wx_40013,
	wx_40125: m.channels_log_wx_40125,
	wx_40164: m.channels_log_wx_40164,
	wx_45009: m.channels_log_wx_45009,
	wx_45011: m.channels_log_wx_45011,
	wx_48001: m.channels_log_wx_48001,
	wx_48004: m.channels_log_wx_48004,
	wx_40029: m.channels_log_wx_40029,
	wx_40163: m.channels_log_wx_40029,
	wx_42003: m.channels_log_wx_40029,
	templates_used_up: m.channels_log_templates_used_up,
	wx_47003: m.channels_log_wx_47003,
	wx_40037: m.channels_log_wx_40037,
	mini_wx_41030: m.channels_log_mini_page,
	mini_wx_40165: m.channels_log_mini_page,
	mini_wx_85079: m.channels_log_mini_page,
	mini_wx_40129: m.channels_log_mini_scene,
	mini_wx_40169: m.channels_log_mini_scene,
	mini_wx_40002: m.channels_log_mini_no_links,
	mini_wx_48004: m.channels_log_mini_blocked,
	mini_timeout: m.channels_log_mini_no_answer,
	mini_broken_off: m.channels_log_mini_no_answer,
	mini_not_json: m.channels_log_mini_no_answer,
	mini_notices_used_up: m.channels_log_mini_notices_used_up,
	wx_43101: m.channels_log_wx_43101,
	mini_links_used_up: m.channels_log_mini_links_used_up,
	wecom_41050: m.channels_log_wecom_41050,
	wecom_41051: m.channels_log_wecom_41051,
	wecom_41096: m.channels_log_wecom_41096,
	wecom_40001: m.channels_log_wecom_40001,
	wecom_48002: m.channels_log_wecom_48002,
	wecom_60020: m.channels_log_wecom_60020
};

const MINI = 'mini_';

/** A line of a later program has no sentence here yet: its code is better than nothing. */
export function logSentence(code: string, detail = ''): string {
	if (Object.hasOwn(sentences, code)) return sentences[code]!({ detail });
	// Of the mini program: what is said of an account holds of it, too.
	const ofAccount = code.startsWith(MINI) ? code.slice(MINI.length) : '';
	return Object.hasOwn(sentences, ofAccount)
		? m.channels_log_mini({ said: sentences[ofAccount]!({ detail }) })
		: m.channels_log_other({ code });
}
