import { m } from '#lib/paraglide/messages.js';
import type { DocumentWords } from './document-words.ts';

export const journeyWords: DocumentWords = {
	readOnly: m.board_state_readonly_hint,
	ended: {
		'editor-too-old': m.board_state_reload_hint,
		replaced: m.board_stopped_replaced,
		'edit-refused': m.board_stopped_edit_refused,
		forbidden: m.board_stopped_forbidden,
		'not-found': m.board_stopped_not_found,
		full: m.board_stopped_full
	},
	aside: {
		notice: m.aside_notice,
		viewer: m.aside_unsent_viewer,
		intro: m.aside_intro,
		unsentIntro: m.aside_unsent_intro,
		open: m.aside_unsent_open,
		there: m.aside_there,
		allThere: m.aside_all_there
	},
	setAside: { region: m.setaside_region, notice: m.setaside_notice, intro: m.setaside_intro }
};
